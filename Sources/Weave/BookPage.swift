// The files of a site that are about the whole book, as values: what each is made of is known where it is
// listed, and asked of no path.

/// A file that is about the whole book.
package struct BookPage: Sendable {
  enum Content: Sendable {
    case home, rules, rulesJSON, checks, indexJSON, search
    /// Names for the search: the number of the file, from 1.
    case names(Int)
    /// A page of a list of the index, from 0.
    case index(IndexListing, page: Int)
  }

  let content: Content

  package var path: String {
    switch content {
    case .home: SitePaths.home
    case .rules: SitePaths.rules
    case .rulesJSON: SitePaths.rulesJSON
    case .checks: SitePaths.checks
    case .indexJSON: SitePaths.indexJSON
    case .search: SitePaths.search
    case .names(let number): SitePaths.searchNames(number)
    case .index(let listing, let page): listing.path(page)
    }
  }

  /// Whether it depends on what the index lists, and on nothing else of the chapters.
  package var isOfIndex: Bool {
    switch content {
    case .home, .rules, .rulesJSON, .checks: false
    case .indexJSON, .search, .names, .index: true
    }
  }
}

extension WeaveContext {
  /// All of them.
  package var bookPages: [BookPage] {
    let single: [BookPage.Content] = [.home, .rules, .rulesJSON, .checks, .indexJSON, .search]
    let files = (0..<SearchFiles.count(chapters: order.count)).map { $0 + 1 }
    let pages = index.value.listings.flatMap { listing in
      (0..<listing.count).map { BookPage.Content.index(listing, page: $0) }
    }
    return (single + files.map { .names($0) } + pages).map(BookPage.init)
  }
}
