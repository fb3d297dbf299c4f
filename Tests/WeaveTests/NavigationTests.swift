// The list of the book beside a page, and the contents of a page.

import Book
import Evidence
import Testing

@testable import Weave

/// A book of parts with some chapters each, all titled `Title`, and its evidence.
private func bookContext(
  _ parts: [(name: String, count: Int)], _ evidence: [String: ChapterEvidence] = [:],
  text: String = "# Title\n\nText.\n"
) -> WeaveContext {
  let entries = parts.map { part in
    let names = (0..<part.count).map { "\(101 + $0)-chapter.md" }
    return (part.name, names.map { BookFolder.Entry(name: $0, kind: .regular) })
  }
  let folder = BookFolder(
    path: "Spec", parts: Dictionary(entries, uniquingKeysWith: { first, _ in first }))
  let names = parts.map(\.name).joined(separator: ", ")
  let book = Book.reading(folder) { path in
    Array((path.hasSuffix("book.yml") ? "title: T\nparts: [\(names)]\n" : text).utf8)
  }
  var known = Evidence(state: .complete, key: "", toolchain: "Swift")
  known.chapters = evidence
  return WeaveContext(book, known)
}

private func list(_ context: WeaveContext, beside chapter: String? = nil) -> String {
  let page = chapter.map { SitePaths.page(ofChapter: $0) } ?? SitePaths.home
  return BookNavigation(context: context, page: page, present: chapter).html().text
}

struct NavigationTests {
  /// What is listed of the only part, beside the overview or one of its chapters.
  private func entries(_ count: Int, besideChapter present: Int? = nil) throws -> [String] {
    let html = list(
      bookContext([("A", count)]), beside: present.map { "Spec/A/\(101 + $0)-chapter.md" })
    let start = try #require(html.firstRange(of: ">A</a></h3>"))
    return html[start.upperBound...].matches(of: /<a [^>]*>(?:<span[^>]*>(\d+)<\/span> )?([^<>]*)</)
      .map { $0.output.1.map(String.init) ?? String($0.output.2) }
  }

  /// Of the files of such chapters, which begin at 101.
  private func numbers(_ range: ClosedRange<Int>) -> [String] { range.map { "\($0 + 100)" } }

  @Test func `a short part is listed whole, its chapters numbered`() throws {
    #expect(try entries(21) == numbers(1...21))
  }

