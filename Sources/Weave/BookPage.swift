// The files of a site that are about the whole book, as values: what each is made of is known where it is
// listed, and asked of no path.

import Book

/// A file that is about the whole book.
package struct BookPage: Sendable {
  enum Content: Sendable {
    case home, rules, rulesJSON, forms, checks, sitemap, termsJSON, indexJSON, search
    /// Of a chapter that is gone, by its path.
    case moved(String)
    /// Names for the search: the number of the file, from 1.
    case names(Int)
    /// A page of a list of the index, from 0.
    case index(IndexListing, page: Int)
  }

  let content: Content

  /// Whether it lists figures, by the titles that their pages have read of them.
  package var listsFigures: Bool {
    switch content {
    case .indexJSON, .names: true
    case .index(let listing, _): listing.kind == .figure
    default: false
    }
  }

  package var path: String {
    switch content {
    case .home: SitePaths.home
    case .rules: SitePaths.rules
    case .rulesJSON: SitePaths.rulesJSON
    case .forms: SitePaths.forms
    case .checks: SitePaths.checks
    case .sitemap: SitePaths.sitemap
    case .termsJSON: SitePaths.termsJSON
    case .indexJSON: SitePaths.indexJSON
    case .search: SitePaths.search
    case .moved(let path): SitePaths.page(ofChapter: path)
    case .names(let number): SitePaths.searchNames(number)
    case .index(let listing, let page): listing.path(page)
    }
  }
}

extension WeaveContext {
  /// All of them.
  package var bookPages: [BookPage] { wholePages + namesPages.map(\.page) + indexPages }

  /// Those that say how the book stands.
  package var wholePages: [BookPage] {
    let pages: [BookPage.Content] =
      [.home, .rules, .rulesJSON, .checks] + (forms == nil ? [] : [.forms])
    let gone = moved.keys.filter { places[$0] == nil }.sorted().map { BookPage.Content.moved($0) }
    return (pages + (book.manifest.address == nil ? [] : [.sitemap]) + gone)
      .map { BookPage(content: $0) }
  }

  /// Those that list what has a name, and the first that the search reads.
  package var indexPages: [BookPage] {
    let listings = index.value.listings.flatMap { listing in
      (0..<listing.count).map { BookPage.Content.index(listing, page: $0) }
    }
    return ([.termsJSON, .indexJSON, .search] + listings).map { BookPage(content: $0) }
  }

  /// The other files of the search, each with the places of the chapters whose names it holds.
  package var namesPages: [(page: BookPage, chapters: Range<Int>)] {
    (0..<SearchFiles.count(chapters: order.count)).map { index in
      let first = index * SearchFiles.chaptersAFile
      let end = min(first + SearchFiles.chaptersAFile, order.count)
      return (BookPage(content: .names(index + 1)), first..<end)
    }
  }
}

/// A page about the whole book as lists of pages name it.
struct ListedPage {
  var title: String
  /// What it shows, in a few words.
  var about: String
  var path: String
}

extension WeaveContext {
  /// The pages about the whole book that readers choose from, the first page first.
  var listedPages: [ListedPage] {
    func index(_ kind: IndexEntry.Kind) -> String { SitePaths.index(kind, .alphabet, number: 1) }
    let terms = ListedPage(
      title: "Terms", about: "words that the book defines", path: index(.term))
    let forms = ListedPage(
      title: "Forms", about: "which releases can read what others write", path: SitePaths.forms)
    return [ListedPage(title: "Overview", about: "the first page", path: SitePaths.home)]
      + (definesTerms ? [terms] : [])
      + [
        ListedPage(
          title: "Rules", about: "all rules, and what proves them", path: SitePaths.rules),
        ListedPage(title: "Index", about: "all that has a name", path: index(.symbol)),
      ] + (self.forms == nil ? [] : [forms])
      + [
        ListedPage(
          title: "Checks", about: "what was run, and what came of it", path: SitePaths.checks)
      ]
  }
}
