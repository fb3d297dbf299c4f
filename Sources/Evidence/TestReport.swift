// What a test outside the book's parts says of its run, for readers of the site.
//
// A report is an attachment whose name ends in `.txt` and whose lines are `name: value`:
//
//     peer: sort of coreutils 9.1
//     sequences: 400
//     unexplained differences: 0

/// A report of a test, and the code that it was made with.
package struct TestReport: Codable, Hashable, Sendable {
  package struct Line: Codable, Hashable, Sendable {
    package var name: String
    package var value: String
  }

  /// The attachment's name without its ending.
  package var name: String
  /// The key of the evidence that belongs to the same code.
  package var key: String
  package var lines: [Line]

  private static let mostBytes = 64 << 10

  /// Reads a report; `nil` when the bytes have no line of the form `name: value`, or are too many.
  package init?(name: String, key: String, bytes: [UInt8]) {
    guard bytes.count <= Self.mostBytes else { return nil }
    (self.name, self.key) = (name, key)
    let text = String(decoding: bytes, as: UTF8.self)
    lines = text.split(whereSeparator: \.isNewline).compactMap { line in
      guard let colon = line.firstRange(of: ": "), colon.lowerBound > line.startIndex else {
        return nil
      }
      return Line(
        name: String(line[..<colon.lowerBound]), value: String(line[colon.upperBound...]))
    }
    if lines.isEmpty { return nil }
  }
}
