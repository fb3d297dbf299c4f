// The first page of a book that is woven in spite of its errors.

import Book
import Evidence
import Testing

@testable import Weave

private func home(
  _ chapter: String, ways: String = "", _ evidence: Evidence = .absent, shell: String = "{{{body}}}"
) throws -> String {
  let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "a.md", kind: .regular)]])
  let book = Book.reading(folder) { path in
    Array((path.hasSuffix("yml") ? "title: T\nparts: [P]\nfindings: warn\n\(ways)" : chapter).utf8)
  }
  let weaver = Weaver(
    WeaveContext(book, evidence), theme: try Theme(shell: shell), lex: { _ in [] })
  return try weaver.bookPage("index.html").text
}

@Suite struct HomePageTests {
  @Test func `chapters have their numbers where they are listed`() throws {
    let item = "<li><span class=\"number\">1</span> <a href=\"P/a.html\">A</a></li>"
    #expect(try home("# A\n").contains("<ol class=\"map\">\(item)</ol>"))
  }

  @Test func `a book without errors says nothing of errors`() throws {
    #expect(try !home("# A\n").contains("Woven in spite"))
  }

  @Test func `its title beside the book's own is another`() throws {
    #expect(try home("# A\n", shell: "{{{title}}} · {{{bookTitle}}}") == "Overview · T")
  }

  @Test func `errors are named, the first twenty with their places`() throws {
    let one = try home("# A\n\n[x](<&nowhere.md>)\n")
    #expect(one.contains("Woven in spite of an error"))
    #expect(
      one.contains(
        "<li>Spec/P/a.md:3:6: there is no chapter &#39;Spec/P/&amp;nowhere.md&#39;; no chapter"))
    let many = try home(String(repeating: "[x](b.md)\n", count: 25))
    #expect(many.contains("Woven in spite of 25 errors"))
    #expect(many.contains("Spec/P/a.md:20:5") && !many.contains("Spec/P/a.md:21:5"))
    #expect(many.contains("<li>and 5 more</li>"))
  }

  @Test func `ways through the book lead along chapters that exist`() throws {
    let ways = "paths:\n  - In <a> hurry: [P/a.md]\n"
    let html = try home("# A & B\n", ways: ways)
    #expect(
      html.contains("<dt>In &lt;a&gt; hurry</dt><dd><a href=\"P/a.html\">A &amp; B</a></dd>"))
    #expect(try home("# A\n").contains("Start reading with <a href=\"P/a.html\">A</a>"))
    let wrong = try home("# A\n", ways: "paths:\n  - Slow: [P/b.md]\n")
    #expect(wrong.contains("Spec/book.yml:5:12: there is no chapter &#39;Spec/P/b.md&#39;"))
  }

  @Test func `the map of the subject is a list of steps that lead to chapters`() throws {
    let map = "map:\n  - Fi<r>st: {about: A & B., chapters: [P/a.md]}\n  - Last: []\n"
    let html = try home("# A & B\n", ways: map)
    #expect(
      html.contains(
        "<ol class=\"line\"><li><h3>Fi&lt;r&gt;st</h3><p>A &amp; B.</p><p class=\"stops\">"
          + "<a href=\"P/a.html\">A &amp; B</a></p></li><li><h3>Last</h3>"))
    #expect(try !home("# A\n").contains("class=\"line\""))
    let wrong = try home("# A\n", ways: "map:\n  - Slow: [P/b.md]\n")
    #expect(wrong.contains("Spec/book.yml:5:12: there is no chapter &#39;Spec/P/b.md&#39;"))
  }

  @Test func `the evidence is one line that leads to the counts of each chapter`() throws {
    var evidence = Evidence(state: .complete, key: "k", toolchain: "Swift")
    var known = ChapterEvidence()
    known.tests = [TestResult(suite: nil, name: "A", line: 4, verdict: .passed, seconds: 0)]
    known.reached = [5: 1]
    evidence.chapters = ["Spec/P/a.md": known]
    let html = try home("# A\n\n\n```swift example\n1  // → 1\n```\n", evidence)
    #expect(html.contains("<a href=\"checks.html\">1 of 1 tests passed, 0 of 0 rules proved</a>"))
    #expect(!html.contains("<table"))
    #expect(try !home("# A\n").contains("tests passed"))
  }
}
