// A rule is a normative sentence: a block quote that starts with a bold dotted id.
//
//     > **scratch.confined** While scratch-only mode is on, every allocation lies …
//
// After the id it may say for which releases it holds:
//
//     > **scratch.confined since=6.16** While scratch-only mode is on, every allocation lies …

/// One normative sentence of the book.
package struct Rule: Hashable, Sendable {
  package var id: String
  package var location: Location
  /// The sentence without its id and without markup.
  package var text: String
  /// For which releases it holds, where it or its chapter says so.
  package var claim: ReleaseClaim?
  /// Why no test proves it, from `(unproved: reason)` at its end.
  package var unprovedReason: String?

  /// The anchor of a rule on its page.
  package static func anchor(of id: String) -> String { "rule-\(id)" }

  package var anchor: String { Self.anchor(of: id) }

  static let identifierForm =
    "an id is two or more words of a–z, 0–9 and hyphens, joined by dots, such as 'range.capped'"

  /// Whether a string has the form of a rule id.
  package static func isIdentifier(_ string: some StringProtocol) -> Bool {
    let words = string.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return words.count >= 2
      && words.allSatisfy { word in
        !word.isEmpty
          && word.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
              UInt8(ascii: "-"):
              true
            default: false
            }
          }
      }
  }
}
