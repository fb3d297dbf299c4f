// Two versions of a chapter, as a reader of diffs wants to see them.

import Book

/// Lines that were replaced in place.
struct LineDifference {
  /// How many values or outputs differ.
  private(set) var count = 0
  /// `path:line`, the old lines after `-`, the new ones after `+`.
  private(set) var lines: [String] = []

  var isEmpty: Bool { count == 0 }

  init(_ old: [UInt8], _ new: [UInt8], path: String) {
    let old = Self.lines(of: old)
    let new = Self.lines(of: new)
    for hunk in LineEdits(from: old, to: new).hunks {
      // Values that stand one below the other are several.
      let isPaired = hunk.old.count == hunk.new.count
      let pieces =
        isPaired
        ? zip(hunk.old, hunk.new).map { ($0..<$0 + 1, $1..<$1 + 1) } : [(hunk.old, hunk.new)]
      count += pieces.count
      for (before, after) in pieces {
        lines.append("\(path):\(before.lowerBound + 1)")
        lines += old[before].map { "- \($0)" } + new[after].map { "+ \($0)" }
      }
    }
  }

  private static func lines(of bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }
}
