// What the pages of one site share.

import Book
import Evidence

/// The book, its evidence and its verdicts, for all pages.
package struct WeaveContext: Sendable {
  package let book: Book
  package let evidence: Evidence
  package let verdicts: BookVerdicts
  let chapterPaths: Set<String>
  /// Chapters in reading order, with their parts.
  let order: [(part: String, chapter: Outline)]
  let places: [String: Int]

  package init(_ book: Book, _ evidence: Evidence) {
    self.book = book
    self.evidence = evidence
    verdicts = BookVerdicts(book, evidence)
    chapterPaths = Set(book.chapters.map(\.path))
    order = book.parts.flatMap { part in part.chapters.map { (part.name, $0) } }
    places = Dictionary(
      order.enumerated().map { ($1.chapter.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func tally(_ path: String) -> Tally { verdicts.chapters[path] ?? Tally() }
}
