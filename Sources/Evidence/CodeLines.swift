// Evidence belongs to code, not to prose. Positions count the lines of a chapter's checked fences
// alone, so that after an edit of prose the n-th line of code still has the n-th line's evidence.
//
//     recorded              position              now
//     4 ```swift              0                   9 ```swift
//     5 let x = 1             1                  10 let x = 1
//     6 ```                   2                  11 ```

package import Book

/// The lines of a chapter that evidence can speak of.
package struct CodeLines: Hashable, Sendable, Codable {
  /// From opening to closing fence, in order.
  package private(set) var fences: [ClosedRange<Int>]

  package init(_ chapter: Chapter) {
    fences = chapter.fences.filter(\.role.isChecked).map { $0.line...max($0.line, $0.lastLine) }
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

extension ChapterEvidence {
  /// The same evidence at the lines where the code now stands.
  ///
  /// - Parameter moves: of each chapter that moved, by path, since an issue may arise in a
  ///   chapter other than its test's.
  package func moved(_ path: String, _ moves: [String: [Int: Int]]) -> ChapterEvidence {
    var moved = self
    for test in moved.tests.indices { moved.tests[test].move(moves[path] ?? [:], moves) }
    guard let own = moves[path] else { return moved }
    moved.hits = Dictionary(
      hits.compactMap { line, count in own[line].map { ($0, count) } },
      uniquingKeysWith: { first, _ in first })
    moved.diagnostics = diagnostics.map { $0.moved(own) }
    moved.refusals = refusals.map { refusal in
      Refusal(
        line: own[refusal.line] ?? refusal.line, verdict: refusal.verdict,
        diagnostics: refusal.diagnostics.map { $0.moved(own) })
    }
    return moved
  }
}

extension TestResult {
  fileprivate mutating func move(_ own: [Int: Int], _ all: [String: [Int: Int]]) {
    line = own[line] ?? line
    for index in issues.indices {
      if let line = issues[index].line { issues[index].line = own[line] ?? line }
      if let place = issues[index].elsewhere {
        issues[index].elsewhere?.line = all[place.file]?[place.line] ?? place.line
      }
    }
    for index in attachments.indices {
      // The real value of an example is named after its line.
      guard let line = attachments[index].shownValueLine, let now = own[line] else { continue }
      attachments[index].name = Attachment.shownValueName(line: now)
    }
  }
}

extension Diagnostic {
  fileprivate func moved(_ moves: [Int: Int]) -> Diagnostic {
    var moved = self
    moved.line = moves[line] ?? line
    return moved
  }
}
