// The entries of the book's list as pages see them. Nearly all entries of all lists are the same, so
// each is made once for each folder of pages, and not once for each page.

import Book
import Evidence

/// How the pages of one folder list the book's chapters.
struct BookListing: Sendable {
  /// An entry for each chapter, in reading order.
  let items: [HTML]
  /// The chapters of each part, in order, for the pages of other parts; `nil` where they are too many
  /// to be listed on all pages.
  let folded: [HTML?]

  /// A book with more chapters lists on each page those of the page's own part only. Were all of them
  /// listed everywhere, a site would grow with the square of its chapters.
  static let limit = 100

  /// - Parameter page: any page of the folder.
  init(_ book: Book, _ verdicts: Verdicts, from page: String) {
    var items: [HTML] = []
    var folded: [HTML?] = []
    let isListedEverywhere = book.parts.reduce(0) { $0 + $1.chapters.count } <= Self.limit
    for part in book.parts {
      let own = part.chapters.enumerated().map { index, chapter in
        Self.item(chapter, number: index + 1, verdicts, from: page)
      }
      items += own
      folded.append(isListedEverywhere ? own.joined() : nil)
    }
    self.items = items
    self.folded = folded
  }

  /// The entry of a chapter, with a mark only where something is not as it should be.
  static func item(
    _ chapter: Outline, number: Int, _ verdicts: Verdicts, from page: String,
    isPresent: Bool = false
  ) -> HTML {
    let mark = Mark.exception(in: verdicts.chapters[chapter.path] ?? Tally())
    return item(
      chapter.title, SitePaths.page(ofChapter: chapter.path), number: number, from: page,
      isPresent: isPresent, mark: mark)
  }

  /// One entry, as seen from a page.
  static func item(
    _ title: String, _ path: String, number: Int? = nil, from page: String,
    isPresent: Bool = false, mark: HTML = ""
  ) -> HTML {
    let current: HTML = isPresent ? " aria-current=\"page\"" : ""
    let number: HTML = number.map { "<span class=\"number\">\($0)</span> " } ?? ""
    return """
      <li><a href="\(SitePaths.relative(path, from: page))"\(current)>\(number)\(title)\(mark)</a></li>
      """
  }
}
