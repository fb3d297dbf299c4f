// What the run says of one fence.

package import Book

/// A fence with its tests, each with the verdict that the page may show.
package struct FenceVerdict: Sendable, Hashable {
  /// A test, and what can be said of it: one that passed without reaching all that it states did
  /// not check that, so it counts as not run.
  package struct Test: Sendable, Hashable {
    package var result: TestResult
    package var verdict: Verdict

    /// Whether it passed although its author knows of a gap.
    package var closesGap = false
  }

  package let line: Int
  package let lastLine: Int
  /// In the order of their lines; empty for a fence that must not compile.
  package private(set) var tests: [Test] = []
  /// The verdict of the compiler, for a fence that must not compile.
  package private(set) var refusal: Refusal?
  /// One for all: failed before not run before passed; `nil` where there is nothing to judge.
  package private(set) var verdict: Verdict?
  /// Of each line that states a value.
  package private(set) var values: [Int: Verdict] = [:]
  /// Checks that a run passed by without reaching them, though nothing says why.
  package private(set) var unreached: [Check] = []
  /// Why it is known to fail.
  package let gap: String?
  /// Where an error left the example, so that nothing after it was reached.
  package private(set) var end: Int?
  /// Values that were reached though their line says that they are not.
  package private(set) var unexpectedlyReached: [Check] = []
  /// How what it printed agrees with what the chapter says; `nil` where it says nothing.
  package private(set) var output: PrintedOutput?

  package init(_ fence: Outline.CheckedFence, _ known: ChapterEvidence) {
    line = fence.line
    lastLine = fence.lastLine
    gap = fence.gap
    guard fence.role.isRun else {
      refusal = known.refusals.first { $0.line == fence.line }
      verdict = refusal?.verdict ?? .notRun
      return
    }
    for check in fence.checks where check.kind == .value { values[check.line] = .notRun }
    output = fence.output.map { PrintedOutput($0, nil) }
    guard !known.uncompiled.contains(fence.line) else {
      verdict = .notCompiled
      return
    }
    end = known.ends[fence.line]
    let reached = known.reached(atLinesOf: fence.checks)
    let results = known.tests(from: fence.line, through: fence.lastLine)
    output = fence.output.map { PrintedOutput($0, results.first) }
    for (index, result) in results.enumerated() {
      let next = index + 1 < results.count ? results[index + 1].line : Int.max
      // What stands before the first test, such as a function that it calls, is checked there if anywhere.
      let isFirst = index == 0 && fence.tests.count { $0.line <= result.line } <= 1
      let start = isFirst ? fence.line : result.line
      let checks = fence.checks.filter { start <= $0.line && $0.line < next }
      judge(result, checks, reached, isCounted: !known.reachedChecks.isEmpty)
    }
    if results.isEmpty {
      verdict = fence.tests.isEmpty ? nil : .notRun
    } else {
      verdict = Verdict.worst(of: tests.map(\.verdict))
    }
  }

  /// - Parameter isCounted: whether it is known of the chapter what was reached.
  private mutating func judge(
    _ result: TestResult, _ checks: [Check], _ reached: [Int: Int], isCounted: Bool
  ) {
    var verdict = result.verdict
    if verdict == .passed {
      let missed = checks.filter { $0.mustBeReached && (reached[$0.line] ?? 0) == 0 }
      if !missed.isEmpty { verdict = .notRun }
      // Where nothing was counted nothing is known, which is no fault of the text. Else what was not counted
      // is no part of what was compiled.
      if isCounted { unreached += missed }
      unexpectedlyReached += checks.filter {
        $0.unreachedReason != nil && (reached[$0.line] ?? 0) > 0
      }
    }
    if output?.verdict == .failed, !verdict.isFailure { verdict = .failed }
    let closesGap = gap != nil && verdict == .passed
    if closesGap { verdict = .failed } else if gap != nil, verdict.isFailure { verdict = .gap }
    tests.append(Test(result: result, verdict: verdict, closesGap: closesGap))
    for check in checks where check.kind == .value {
      values[check.line] = Self.verdict(ofValueAt: check.line, result, reached)
    }
  }

  /// A stated value has a tick when its test reached it and said nothing against it.
  private static func verdict(
    ofValueAt line: Int, _ result: TestResult, _ reached: [Int: Int]
  ) -> Verdict {
    if result.issues.contains(where: { $0.line == line && !$0.isKnown }) { return .failed }
    guard result.verdict == .passed || result.verdict == .failed else { return .notRun }
    // An issue without a place, or at the test itself, may have ended it anywhere.
    let isStopped = result.issues.contains { $0.line == nil || $0.line == result.line }
    return isStopped || (reached[line] ?? 0) == 0 ? .notRun : .passed
  }
}

extension ChapterEvidence {
  /// How often the rarest check of each line was reached, of the lines of some checks alone.
  fileprivate func reached(atLinesOf checks: [Check]) -> [Int: Int] {
    checks.reduce(into: [:]) { $0[$1.line] = reachedChecks[$1.line]?.min() }
  }
}

extension Verdict {
  /// One for several: failed before not run before passed; `nil` for none.
  static func worst(of verdicts: [Verdict]) -> Verdict? {
    if verdicts.contains(where: \.isFailure) { return .failed }
    if verdicts.contains(where: { $0 != .passed && $0 != .gap }) { return .notRun }
    if verdicts.contains(.gap) { return .gap }
    return verdicts.isEmpty ? nil : .passed
  }
}
