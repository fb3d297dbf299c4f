// Where things are on the site. Every path is relative, so that the site reads from a disk, from
// any folder of a server, and the same in every place.

import Book

package enum SitePaths {
  /// `Spec/Zoo/cages/02-lions.md` is at `Zoo/cages/02-lions.html`.
  package static func page(ofChapter path: String) -> String {
    let root = path.utf8.firstIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
    return Chapter.withoutEnding(path[(root ?? path.startIndex)...]) + ".html"
  }

  /// `Spec/Zoo/cages/lion.png` is at `Zoo/cages/lion.png`.
  package static func place(ofPicture path: String) -> String {
    path.split(separator: "/").dropFirst().joined(separator: "/")
  }

  package static let home = "index.html"
  static let rules = "rules.html"
  static let forms = "forms.html"
  static let checks = "checks.html"
  package static let single = "book.html"
  static let sitemap = "sitemap.xml"
  package static let rulesJSON = "rules.json"
  static let termsJSON = "terms.json"
  static let indexJSON = "index.json"
  static let search = "search.js"

  /// A page of the index, such as `symbols-chapters-2.html`.
  static func index(_ kind: IndexEntry.Kind, _ order: IndexOrder, number: Int) -> String {
    "\(kind.rawValue)s\(order == .chapters ? "-chapters" : "")\(number == 1 ? "" : "-\(number)").html"
  }

  /// The names that a search finds, in files of some chapters each.
  static func searchNames(_ number: Int) -> String { "search-\(number).js" }

  /// `Zoo/cages/02-lions.html` is searched by `Zoo/cages/02-lions.search.js`.
  package static func searchText(ofChapter path: String) -> String {
    besidePage(ofChapter: path, ".search.js")
  }

  /// What `Zoo/cages/02-lions.html` defines is told by `Zoo/cages/02-lions.symbols.js`.
  package static func symbols(ofChapter path: String) -> String {
    besidePage(ofChapter: path, ".symbols.js")
  }

  /// `Zoo/cages/02-lions.html` is woven from what `Zoo/cages/02-lions.md` beside it says.
  package static func source(ofChapter path: String) -> String {
    besidePage(ofChapter: path, ".md")
  }

  private static func besidePage(ofChapter path: String, _ ending: String) -> String {
    page(ofChapter: path).dropLast(".html".count) + ending
  }

  /// Whether a file at the site's root is woven, so that no theme may bring it.
  package static func isWoven(_ name: String) -> Bool {
    [home, rules, forms, checks, single, sitemap, rulesJSON, termsJSON, indexJSON, search].contains(
      name)
      || name.wholeMatch(
        of: /(?:term|symbol|name|format|test|figure)s(?:-chapters)?(?:-\d+)?\.html/)
        != nil
      || name.wholeMatch(of: /search-\d+\.js/) != nil
  }

  /// The folder of a page; empty for pages at the site's root.
  package static func folder(of page: String) -> String {
    String(page[..<(page.utf8.lastIndex(of: UInt8(ascii: "/")) ?? page.startIndex)])
  }

  /// The names at the site's root of some of its files, or of the folders that hold them.
  package static func topNames(of files: some Sequence<String>) -> Set<String> {
    Set(files.map { String($0.prefix { $0 != "/" }) })
  }

  /// The folders that pages lie in, with those that these lie in; the site's root is an empty path.
  package static func folders(of pages: some Sequence<String>) -> Set<String> {
    var folders: Set<String> = [""]
    for page in pages {
      var folder = self.folder(of: page)
      while folders.insert(folder).inserted { folder = self.folder(of: folder) }
    }
    return folders
  }
}
