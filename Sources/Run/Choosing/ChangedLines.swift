// Which lines of a chapter a change touched.

package import Book

/// Lines of a chapter as it is now that are not as they were.
package enum ChangedLines: Hashable, Sendable {
  /// There was no such chapter.
  case all
  /// New or other lines, and the lines after which some are gone.
  case some(lines: Set<Int>, gaps: Set<Int>)

  /// More lines in pairs than this are not compared one by one: then all between the first and the last
  /// that differ count as changed.
  private static let mostPairs = 4_000_000

  package init(from old: [UInt8], to new: [UInt8]) {
    var before = Self.lines(of: old)[...]
    var after = Self.lines(of: new)[...]
    while let first = before.first, first == after.first {
      before.removeFirst()
      after.removeFirst()
    }
    while let last = before.last, last == after.last {
      before.removeLast()
      after.removeLast()
    }
    guard before.count * after.count <= Self.mostPairs else {
      self = .some(lines: Set(after.indices.map { $0 + 1 }), gaps: [])
      return
    }
    self = Self.compared(Array(before), Array(after), first: after.startIndex)
  }

  /// - Parameter first: how many lines stand before the new ones.
  private static func compared(
    _ before: [ArraySlice<UInt8>], _ after: [ArraySlice<UInt8>], first: Int
  ) -> ChangedLines {
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var gaps: Set<Int> = []
    var (old, new) = (0, 0)
    while old < before.count || new < after.count {
      if removed.contains(old) {
        gaps.insert(first + new)
        old += 1
      } else if inserted.contains(new) {
        new += 1
      } else {
        (old, new) = (old + 1, new + 1)
      }
    }
    return .some(lines: Set(inserted.map { first + $0 + 1 }), gaps: gaps)
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
