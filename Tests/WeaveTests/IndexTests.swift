// The index of a book, as pages, as JSON, and as what the search reads.

import Book
import Evidence
import Foundation
import Testing

@testable import Weave

/// A book of one chapter with an index, and the theme's shell reduced to the body.
private func weaver(_ text: String, _ known: ChapterEvidence = ChapterEvidence()) throws -> Weaver {
  let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "01-a.md", kind: .regular)]])
  let book = Book.reading(folder) { path in
    Array((path.hasSuffix("yml") ? "title: T\nparts: [P]\n" : text).utf8)
  }
  var evidence = Evidence(state: .complete, key: "k", toolchain: "Swift")
  evidence.chapters = ["Spec/P/01-a.md": known]
  return Weaver(
    WeaveContext(book, evidence), theme: try Theme(shell: "{{{body}}}"), lex: { _ in [] })
}

private let text = """
  # Title \\</script>

  > **a.b** A rule.

  Words of *prose*.

  ```swift
  /// Keeps & `counts`.
  ///
  /// Source: `do_keep` in `mm/keep.c`.
  public func keepAll() {}
  private func hidden() {}
  extension Int {}
  ```

  ```swift example rule=a.b
  1  // → 1
  ```
  """

private func known() -> ChapterEvidence {
  var test = TestResult(suite: nil, name: "Example <1>", line: 16, verdict: .passed, seconds: 0.012)
  test.attachments = [
    Attachment(name: "a.svg", bytes: Array("<svg><title>A &lt;map&gt;</title></svg>".utf8))
  ]
  var known = ChapterEvidence()
  known.tests = [test]
  known.reached = [17: 1]
  return known
}

struct IndexTests {
  @Test func `an edit of prose leaves the index as it is, and one of a name or its place does not`()
    throws
  {
    func key(_ text: String) throws -> Digest {
      let context = try weaver(text, known()).context
      return PageKeys(context, theme: Digest(of: []), colours: true).keyOfIndex()
    }
    let first = try key(text)
    #expect(try key(text.replacing("Words of", with: "More words of")) == first)
    let others = [
      text.replacing("keepAll", with: "keepNone"), text.replacing("Keeps &", with: "Holds &"),
      text.replacing("Words of", with: "\nWords of"), text.replacing("A rule", with: "One rule"),
      text.replacing("# Title", with: "# Name"), text.replacing("do_keep", with: "do_hold"),
    ]
    for other in others { #expect(try key(other) != first) }
  }

  @Test func `each kind has a page by the alphabet and one by chapter`() throws {
    let weaver = try weaver(text, known())
    for path in ["symbols.html", "symbols-chapters.html"] {
      #expect(weaver.context.bookPages.map(\.path).contains(path))
      let html = try weaver.bookPage(path).text
      #expect(html.contains("<code>keepAll</code>") && html.contains("href=\"P/01-a.html#L11\""))
      #expect(html.contains("Keeps &amp; counts."))
      #expect(!html.contains("hidden") && !html.contains("<code>Int</code>"))
    }
    #expect(try weaver.bookPage("symbols.html").text.contains("<h2 id=\"letter-K\">K</h2>"))
    let names = try weaver.bookPage("names.html").text
    #expect(names.contains("<code>do_keep</code>") && names.contains("keepAll</span>"))
    let tests = try weaver.bookPage("tests.html").text
    #expect(tests.contains("Example &lt;1&gt;") && tests.contains("12 ms"))
    #expect(tests.contains("proves <a href=\"rules.html#rule-a.b\">a.b</a>"))
    let figures = try weaver.bookPage("figures.html").text
    #expect(figures.contains("A &lt;map&gt;") && figures.contains("P/01-a.html#Figure1"))
  }

  @Test func `figures are listed alike before and after their pages are woven`() throws {
    var known = known()
    known.tests[0].attachments += [
      Attachment(name: "b.svg", bytes: Array("<svg><title>B".utf8)),
      Attachment(name: "c.svg", bytes: Array("<svg/>".utf8)),
    ]
    let (before, after) = (try weaver(text, known), try weaver(text, known))
    _ = after.page(ofChapter: "Spec/P/01-a.md", bytes: Array(text.utf8))
    for path in ["figures.html", "figures-chapters.html", "index.json", "search-1.js"] {
      #expect(try before.bookPage(path) == after.bookPage(path))
    }
  }

  @Test func `programs get the same as JSON`() throws {
    struct Index: Decodable {
      var code: String
      var entries: [IndexExport.Entry]
    }
    struct Rules: Decodable {
      var code: String
      var rules: [RulesExport.Entry]
    }
    let weaver = try weaver(text, known())
    func value<Value: Decodable>(_ path: String) throws -> Value {
      try JSONDecoder().decode(Value.self, from: Data(weaver.bookPage(path).text.utf8))
    }
    let index: Index = try value("index.json")
    let rules: Rules = try value("rules.json")
    #expect(rules.rules.map(\.id) == ["a.b"] && rules.rules[0].standing == .proved)
    #expect(rules.code == index.code)
    #expect(
      index.entries.map(\.name) == [
        "keepAll", "do_keep", "a.b", "Title </script>", "Example <1>", "A <map>",
      ])
    #expect(index.entries[4].verdict == .passed && index.entries[4].rules == ["a.b"])
    #expect(index.entries[0].address == "P/01-a.html#L11")
  }

