// What the pages of one site share.

package import Book
package import Evidence

/// The book, its evidence and its verdicts, for all pages.
package struct WeaveContext: Sendable {
  package let book: Book
  package let evidence: Evidence
  package let verdicts: Verdicts
  /// What the package's other tests reported last.
  let reports: [TestReport]
  /// Chapters in reading order, with their parts.
  let order: [(part: String, chapter: Outline)]
  let places: [String: Int]
  /// For each chapter in that order, how the pages of its own part list it.
  let siblingItems: [HTML]
  /// The pages of chapters, by the chapters' paths.
  let pages: [String: String]
  /// Where links to folders lead, by the folders' paths.
  let firstChapters: [String: Outline]
  /// Where each part begins in that order.
  let partStarts: [String: Int]

  package init(_ book: Book, _ evidence: Evidence, reports: [TestReport] = []) {
    self.book = book
    self.reports = reports
    self.evidence = evidence
    verdicts = Verdicts(book, evidence)
    order = book.parts.flatMap { part in part.chapters.map { (part.name, $0) } }
    firstChapters = book.firstChapters
    places = Dictionary(
      order.enumerated().map { ($1.chapter.path, $0) }, uniquingKeysWith: { first, _ in first })
    partStarts = Dictionary(
      order.enumerated().map { ($1.part, $0) }, uniquingKeysWith: { first, _ in first })
    pages = Dictionary(
      order.map { ($0.chapter.path, SitePaths.page(ofChapter: $0.chapter.path)) },
      uniquingKeysWith: { first, _ in first })
    // Nearly all items of all lists are these, so each is made once.
    siblingItems = order.map { [verdicts] in
      let page = SitePaths.page(ofChapter: $0.chapter.path)
      let tally = verdicts.chapters[$0.chapter.path] ?? Tally()
      return Navigation.item($0.chapter.title, page, from: page, mark: Mark.html(of: tally))
    }
  }

  /// The files that are about the whole book, as `bookPages` makes them.
  package var bookPaths: [String] {
    [SitePaths.home, SitePaths.rules, SitePaths.rulesJSON]
      + (reports.isEmpty ? [] : [SitePaths.checks])
  }

  func page(ofChapter path: String) -> String { pages[path] ?? SitePaths.page(ofChapter: path) }

  func tally(_ path: String) -> Tally { verdicts.chapters[path] ?? Tally() }
}
