// What the scripts of a page read: of the search, and of the card beside a name. A page on a disk may
// load scripts and nothing else, so the data come as scripts that hand over one value each:
//
//     search.js               the chapters, and how many files of names there are
//     search-1.js …           names: headings, rules, symbols …, of some chapters each
//     Zoo/02-lions.search.js  a chapter's prose, beside its page
//     Zoo/02-lions.symbols.js what it declares, at which lines
//
// A reader of a large book waits for the first of them only; the others follow.

import Book
import Foundation

extension SiteFile {
  /// A value as a script that hands it over. Text becomes code of a script here and nowhere else: as JSON.
  fileprivate init(path: String, script value: some Encodable) throws {
    try self.init(path: path, json: value, [])
    text = "weft.take(\(text));\n"
  }
}

/// The files of a book's search.
struct SearchFiles {
  let context: WeaveContext

  /// So many chapters have their names in one file.
  static let chaptersAFile = 25

  static func count(chapters: Int) -> Int { (chapters + chaptersAFile - 1) / chaptersAFile }

  private struct Contents: Encodable {
    struct Chapter: Encodable {
      var part: String
      var title: String
      /// The page, without its ending.
      var page: String
    }

    /// A page about the whole book.
    struct Page: Encodable {
      var title: String
      var about: String
      /// Without its ending.
      var page: String
    }

    var chapters: [Chapter]
    var pages: [Page]
    var files: Int
  }

  func contents() throws -> SiteFile {
    let chapters = context.order.map { part, chapter in
      let page = LinkTarget.relative(context.page(ofChapter: chapter.path), from: SitePaths.home)
      return Contents.Chapter(part: part, title: chapter.title, page: String(page.dropLast(5)))
    }
    let pages = context.listedPages.dropFirst().map { page in
      Contents.Page(title: page.title, about: page.about, page: String(page.path.dropLast(5)))
    }
    let contents = Contents(
      chapters: chapters, pages: pages, files: Self.count(chapters: chapters.count))
    return try SiteFile(path: SitePaths.search, script: contents)
  }

  /// The names of some chapters: kind, name, detail, chapter, anchor.
  ///
  /// - Parameter number: of the file, from 1.
  func names(_ number: Int) throws -> SiteFile {
    let first = (number - 1) * Self.chaptersAFile
    let entries = context.index.value.byChapter.value.dropFirst(first).prefix(Self.chaptersAFile)
    let rows = entries.joined().map { entry in
      [entry.kind.rawValue, entry.name, detail(entry), String(entry.chapter), entry.anchor]
    }
    return try SiteFile(path: SitePaths.searchNames(number), script: rows)
  }

  private func detail(_ entry: IndexEntry) -> String {
    guard let result = entry.result else { return entry.detail }
    let proves = entry.rules.isEmpty ? "" : ", proves \(entry.rules.joined(separator: ", "))"
    return Mark.word(result.verdict) + proves
  }

  /// The prose of a chapter: anchor, heading, text.
  static func text(of sections: [ProseSection], chapter path: String) throws -> SiteFile {
    try SiteFile(
      path: SitePaths.searchText(ofChapter: path),
      script: sections.map { [$0.slug, $0.title, $0.text] })
  }

  /// What a chapter declares: by line the names, how, and the first sentences about them.
  ///
  /// - Parameter known: what the module's code declares.
  static func symbols(of chapter: Chapter, known: [Symbol]) throws -> SiteFile {
    let told = (known + Symbol.all(in: chapter, of: [.test, .support])).map { symbol in
      let words = [symbol.declaration, symbol.plainSummary].map(Self.shown)
      return (String(symbol.line), [[symbol.name] + words])
    }
    return try SiteFile(
      path: SitePaths.symbols(ofChapter: chapter.path),
      script: Dictionary(told, uniquingKeysWith: +))
  }

  /// A card has room for a few lines, and nothing in it may turn round what stands beside it.
  private static func shown(_ text: String) -> String {
    let isLong = text.utf8.count > 600 && text.count > 600
    return BidiControls.isolated(isLong ? text.prefix(600) + "…" : text[...])
  }
}
