// What the pages of one site share.

package import Book
package import Evidence

/// The book, its evidence and its verdicts, for all pages: in one place, since every piece of a page has it.
package final class WeaveContext: Sendable {
  package let book: Book
  package let evidence: Evidence
  package let verdicts: Verdicts
  /// What pages say of the whole run.
  let total: Tally
  /// What the package's other tests reported last.
  let reports: [TestReport]
  /// Chapters in reading order, with their parts.
  let order: [(part: String, chapter: Outline)]
  let places: [String: Int]
  /// What each chapter is called by in lists, in reading order.
  let numbers: [String]
  /// How pages list the book, by the pages' folder.
  private let listings: [String: BookListing]
  private let home: BookListing
  /// The pages of chapters, by the chapters' paths.
  let pages: [String: String]
  /// The addresses of all chapters' pages, in reading order, by the folder of the page that links.
  private let addresses: Once<[String: [HTML]]>
  /// Links to the chapters from pages about the whole book, which lie in no folder: addresses without
  /// anchors, and what they say. In reading order.
  let links: Once<[(address: HTML, title: HTML)]>
  /// Where links to folders lead, by the folders' paths.
  let firstChapters: [String: Outline]
  /// Where each part begins in that order.
  let partStarts: [String: Int]
  /// All that has a name.
  let index: Once<BookIndex>
  /// What the names in the code stand for.
  let names: Once<NameIndex>
  /// What pages have read of the figures on them.
  let figureTitles: FigureTitles
  /// What each chapter is called, in reading order.
  let titles: Once<[HTML]>
  /// Places that moved, by the chapters where they were.
  let moved: [String: [PublishedAnchor]]
  /// Who can read whom; `nil` where no format has had two forms, and no release is kept.
  let forms: BookSection?
  /// Whether any chapter defines a term.
  let definesTerms: Bool

  /// - Parameters:
  ///   - reports: of the package's other tests.
  ///   - forms: what stands on the page of forms, if there is one.
  ///   - total: of the whole run, where the evidence is what remains of one after an edit.
  package init(
    _ book: Book, _ evidence: Evidence, reports: [TestReport] = [], forms: BookSection? = nil,
    total: Tally? = nil
  ) {
    let verdicts = Verdicts(book, evidence)
    let order = book.parts.flatMap { part in part.chapters.map { (part: part.name, chapter: $0) } }
    let figureTitles = FigureTitles()
    self.figureTitles = figureTitles
    titles = Once { order.map { "\($0.chapter.title)" } }
    index = Once { BookIndex(order, verdicts, figureTitles) }
    names = Once { NameIndex(book, evidence, uses: SymbolUses.all(order, evidence, verdicts)) }
    moved = Dictionary(grouping: book.published.entries.filter { $0.moved != nil }) {
      $0.place.path
    }
    definesTerms = order.contains { !$0.chapter.terms.isEmpty }
    self.book = book
    self.reports = reports
    self.forms = forms
    self.total = total ?? verdicts.total
    self.evidence = evidence
    self.verdicts = verdicts
    self.order = order
    firstChapters = book.firstChapters
    places = Dictionary(
      order.enumerated().map { ($1.chapter.path, $0) }, uniquingKeysWith: { first, _ in first })
    partStarts = Dictionary(
      order.enumerated().map { ($1.part, $0) }, uniquingKeysWith: { first, _ in first })
    pages = Dictionary(
      order.map { ($0.chapter.path, SitePaths.page(ofChapter: $0.chapter.path)) },
      uniquingKeysWith: { first, _ in first })
    addresses = Once { [pages] in
      let targets = order.map { pages[$0.chapter.path] ?? "" }
      return Dictionary(
        targets.map { (SitePaths.folder(of: $0), $0) }, uniquingKeysWith: { first, _ in first }
      ).mapValues { page in targets.map { "\(LinkTarget.relative($0, from: page))" } }
    }
    links = Once { [pages] in
      order.map { part, chapter in
        let page = LinkTarget.relative(pages[chapter.path] ?? "", from: SitePaths.home)
        return ("\(page)", "\(part): \(chapter.title)")
      }
    }
    let numbers = book.parts.flatMap { Self.numbers(of: $0.chapters) }
    let chapters = zip(numbers, order).map { number, entry in
      NumberedChapter(part: entry.part, number: number, outline: entry.chapter)
    }
    self.numbers = numbers
    home = BookListing(chapters, verdicts, own: [], from: SitePaths.home)
    let own = Dictionary(grouping: order.indices) { [pages] in
      SitePaths.folder(of: pages[order[$0].chapter.path] ?? "")
    }
    listings = own.mapValues { [pages] places in
      let page = places.first.flatMap { pages[order[$0].chapter.path] } ?? ""
      return BookListing(chapters, verdicts, own: places, from: page)
    }
  }

  /// Sees to it that what names stand for is known, before several pages wait for it.
  package func readNames() async { _ = names.value }

  /// The numbers in the names of a part's files, where each has one of its own; else its place in the part.
  private static func numbers(of chapters: [Outline]) -> [String] {
    let named = chapters.compactMap { Chapter.number(of: $0.path) }
    return Set(named).count == chapters.count ? named : chapters.indices.map { "\($0 + 1)" }
  }

  /// How a page lists the book; those about the whole book lie in no folder.
  func listing(for page: String) -> BookListing { listings[SitePaths.folder(of: page)] ?? home }

  func page(ofChapter path: String) -> String { pages[path] ?? SitePaths.page(ofChapter: path) }

  /// The addresses of all chapters' pages as the page of one of them writes them, in reading order; its own
  /// is empty.
  func addresses(fromChapter path: String) -> [HTML] {
    guard let place = places[path],
      var addresses = addresses.value[SitePaths.folder(of: page(ofChapter: path))]
    else { return [] }
    addresses[place] = ""
    return addresses
  }

  /// What is remembered of a chapter; `nil` when the book has none at the path.
  func outline(_ path: String) -> Outline? { places[path].map { order[$0].chapter } }

  /// The term that a link leads to; `nil` when it leads elsewhere.
  func term(_ target: LinkTarget) -> Term? {
    target.termKey.flatMap { key in outline(target.path)?.term(key) }
  }

  /// What a chapter is called by in lists, to stand before its title.
  func number(of chapter: Outline) -> HTML {
    let number = places[chapter.path].map { numbers[$0] } ?? ""
    return number.isEmpty ? "" : "<span class=\"number\">\(number)</span> "
  }

  func tally(_ path: String) -> Tally { verdicts.chapters[path] ?? Tally() }
}
