// Counts of verdicts: of a section, a chapter, a part, the book.

/// Counts that roll up from chapters to parts to the book.
package struct Tally: Sendable, Hashable, Codable {
  package var passed = 0
  package var failed = 0
  package var notRun = 0
  /// Tests that fail as their authors know.
  package var gaps = 0
  package var rulesProved = 0
  package var rulesRefuted = 0
  package var rulesUnproved = 0
  package var rulesUnknown = 0
  package var linesCovered = 0
  package var linesMissed = 0
  package var compileErrors = 0

  package init() {}

  package var tests: Int { passed + failed + notRun + gaps }
  package var rules: Int { rulesProved + rulesRefuted + rulesUnproved + rulesUnknown }

  /// The share of executed lines, 0 to 1; `nil` when nothing was measured.
  package var coverage: Double? {
    let lines = linesCovered + linesMissed
    return lines == 0 ? nil : Double(linesCovered) / Double(lines)
  }

  /// Whether there is anything to judge.
  package var isEmpty: Bool { tests + rules + compileErrors == 0 }

  /// One mark for all: failed before not run before passed.
  package var verdict: Verdict {
    if failed > 0 || rulesRefuted > 0 || compileErrors > 0 { return .failed }
    if notRun > 0 || rulesUnknown > 0 { return .notRun }
    if gaps > 0 { return .gap }
    return .passed
  }

  package static func += (sum: inout Tally, other: Tally) {
    sum.passed += other.passed
    sum.failed += other.failed
    sum.notRun += other.notRun
    sum.gaps += other.gaps
    sum.rulesProved += other.rulesProved
    sum.rulesRefuted += other.rulesRefuted
    sum.rulesUnproved += other.rulesUnproved
    sum.rulesUnknown += other.rulesUnknown
    sum.linesCovered += other.linesCovered
    sum.linesMissed += other.linesMissed
    sum.compileErrors += other.compileErrors
  }

  package mutating func count(_ verdict: Verdict) {
    switch verdict {
    case .passed: passed += 1
    case .failed, .crashed: failed += 1
    case .skipped, .notRun, .notCompiled: notRun += 1
    case .gap: gaps += 1
    }
  }
}

extension Tally {
  package mutating func count(_ standing: RuleStatus.Standing) {
    switch standing {
    case .proved: rulesProved += 1
    case .refuted: rulesRefuted += 1
    case .unproved: rulesUnproved += 1
    case .unknown: rulesUnknown += 1
    }
  }
}
