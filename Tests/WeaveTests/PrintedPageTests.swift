// What an example prints, on its page.

import Book
import Evidence
import Testing

@testable import Weave

/// A page of one chapter.
private func page(_ text: String, _ known: ChapterEvidence = ChapterEvidence()) throws -> String {
  let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "01-a.md", kind: .regular)]])
  let book = Book.reading(folder) { path in
    Array((path.hasSuffix("yml") ? "title: T\nparts: [P]\n" : text).utf8)
  }
  var evidence = Evidence(state: .complete, key: "k", toolchain: "Swift")
  evidence.chapters = ["Spec/P/01-a.md": known]
  let weaver = Weaver(
    WeaveContext(book, evidence), theme: try Theme(shell: "{{{body}}}"), lex: { _ in [] })
  return weaver.page(ofChapter: "Spec/P/01-a.md", bytes: Array(text.utf8)).text
}

struct PrintedPageTests {
  @Test func `a stated output has its verdict, and its differences at their lines, as text`()
    throws
  {
    let text = "# T\n\nText.\n\n```swift example\nprint(1)\n```\n```text output\n<b>\n```\n"
    func known(_ output: String) -> ChapterEvidence {
      var known = ChapterEvidence()
      var result = TestResult(suite: nil, name: "T", line: 5, verdict: .passed, seconds: 1)
      result.output = output
      known.tests = [result]
      return known
    }
    let passed = try page(text, known("<b>\n"))
    #expect(passed.contains("<figure class=\"fence printed passed\" id=\"L8\">"))
    #expect(passed.contains("&lt;b&gt;") && !passed.contains("class=\"output\""))
    let failed = try page(text, known("<i>\n"))
    #expect(failed.contains("<figure class=\"fence example failed\" id=\"L5\">"))
    #expect(failed.contains("<figure class=\"fence printed failed\" id=\"L8\">"))
    #expect(failed.contains("prints &#39;&lt;i&gt;&#39;, not &#39;&lt;b&gt;&#39;"))
    #expect(failed.contains("class=\"output\"") && !failed.contains("<i>\n"))
    #expect(try page(text).contains("<figure class=\"fence printed notRun\" id=\"L8\">"))
  }
}
