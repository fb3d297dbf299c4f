// The list of chapters beside a page: all of a short part, those near the page of a long one.

import Book
import Evidence
import Testing

@testable import Weave

struct NavigationTests {
  /// The titles in the list beside the overview, or beside a chapter, of a part with some chapters.
  private func entries(_ count: Int, besideChapter present: Int? = nil) throws -> [String] {
    let names = (1...count).map { "\(100 + $0)-chapter.md" }
    let folder = BookFolder(
      path: "Spec", parts: ["A": names.map { .init(name: $0, kind: .regular) }])
    let book = Book.reading(folder) { path in
      let isManifest = path.hasSuffix("book.yml")
      return Array((isManifest ? "title: T\nparts: [A]\n" : "# Title\n\nText.\n").utf8)
    }
    let context = WeaveContext(book, Evidence(state: .complete, key: "", toolchain: "Swift"))
    let path = present.map { "Spec/A/\(names[$0])" }
    let page = path.map { SitePaths.page(ofChapter: $0) } ?? SitePaths.home
    let html = Navigation(context: context).book(page: page, present: path).text
    let list = try #require(html.firstRange(of: "<h3>A</h3>"))
    return html[list.upperBound...].matches(of: />([^<>]*)<\/a>/).map { String($0.output.1) }
  }

  @Test func `a short part is listed whole`() throws {
    #expect(try entries(21) == Array(repeating: "Title", count: 21))
  }

  @Test func `of a long part the chapters near the page are listed`() throws {
    let titles = Array(repeating: "Title", count: 41)
    #expect(try entries(90, besideChapter: 45) == ["25 earlier chapters"] + titles + ["24 more"])
    #expect(try entries(90) == titles.prefix(21) + ["69 more"])
  }

  @Test func `no line stands for a single chapter`() throws {
    #expect(try entries(22) == Array(repeating: "Title", count: 22))
    #expect(try entries(23) == Array(repeating: "Title", count: 21) + ["2 more"])
    #expect(try entries(43, besideChapter: 21) == Array(repeating: "Title", count: 43))
  }
}