  @Test func `the search reads names and prose as values of scripts`() throws {
    let weaver = try weaver(text, known())
    #expect(
      try weaver.bookPage("search.js").text == """
        weft.take({"chapters":[{"page":"P\\/01-a","part":"P","title":"Title <\\/script>"}],"files":1,\
        "pages":[{"about":"all rules, and what proves them","page":"rules","title":"Rules"},\
        {"about":"all that has a name","page":"symbols","title":"Index"},\
        {"about":"what was run, and what came of it","page":"checks","title":"Checks"}]});

        """)
    let names = try weaver.bookPage("search-1.js").text
    #expect(
      names.hasPrefix("weft.take([[\"symbol\",\"keepAll\",\"Keeps & counts.\",\"0\",\"L11\"],"))
    let files = weaver.files(
      ofChapter: "Spec/P/01-a.md", bytes: Array(text.utf8), content: Digest(of: text.utf8))
    #expect(
      files.map(\.path) == ["P/01-a.search.js", "P/01-a.symbols.js", "P/01-a.md", "P/01-a.html"])
    let plain = weaver.plainFiles(
      ofChapter: "Spec/P/01-a.md", bytes: Array(text.utf8), content: Digest(of: text.utf8))
    #expect(plain == Array(files[2...]))
    #expect(
      files[1].text.hasPrefix(
        #"weft.take({"11":[["keepAll","public func keepAll()","Keeps & counts."]],"12":[["hidden","#
      ))
    #expect(files[2].text == text)
    #expect(files[0].text.contains("\"a.b A rule. Words of prose.\""))
    #expect(files[3] == weaver.page(ofChapter: "Spec/P/01-a.md", bytes: Array(text.utf8)))
  }

  @Test func `formats are in the index and the search, and an edit of them is seen`() throws {
    let stated = """
      # T

      ```yaml binding=note
      # A comment.
      title: A <note>
      ```

      ```text layout=page
      name  offset  width  order  meaning
      a     0       8      little a
      ```

      """
    let weaver = try weaver(stated)
    let page = try weaver.bookPage("formats.html").text
    #expect(page.contains("<dt><code>note</code></dt>"))
    #expect(page.contains("<span class=\"detail\">Binding: A &lt;note&gt;</span>"))
    #expect(page.contains("#L8\">P: T</a> <span class=\"detail\">Layout of a record</span>"))
    #expect(try weaver.bookPage("search-1.js").text.contains("[\"format\",\"page\","))
    func listed(_ text: String) -> Digest {
      Outline(of: Chapter(path: "Spec/P/01-a.md", bytes: Array(text.utf8))).listedDigest
    }
    #expect(listed(stated) != listed(stated.replacing("A <note>", with: "B <note>")))
  }

  @Test func `what several symbols on one line are, a card can tell apart, and it is short`() throws
  {
    let code = """
      # T

      ```swift
      struct A { var b = 1 }; struct C {}
      /// \(String(repeating: "long ", count: 400)).
      struct \u{202E}D {}
      ```

      """
    let bytes = Array(code.utf8)
    let weaver = try weaver(code)
    let told = weaver.files(
      ofChapter: "Spec/P/01-a.md", bytes: bytes, content: Digest(of: bytes))[1].text
    #expect(told.contains("[\"A\",\"struct A\",\"\"]"))
    #expect(told.utf8.count < 1500)
  }

  @Test func `a long list goes on on more pages, and its letters lead there`() {
    let entries = (0..<6000).map { number in
      IndexEntry(
        kind: .symbol, name: "\(number % 2 == 0 ? "A" : "b")\(number)", detail: "", chapter: 0,
        anchor: "L1")
    }
    let chapter = Outline(of: Chapter(path: "Spec/P/01-a.md", bytes: []))
    let listing = IndexListing(.symbol, .alphabet, entries, [("P", chapter)])
    let paths = (0..<listing.count).map(listing.path)
    #expect(
      paths == ["symbols.html", "symbols-2.html", "symbols-3.html", "symbols-4.html"])
    #expect(
      listing.pages.map { $0.map(\.anchor) } == [
        ["letter-A"], ["letter-A-1"], ["letter-B"], ["letter-B-1"],
      ])
    #expect(listing.pages.flatMap { $0.flatMap(\.entries) }.count == 6000)
    #expect(paths.allSatisfy(SitePaths.isWoven))
  }
}
