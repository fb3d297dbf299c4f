// Anchors of headings, the same that GitHub gives, so that a link works in both places.

/// Hands out the anchors of one page, in order; a repeated heading gets `-1`, `-2`, …
package struct SlugMaker {
  private var taken: Set<String> = []
  /// How often a slug was asked for, so that a heading repeated n times takes n steps.
  private var counts: [String: Int] = [:]

  package init() {}

  /// The anchor of the next heading with this text; never empty, never given twice.
  package mutating func slug(for text: String) -> String {
    let plain = Self.plainSlug(of: text)
    var slug = Self.beside(footnotes: plain)
    while !taken.insert(slug).inserted {
      counts[plain, default: 0] += 1
      slug = Self.beside(footnotes: "\(plain)-\(counts[plain, default: 0])")
    }
    return slug
  }

  /// Footnotes have anchors of their own: fn-1, fnref-1.
  private static func beside(footnotes slug: String) -> String {
    slug.hasPrefix("fn-") || slug.hasPrefix("fnref-") ? "section-" + slug : slug
  }

  /// Lower case; spaces become hyphens; of the rest only word characters and `-` stay.
  private static func plainSlug(of text: String) -> String {
    var slug = ""
    for scalar in text.lowercased().unicodeScalars {
      if scalar == " " {
        slug.append("-")
      } else if scalar == "-" || isWordCharacter(scalar) {
        slug.unicodeScalars.append(scalar)
      }
    }
    return slug.isEmpty ? "section" : slug
  }

  /// What GitHub's `\p{Word}` matches.
  private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: return true
    case ..<0x80: return false
    default: break
    }
    return switch scalar.properties.generalCategory {
    case .decimalNumber, .connectorPunctuation, .nonspacingMark, .spacingMark, .enclosingMark: true
    default: scalar.properties.isAlphabetic
    }
  }
}
