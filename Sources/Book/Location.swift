// Where something stands in the book, in the coordinates of editors and compilers.

/// A place in a file: lines and columns count from 1, columns in bytes.
package struct Location: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  /// The path from the package's root, with forward slashes.
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }

  package static func < (a: Location, b: Location) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}
