// What each stretch of a flattened tree is for, so that its bytes can be shown with words beside them.

/// A stretch of bytes with what it is.
package struct BlobSpan: Hashable, Sendable, Codable, Comparable {
  /// In bytes from the start.
  package var offset: Int
  package var length: Int
  package var text: String

  package init(offset: Int, length: Int, text: String) {
    self.offset = offset
    self.length = length
    self.text = text
  }

  package var range: Range<Int> { offset..<offset + length }

  package static func < (a: BlobSpan, b: BlobSpan) -> Bool {
    (a.offset, a.length, a.text) < (b.offset, b.length, b.text)
  }

  /// The cells at the start of a tree.
  static let header = [
    "magic number", "bytes in all", "where nodes begin", "where names begin",
    "where reservations begin", "version", "oldest version it can be read as", "boot processor",
    "bytes of names", "bytes of nodes",
  ]
}
