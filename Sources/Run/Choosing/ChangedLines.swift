// Which lines of a chapter a change touched.

import Book

/// Lines of a chapter as it is now that are not as they were.
package enum ChangedLines: Hashable, Sendable {
  /// There was no such chapter.
  case all
  /// New or other lines, and the lines after which some are gone.
  case some(lines: Set<Int>, gaps: Set<Int>)

  package init(from old: [UInt8], to new: [UInt8]) {
    let edits = LineEdits(from: Self.lines(of: old), to: Self.lines(of: new))
    self = .some(
      lines: Set(edits.inserted.map { $0 + 1 }),
      gaps: Set(edits.hunks.filter { !$0.old.isEmpty }.map(\.new.lowerBound)))
  }

  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// Whether a test is to be run for it: its fence changed, or code of its chapter that is no test's,
  /// on which it may rest.
  func touch(_ test: ListedTest, in chapter: Outline) -> Bool {
    let checked = Set(chapter.checkedFences.map(\.line))
    return touch(test.fence)
      || chapter.codeLines.fences.contains { !checked.contains($0.lowerBound) && touch($0) }
  }

  private func touch(_ fence: ClosedRange<Int>) -> Bool {
    switch self {
    case .all: true
    case .some(let lines, let gaps):
      lines.contains(where: fence.contains)
        || gaps.contains { fence.contains($0) && fence.contains($0 + 1) }
    }
  }
}
