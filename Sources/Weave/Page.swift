// A finished file of the site.

import Foundation

/// One file of the site, by its path from the site's root.
package struct SiteFile: Sendable, Hashable {
  package var path: String
  package var text: String

  init(path: String, text: String) { (self.path, self.text) = (path, text) }

  /// A value as JSON, with sorted keys, so that equal values give equal bytes.
  ///
  /// - Parameter look: how else it is written; where the JSON is part of a script, slashes are escaped.
  init(
    path: String, json value: some Encodable,
    _ look: JSONEncoder.OutputFormatting = .withoutEscapingSlashes
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = look.union(.sortedKeys)
    self.init(path: path, text: String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// What a long list holds as JSON, a value on each line, after the code that it was woven from. The
  /// encoder holds many times what it writes, so it is given a piece of the list at a time.
  init(
    path: String, code: String, list name: String, _ values: some Collection<some Encodable>
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    var json = Data("{\"code\":".utf8)
    json += try encoder.encode(code)
    json += Data(",\"\(name)\":[".utf8)
    var separator = "\n"
    for value in values {
      json += Data(separator.utf8)
      json += try encoder.encode(value)
      separator = ",\n"
    }
    json += Data("\n]}\n".utf8)
    self.init(path: path, text: String(decoding: json, as: UTF8.self))
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
