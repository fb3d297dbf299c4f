// Anchors of headings, the same that GitHub gives, so that a link works in both places.

/// Hands out the anchors of one page, in order; a repeated heading gets `-1`, `-2`, …
package struct SlugMaker {
  private var taken: Set<String> = []

  package init() {}

  /// The anchor of the next heading with this text; never empty, never given twice.
  package mutating func slug(for text: String) -> String {
    let plain = Self.plainSlug(of: text)
    var slug = plain
    var count = 0
    while !taken.insert(slug).inserted {
      count += 1
      slug = "\(plain)-\(count)"
    }
    return slug
  }

  /// Lower case; spaces become hyphens; of the rest only letters, digits, `-` and `_` stay.
  private static func plainSlug(of text: String) -> String {
    var slug = ""
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case " ": slug.append("-")
      case "-", "_": slug.unicodeScalars.append(scalar)
      case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
        slug.unicodeScalars.append(scalar)
      default: continue
      }
    }
    return slug.isEmpty ? "section" : slug
  }
}
