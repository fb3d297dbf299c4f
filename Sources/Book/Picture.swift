// Pictures beside the chapters. What a picture holds is looked at by whoever reads files; the book
// knows which of them it shows and what is wrong with them.

/// A picture file, as far as the book has to know it.
package struct Picture: Hashable, Sendable {
  /// Why no page can show it, as the end of a sentence: `is …; …`. `nil` when one can.
  package var fault: String?
  /// What of it pages leave out, as the end of a sentence.
  package var omission: String?
  /// Of the file's content.
  package var digest: Digest

  package init(fault: String? = nil, omission: String? = nil, digest: Digest) {
    self.fault = fault
    self.omission = omission
    self.digest = digest
  }

  /// How the names of pictures end, in lower case.
  package static let endings = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"]

  private static let lastBytes = Set(endings.compactMap(\.utf8.last))

  /// Whether a file is a picture by its name.
  package static func isNamed(_ name: String) -> Bool {
    // Every link of a book is asked, and most end otherwise.
    guard let last = name.utf8.last, lastBytes.contains(last | 0x20) else { return false }
    let name = name.lowercased()
    return endings.contains { name.hasSuffix($0) }
  }
}

extension Picture: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(fault)
    writer.put(omission)
    writer.put(digest)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self.init(fault: try reader.value(), omission: try reader.value(), digest: try reader.value())
  }
}
