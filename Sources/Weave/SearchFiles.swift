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

extension SiteFile {
  /// A value as a script that hands it over. Text becomes code of a script here and nowhere else: as JSON.
  fileprivate init(path: String, script value: JSONText) {
    self.init(path: path, text: "weft.take(\(value.written(escapingSlashes: true)));\n")
  }
}

/// The files of a book's search.
struct SearchFiles {
  let context: WeaveContext

  /// So many chapters have their names in one file.
  static let chaptersAFile = 25

  static func count(chapters: Int) -> Int { (chapters + chaptersAFile - 1) / chaptersAFile }

  func contents() -> SiteFile {
    let chapters = context.order.map { part, chapter in
      let page = LinkTarget.relative(context.page(ofChapter: chapter.path), from: SitePaths.home)
      return JSONText.members([
        ("page", .text(Self.withoutEnding(page))), ("part", .text(part)),
        ("title", .text(chapter.title)),
      ])
    }
    // Those about the whole book.
    let pages = context.listedPages.dropFirst().map { page in
      JSONText.members([
        ("about", .text(page.about)), ("page", .text(Self.withoutEnding(page.path))),
        ("title", .text(page.title)),
      ])
    }
    return SiteFile(
      path: SitePaths.search,
      script: .members([
        ("chapters", .list(chapters)), ("files", .number(Self.count(chapters: chapters.count))),
        ("pages", .list(pages)),
      ]))
  }

  private static func withoutEnding(_ page: String) -> String {
    String(page.dropLast(".html".count))
  }

  /// The names of some chapters: kind, name, detail, chapter, anchor.
  ///
  /// - Parameter number: of the file, from 1.
  func names(_ number: Int) -> SiteFile {
    let first = (number - 1) * Self.chaptersAFile
    let entries = context.index.value.byChapter.value.dropFirst(first).prefix(Self.chaptersAFile)
    let rows = entries.joined().map { entry in
      JSONText.texts([
        entry.kind.rawValue, entry.name, detail(entry), String(entry.chapter), entry.anchor,
      ])
    }
    return SiteFile(path: SitePaths.searchNames(number), script: .list(rows))
  }

  private func detail(_ entry: IndexEntry) -> String {
    guard let result = entry.result else { return entry.detail }
    let proves = entry.rules.isEmpty ? "" : ", proves \(entry.rules.joined(separator: ", "))"
    return Mark.word(result.verdict) + proves
  }

  /// The prose of a chapter: anchor, heading, text.
  static func text(of sections: [ProseSection], chapter path: String) -> SiteFile {
    SiteFile(
      path: SitePaths.searchText(ofChapter: path),
      script: .list(sections.map { .texts([$0.slug, $0.title, $0.text]) }))
  }

  /// What a chapter declares: by line the names, how, and the first sentences about them.
  ///
  /// - Parameter known: what the module's code declares.
  static func symbols(of chapter: Chapter, known: [Symbol]) -> SiteFile {
    let told = (known + Symbol.all(in: chapter, of: [.test, .support])).map { symbol in
      let words = [symbol.declaration, symbol.plainSummary].map(Self.shown)
      return (String(symbol.line), [JSONText.texts([symbol.name] + words)])
    }
    let lines = Dictionary(told, uniquingKeysWith: +).sorted { $0.key < $1.key }
    return SiteFile(
      path: SitePaths.symbols(ofChapter: chapter.path),
      script: .members(lines.map { ($0.key, .list($0.value)) }))
  }

  /// A card has room for a few lines, and nothing in it may turn round what stands beside it.
  private static func shown(_ text: String) -> String {
    let isLong = text.utf8.count > 600 && text.count > 600
    return BidiControls.isolated(isLong ? text.prefix(600) + "…" : text[...])
  }
}
