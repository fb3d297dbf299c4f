// A finished file of the site.

/// One file of the site, by its path from the site's root.
package struct SiteFile: Sendable, Hashable {
  package var path: String
  package var text: String

  init(path: String, text: String) { (self.path, self.text) = (path, text) }

  /// What a long list holds as JSON, a value on each line, after the code that it was woven from. Where
  /// the sequence is lazy, each value is made when it is written.
  init(path: String, code: String, list name: StaticString, _ values: some Sequence<JSONText>) {
    var writer = JSONText.Writer(escapesSlashes: false)
    writer.put("{\"code\":")
    writer.put(.text(code))
    writer.put(",\"")
    writer.put(name)
    writer.put("\":[")
    var isFirst = true
    for value in values {
      writer.put(isFirst ? "\n" : ",\n")
      writer.put(value)
      isFirst = false
    }
    writer.put("\n]}\n")
    self.init(path: path, text: String(decoding: writer.bytes, as: UTF8.self))
  }
}

/// What a page shell is filled with; every value is finished HTML.
struct PageContent {
  var path: String
  var title: HTML
  /// The page's kind, for the theme: `chapter`, `home`, `rules`.
  var kind: HTML
  /// Where in the book the page is: a chapter's part, number and title.
  var place: HTML
  /// What the page is about, as text; cut short where it is long.
  var description = ""
  /// The page's source, beside it.
  var source: String?
  /// What else the page's head holds.
  var head: HTML = ""
  /// Links to the pages before and after, without words.
  var arrows: HTML = ""
  var bookNavigation: HTML
  var pageNavigation: HTML = ""
  var body: HTML
  /// Links to the pages before and after, with their titles.
  var turn: HTML = ""
  var footer: HTML = ""
}
