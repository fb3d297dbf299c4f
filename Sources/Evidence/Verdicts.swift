// What the evidence says about fences, rules, sections, chapters and the whole book. All that shows
// or counts a verdict asks here: pages, navigation, summary, JSON, exit codes.

package import Book

/// The verdicts of a book: pure, from its index and its evidence.
package struct Verdicts: Sendable {
  /// In the order of the book.
  package private(set) var rules: [RuleStatus] = []
  /// By the chapter's path.
  package private(set) var chapters: [String: Tally] = [:]
  package private(set) var total = Tally()
  private var ruleIndex: [String: Int] = [:]
  /// By the chapter's path, in the order of lines.
  private var fences: [String: [FenceVerdict]] = [:]

  package init(_ book: Book, _ evidence: Evidence) {
    var proofs: [String: [RuleStatus.Proof]] = [:]
    let outlines = book.chapters
    let found = outlines.mapSideBySide { chapter in
      let known = evidence.chapters[chapter.path] ?? ChapterEvidence()
      return chapter.checkedFences.map { FenceVerdict($0, known) }
    }
    for (chapter, verdicts) in zip(outlines, found) {
      fences[chapter.path] = verdicts
      for (fence, verdict) in zip(chapter.checkedFences, verdicts) where !fence.provedRules.isEmpty
      {
        let found = Self.proofs(verdict, of: chapter)
        for id in fence.provedRules { proofs[id, default: []] += found }
      }
    }
    for chapter in outlines {
      for rule in chapter.rules {
        ruleIndex[rule.id] = rules.count
        rules.append(
          RuleStatus(rule: rule, chapterPath: chapter.path, proofs: proofs[rule.id] ?? []))
      }
    }
    let tallies = outlines.mapSideBySide { [self] chapter in
      let known = evidence.chapters[chapter.path] ?? ChapterEvidence()
      var tally = tally(chapter.path, chapter.rules, known, lines: 0..<Int.max)
      tally.linesCovered = known.hits.values.count { $0 > 0 }
      tally.linesMissed = known.hits.count - tally.linesCovered
      return tally
    }
    for (chapter, tally) in zip(outlines, tallies) {
      chapters[chapter.path] = tally
      total += tally
    }
  }

  package func status(ofRule id: String) -> RuleStatus? { ruleIndex[id].map { rules[$0] } }

  /// The chapter that states a rule, by its path: of many links to rules no more is asked.
  package func chapterPath(ofRule id: String) -> String? {
    ruleIndex[id].map { rules[$0].chapterPath }
  }

  /// The verdict of the fence that opens at a line; `nil` when nothing is to be said of it.
  package func fence(atLine line: Int, of path: String) -> FenceVerdict? {
    fences[path]?.last(before: line + 1).flatMap { $0.line == line ? $0 : nil }
  }

  /// How an output that opens at a line agrees with what was printed.
  package func output(atLine line: Int, of path: String) -> PrintedOutput? {
    // What is printed stands below its example, with no other code between them.
    fences[path]?.last(before: line)?.output.flatMap { $0.stated.line == line ? $0 : nil }
  }

  /// All that was passed by without being checked, and what was reached against its word.
  package var unreached: [(path: String, verdict: FenceVerdict)] {
    fences.sorted { $0.key < $1.key }.flatMap { path, verdicts in
      verdicts.filter { !$0.unreached.isEmpty || !$0.unexpectedlyReached.isEmpty }
        .map { (path, $0) }
    }
  }

  /// Counts what stands on some lines of a chapter, without its coverage.
  package func tally(
    _ path: String, _ chapterRules: [Rule], _ known: ChapterEvidence, lines: Range<Int>
  ) -> Tally {
    var tally = Tally()
    for fence in fences[path] ?? [] where lines.contains(fence.line) {
      if fence.tests.isEmpty, let verdict = fence.verdict { tally.count(verdict) }
      for test in fence.tests { tally.count(test.verdict) }
    }
    for rule in chapterRules where lines.contains(rule.location.line) {
      tally.count(status(ofRule: rule.id)?.standing ?? .unknown)
    }
    tally.compileErrors = known.diagnostics.count {
      $0.severity == .error && lines.contains($0.line)
    }
    return tally
  }

  /// The tests of a fence; a fence without any counts as one that was not run.
  private static func proofs(_ fence: FenceVerdict, of chapter: Outline) -> [RuleStatus.Proof] {
    guard !fence.tests.isEmpty else {
      return [
        RuleStatus.Proof(
          chapterPath: chapter.path, line: fence.line, name: chapter.title,
          verdict: fence.verdict ?? .notRun)
      ]
    }
    return fence.tests.map {
      RuleStatus.Proof(
        chapterPath: chapter.path, line: fence.line, name: $0.result.name, verdict: $0.verdict)
    }
  }
}

extension ChapterEvidence {
  /// The tests declared on these lines.
  package func tests(from first: Int, through last: Int) -> [TestResult] {
    tests.filter { first <= $0.line && $0.line <= last }
  }
}

extension [FenceVerdict] {
  /// The last fence that opens before a line, of fences in the order of their lines.
  fileprivate func last(before line: Int) -> FenceVerdict? {
    var (first, end) = (startIndex, endIndex)
    while first < end {
      let middle = first + (end - first) / 2
      if self[middle].line < line { first = middle + 1 } else { end = middle }
    }
    return first > startIndex ? self[first - 1] : nil
  }
}
