// Evidence at the lines where its code now stands.

import Book

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
    moved.reachedChecks = Dictionary(
      reachedChecks.compactMap { line, count in own[line].map { ($0, count) } },
      uniquingKeysWith: { first, _ in first })
    moved.uncompiled = uncompiled.map { own[$0] ?? $0 }
    moved.ends = Dictionary(
      ends.compactMap { line, end in own[line].map { ($0, own[end] ?? end) } },
      uniquingKeysWith: { first, _ in first })
    moved.diagnostics = diagnostics.map { $0.moved(own) }
    for index in names.indices {
      moved.names[index].line = own[names[index].line] ?? names[index].line
    }
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
