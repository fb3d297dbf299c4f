// The entries of the book's list as pages see them. Nearly all entries of all lists are the same, so
// those that the pages of a folder share are made once for the folder, and not once for each page.

import Book
import Evidence

/// A chapter with its part and its number in it.
struct NumberedChapter: Sendable {
  var part: String
  /// As the file's name has it: `12a`.
  var number: String
  var outline: Outline
}

/// How the pages of one folder list the book's chapters.
struct BookListing: Sendable {
  private let book: [NumberedChapter]
  private let verdicts: Verdicts
  private let page: String
  /// The entries of the folder's own chapters, by their places in reading order. Were there one for
  /// each chapter in each folder, a site would take memory with the product of both.
  private let own: [Int: HTML]
  /// The chapters of each part, by its name, for the pages of other parts; none where they are too
  /// many to be listed on all pages.
  let folded: [String: HTML]

  /// A book with more chapters lists on each page those of the page's own part only. Were all of them
  /// listed everywhere, a site would grow with the square of its chapters.
  static let limit = 100

  /// - Parameters:
  ///   - book: all chapters, in reading order.
  ///   - own: the places in that order of the folder's own chapters.
  ///   - page: any page of the folder.
  init(_ book: [NumberedChapter], _ verdicts: Verdicts, own: [Int], from page: String) {
    (self.book, self.verdicts, self.page) = (book, verdicts, page)
    func item(_ chapter: NumberedChapter) -> HTML {
      Self.item(chapter.outline, number: chapter.number, verdicts, from: page)
    }
    self.own = Dictionary(
      own.map { ($0, item(book[$0])) }, uniquingKeysWith: { first, _ in first })
    guard book.count <= Self.limit else {
      folded = [:]
      return
    }
    folded = Dictionary(grouping: book, by: \.part).mapValues { $0.map(item).joined() }
  }

  /// The entry of the chapter at a place in reading order.
  func item(at place: Int) -> HTML {
    own[place] ?? Self.item(book[place].outline, number: book[place].number, verdicts, from: page)
  }

  /// The entry of a chapter, with a mark only where something is not as it should be.
  static func item(
    _ chapter: Outline, number: String, _ verdicts: Verdicts, from page: String,
    isPresent: Bool = false
  ) -> HTML {
    let mark = Mark.exception(in: verdicts.chapters[chapter.path] ?? Tally())
    return item(
      chapter.title, SitePaths.page(ofChapter: chapter.path), number: number, from: page,
      isPresent: isPresent, mark: mark)
  }

  /// One entry, as seen from a page.
  static func item(
    _ title: String, _ path: String, number: String? = nil, from page: String,
    isPresent: Bool = false, mark: HTML = ""
  ) -> HTML {
    let current: HTML = isPresent ? " aria-current=\"page\"" : ""
    let number: HTML = number.map { "<span class=\"number\">\($0)</span> " } ?? ""
    return """
      <li><a href="\(LinkTarget.relative(path, from: page))"\(current)>\(number)\(title)\(mark)</a></li>
      """
  }
}
