// A finished file of the site.

/// One file of the site, by its path from the site's root.
package struct SiteFile: Sendable, Hashable {
  package var path: String
  package var text: String
}

/// What a page shell is filled with; every value is finished HTML.
struct PageContent {
  var path: String
  var title: HTML
  /// The page's kind, for the theme: `chapter`, `home`, `rules`.
  var kind: HTML
  /// Where in the book the page is: a chapter's part, number and title.
  var place: HTML
  /// Links to the pages before and after, without words.
  var arrows: HTML = ""
  var bookNavigation: HTML
  var pageNavigation: HTML = ""
  var body: HTML
  /// Links to the pages before and after, with their titles.
  var turn: HTML = ""
  var footer: HTML = ""
}
