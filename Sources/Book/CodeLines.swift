// Evidence belongs to code, not to prose. Positions count the lines of a chapter's checked fences
// alone, so that after an edit of prose the n-th line of code still has the n-th line's evidence.
//
//     recorded              position              now
//     4 ```swift              0                   9 ```swift
//     5 let x = 1             1                  10 let x = 1
//     6 ```                   2                  11 ```

/// The lines of a chapter that evidence can speak of.
package struct CodeLines: Hashable, Sendable, Codable {
  /// From opening to closing fence, in order.
  package private(set) var fences: [ClosedRange<Int>]

  package init(fences: [ClosedRange<Int>]) { self.fences = fences }

  /// Those of a chapter's fences whose roles are wanted.
  package init(_ chapter: Chapter, where isWanted: (Role) -> Bool = { $0.isChecked }) {
    fences = chapter.fences.filter { isWanted($0.role) }
      .map { $0.line...max($0.line, $0.lastLine) }
  }

  /// Where each line went, when the same code stands at other lines; `nil` when it is not the
  /// same code.
  package func moves(to present: CodeLines) -> [Int: Int]? {
    // A record may have been edited: its ranges are of lines, and lines are no huge numbers.
    guard fences.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound < 1 << 32 }),
      fences.map(\.count) == present.fences.map(\.count)
    else { return nil }
    let pairs = zip(fences.joined(), present.fences.joined())
    return Dictionary(pairs.map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Role {
  /// Whether a run or the compiler has something to say about the fence.
  package var isChecked: Bool {
    if case .fails = self { return true }
    return isTangled
  }
}