  @Test func `of a long part the chapters near the page are listed`() throws {
    #expect(
      try entries(90, besideChapter: 45)
        == ["25 earlier chapters"] + numbers(26...66) + ["24 more"])
    #expect(try entries(90) == numbers(1...21) + ["69 more"])
  }

  @Test func `no line stands for a single chapter`() throws {
    #expect(try entries(22) == numbers(1...22))
    #expect(try entries(23) == numbers(1...21) + ["2 more"])
    #expect(try entries(43, besideChapter: 21) == numbers(1...43))
  }

  @Test func `all parts are listed, folded but the page's own, and their names are links`() {
    let html = list(bookContext([("A", 2), ("B", 1)]), beside: "Spec/A/102-chapter.md")
    #expect(
      html.contains(
        """
        <h3><a href="../index.html#part-A">A</a></h3><ul>\
        <li><a href="101-chapter.html"><span class="number">101</span> Title</a></li>\
        <li><a href="102-chapter.html" aria-current="page"><span class="number">102</span> Title</a>
        """))
    #expect(
      html.contains(
        """
        <h3><a href="../index.html#part-B">B</a></h3><details><summary>1 chapter\
        <span class="vh"> of B</span></summary><ul>\
        <li><a href="../B/101-chapter.html"><span class="number">101</span> Title</a></li></ul>
        """))
  }

  @Test func `chapters have the numbers of their files, or are counted where not each has its own`()
  {
    let files = [
      "A": ["02-a.md", "02a-b.md", "10-c.md"], "B": ["01-a.md", "b/01-a.md"], "C": ["00-a.md"],
      "D": ["10b.md"],
    ]
    let folder = BookFolder(
      path: "Spec",
      parts: files.mapValues { $0.map { BookFolder.Entry(name: $0, kind: .regular) } })
    let book = Book.reading(folder) { path in
      Array((path.hasSuffix("book.yml") ? "title: T\nparts: [A, B, C, D]\n" : "# T\n").utf8)
    }
    #expect(WeaveContext(book, .absent).numbers == ["2", "2a", "10", "1", "2", "0", "1"])
  }

  @Test func `a book with very many chapters lists those of the page's part only`() {
    let html = list(bookContext([("A", 2), ("B", 99)]), beside: "Spec/A/101-chapter.md")
    #expect(html.contains("index.html#part-B") && !html.contains("<details>"))
    #expect(html.contains("\"102-chapter.html\""))
  }

  @Test func `only what is not as it should be has a mark`() throws {
    let text = "# Title\n\n\n```swift example\n1 // → 1\n```\n"
    var evidence: [String: ChapterEvidence] = [:]
    for (name, verdict) in [("101", Verdict.passed), ("102", .failed)] {
      var known = ChapterEvidence()
      known.tests = [TestResult(suite: nil, name: "x", line: 4, verdict: verdict, seconds: 0)]
      known.reached = [5: 1]
      evidence["Spec/A/\(name)-chapter.md"] = known
    }
    let context = bookContext([("A", 2), ("B", 1)], evidence, text: text)
    let html = list(context, beside: "Spec/A/101-chapter.md")
    let marks = html.matches(of: /(\d)<\/span> Title<span class="mark (\w+)"/)
    #expect(marks.map { "\($0.output.1) \($0.output.2)" } == ["2 failed", "1 notRun"])
    // A fold tells of what is in it.
    #expect(html.contains(" of B</span><span class=\"mark notRun\">"))
    #expect(!html.contains("mark passed"))
  }

  @Test func `an unproved rule is marked in the lists of the book and of the page`() throws {
    let text = """
      # Title

      Text.

      ## One

      > **a.b** A rule. (unproved: since it is a wish)

      ## Two
      """
    let context = bookContext([("A", 1)], text: text)
    #expect(list(context).contains("Title<span class=\"mark unproved\">"))
    let chapter = Chapter(path: "Spec/A/101-chapter.md", bytes: Array(text.utf8))
    let html = PageNavigation(chapter: chapter, evidence: ChapterEvidence(), context: context)
      .list().text
    #expect(html.contains("<a href=\"#one\">One<span class=\"mark unproved\">"))
    #expect(html.contains("<a href=\"#two\">Two</a>"))
  }
}

struct ChapterHeadTests {
  private let context = bookContext([("A", 2), ("B", 1)])

  @Test func `a chapter's head names its part and its number`() {
    let place = ChapterHead(path: "Spec/A/102-chapter.md", context: context).place().text
    #expect(place.contains("<a class=\"part\" href=\"../index.html#part-A\">A</a>"))
    #expect(place.contains("<span class=\"number\">102</span> Title</span>"))
  }

  @Test func `neighbours are named, with their part where it is another`() {
    let turn = ChapterHead(path: "Spec/A/102-chapter.md", context: context).turn().text
    #expect(turn.contains("<a rel=\"prev\" href=\"101-chapter.html\">"))
    #expect(turn.contains("<span class=\"way\">Previous</span> Title</a>"))
    #expect(turn.contains("<a rel=\"next\" href=\"../B/101-chapter.html\">"))
    #expect(turn.contains("<span class=\"way\">Next</span> B: Title</a>"))
    let last = ChapterHead(path: "Spec/B/101-chapter.md", context: context)
    #expect(!last.turn().text.contains("rel=\"next\"") && !last.arrows().text.contains("next"))
  }
}
