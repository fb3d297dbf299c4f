// Two versions of a chapter that differ in single lines, as a reader of diffs wants to see them.

/// Lines that were replaced in place.
struct LineDifference {
  /// How many lines differ.
  private(set) var count = 0
  /// `path:line`, the old line after `-`, the new one after `+`.
  private(set) var lines: [String] = []

  var isEmpty: Bool { count == 0 }

  /// Compares texts with the same number of lines.
  init(_ old: [UInt8], _ new: [UInt8], path: String) {
    let old = Self.lines(of: old)
    let new = Self.lines(of: new)
    for (index, (before, after)) in zip(old, new).enumerated() where before != after {
      count += 1
      lines += ["\(path):\(index + 1)", "- \(before)", "+ \(after)"]
    }
  }

  private static func lines(of bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }
}
