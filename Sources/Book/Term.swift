// A term is a word that the book gives a meaning. The sentence that does so has it in emphasis, as a link
// to its own anchor, and wherever else it is used, a link leads there.
//
//     A lion that is not yet a year old is a [*cub*](#term-cub).
//     … and each [cub](02-lions.md#term-cub) has a den.

/// A word that a chapter defines.
package struct Term: Hashable, Sendable {
  /// What it is called, in the singular where its anchor says so: `big cat`.
  package var name: String
  /// The anchor without its beginning: `big-cat`.
  package var key: String
  /// The sentence that defines it, without markup.
  package var definition: String
  /// Of the link's destination.
  package var location: Location

  /// How the anchors of terms begin.
  static let prefix = "term-"

  /// The anchor of a term on its page.
  package var anchor: String { Self.prefix + key }

  /// What a key reads like in prose.
  static func name(ofKey key: String) -> String { String(key.map { $0 == "-" ? " " : $0 }) }

  /// - Parameter words: the link's own, which may be the plural.
  init(key: String, words: String, definition: String, location: Location) {
    var slugs = SlugMaker()
    name = slugs.slug(for: words) == key ? words : Self.name(ofKey: key)
    (self.key, self.definition, self.location) = (key, definition, location)
  }

  /// Whether a key is what an anchor is made of.
  static func isKey(_ key: String) -> Bool {
    var slugs = SlugMaker()
    return !key.isEmpty && slugs.slug(for: key) == key
  }
}

extension LinkTarget {
  /// The key of the term that the target is; `nil` when it is none.
  package var termKey: String? {
    guard let anchor, anchor.hasPrefix(Term.prefix) else { return nil }
    return String(anchor.dropFirst(Term.prefix.count))
  }
}

extension Node {
  /// The key of the term that a link defines: all that it says is in emphasis, and it leads to an anchor of
  /// a term in its own chapter.
  var definedTerm: String? {
    guard kind == .link, let child = firstChild, child.kind == .emphasis, child.next == nil,
      destination.hasPrefix("#" + Term.prefix)
    else { return nil }
    return LinkTarget(destination, from: "").termKey
  }
}

extension [Link] {
  /// Those that lead to terms, from a chapter.
  func terms(from chapter: String) -> [LinkTarget] {
    compactMap { link in
      let anchor = link.destination.utf8.drop { $0 != UInt8(ascii: "#") }.dropFirst()
      // All links of the book are looked through, and few lead to terms.
      guard !link.isHTML, anchor.starts(with: Term.prefix.utf8) else { return nil }
      return LinkTarget(link.destination, from: chapter)
    }
  }
}

extension Outline {
  /// The terms to which the chapter's prose links, its own among them.
  package var usedTerms: [LinkTarget] { links.terms(from: path) }

  /// The term with a key that the chapter defines.
  package func term(_ key: String) -> Term? { terms.first { $0.key == key } }
}
