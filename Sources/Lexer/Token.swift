// A token is a stretch of code that the Swift toolchain tells apart for highlighting.

/// A token of Swift code.
package struct Token: Hashable, Sendable {
  /// What a token is, as far as a page shows it.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case keyword, identifier, type, number, string, comment, documentation, attribute, directive
  }

  /// UTF-8 offsets in the code.
  package var range: Range<Int>
  package var kind: Kind

  package init(range: Range<Int>, kind: Kind) {
    self.range = range
    self.kind = kind
  }
}
