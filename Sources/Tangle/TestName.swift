// Names of what the tangle writes: a suite for each chapter, a function for each example.

import Book

/// Makes Swift names out of headings and file names, as raw identifiers in backticks.
package enum TestName {
  /// The suite of a chapter's examples, named like its file, which is unique in the part.
  package static func suite(of chapter: Chapter) -> String { rawIdentifier(chapter.stem) }

  /// Names the examples of a chapter in order, after their headings.
  package struct Maker {
    private let chapter: Chapter
    private var counts: [String: Int] = [:]

    package init(_ chapter: Chapter) { self.chapter = chapter }

    /// The name of the next example; the second under a heading ends with ` (2)`.
    package mutating func next(for fence: Fence) -> String {
      let heading = fence.heading.map { chapter.headings[$0].text } ?? chapter.title
      let name = cleaned(heading)
      let count = counts[name, default: 0] + 1
      counts[name] = count
      return rawIdentifier(count == 1 ? name : "\(name) (\(count))")
    }
  }

  /// A name in backticks; what Swift does not allow between them becomes a space.
  private static func rawIdentifier(_ text: String) -> String { "`\(cleaned(text))`" }

  private static func cleaned(_ text: String) -> String {
    var clean = ""
    for scalar in text.unicodeScalars {
      clean.unicodeScalars.append(isAllowed(scalar) ? scalar : " ")
    }
    // Swift reserves names that are all operator characters or all white space.
    return clean.contains { $0.isLetter || $0.isNumber } ? clean : "Example \(clean)"
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "`", "\\", "\u{2028}", "\u{2029}": false
    default:
      scalar.properties.generalCategory != .control
        && !scalar.properties.isNoncharacterCodePoint
    }
  }
}
