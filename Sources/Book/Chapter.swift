// A chapter is one Markdown file of a part, read into values: what later stages need to know of
// it without ever looking at Markdown themselves.

/// A heading with its anchor.
package struct Heading: Hashable, Sendable {
  /// 1 to 6.
  package var level: Int
  /// The text without markup.
  package var text: String
  /// The anchor, unique in the chapter.
  package var slug: String
  package var line: Int
}

/// A link as written.
package struct Link: Hashable, Sendable {
  package var destination: String
  package var location: Location
  package var kind = Kind.link
  /// Whether it stands in the author's own HTML, and is a link only where HTML is allowed.
  package var isHTML = false
  /// Whether the destination stands at the location letter by letter.
  package var isVerbatim = false

  package enum Kind: String, Hashable, Sendable {
    /// Readers follow it.
    case link
    /// The page shows a picture.
    case picture
    /// The page would show something else: a film, another page.
    case content
  }
}

/// One file of the book.
package struct Chapter: Sendable {
  /// The path from the package's root: `Spec/Counting/02-tally.md`.
  package var path: String
  package var title: String
  package var headings: [Heading]
  /// In the order of their lines.
  package var fences: [Fence]
  package var rules: [Rule]
  /// The words that it defines, in order.
  package var terms: [Term] = []
  package var links: [Link]
  /// Anchors in the author's own HTML, which pages have when HTML is allowed.
  package var htmlAnchors: [String] = []
  /// What is wrong with the author's own HTML where it is allowed.
  package var htmlFindings: [Finding] = []
  /// The number of lines; a last line without a line ending counts.
  package var lineCount: Int
  /// What is wrong with this chapter alone.
  package var findings: [Finding]

  /// The fence that a line belongs to, fence lines included.
  package func fence(atLine line: Int) -> Fence? {
    fences.first { $0.line <= line && line <= $0.lastLine }
  }
}
