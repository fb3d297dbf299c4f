// What the evidence says about rules, chapters and the whole book.

package import Book

/// How a rule stands.
package struct RuleStatus: Sendable, Hashable {
  /// One test or example that proves the rule.
  package struct Proof: Sendable, Hashable {
    package var chapterPath: String
    package var line: Int
    package var name: String
    package var verdict: Verdict
  }

  package enum Standing: String, Sendable, Codable {
    /// Each of its proofs passed.
    case proved
    /// A proof failed or crashed.
    case refuted
    /// The book says why nothing proves it.
    case unproved
    /// A proof did not run, so nothing can be said.
    case unknown
  }

  package var rule: Rule
  package var chapterPath: String
  package var proofs: [Proof]

  package var standing: Standing {
    if proofs.contains(where: { $0.verdict == .failed || $0.verdict == .crashed }) {
      return .refuted
    }
    if proofs.isEmpty { return rule.unprovedReason == nil ? .unknown : .unproved }
    return proofs.allSatisfy { $0.verdict == .passed } ? .proved : .unknown
  }
}

/// Counts that roll up from chapters to parts to the book.
package struct Tally: Sendable, Hashable, Codable {
  package var passed = 0
  package var failed = 0
  package var notRun = 0
  package var rulesProved = 0
  package var rulesRefuted = 0
  package var rulesUnproved = 0
  package var rulesUnknown = 0
  package var linesCovered = 0
  package var linesMissed = 0
  package var compileErrors = 0

  package init() {}

  package var tests: Int { passed + failed + notRun }
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
    return .passed
  }

  package static func += (sum: inout Tally, other: Tally) {
    sum.passed += other.passed
    sum.failed += other.failed
    sum.notRun += other.notRun
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
    case .skipped, .notRun: notRun += 1
    }
  }
}

/// The verdicts of a book: pure, from its index and its evidence.
package struct BookVerdicts: Sendable {
  /// In the order of the book.
  package private(set) var rules: [RuleStatus] = []
  /// By the chapter's path.
  package private(set) var chapters: [String: Tally] = [:]
  package private(set) var total = Tally()
  private var ruleIndex: [String: Int] = [:]

  package init(_ book: Book, _ evidence: Evidence) {
    var proofs: [String: [RuleStatus.Proof]] = [:]
    for chapter in book.chapters {
      let known = evidence.chapters[chapter.path] ?? ChapterEvidence()
      for fence in chapter.checkedFences where !fence.provedRules.isEmpty {
        let found = Self.proofs(in: fence, of: chapter, known)
        for id in fence.provedRules { proofs[id, default: []] += found }
      }
    }
    for chapter in book.chapters {
      var tally = Self.tally(chapter, evidence.chapters[chapter.path])
      for rule in chapter.rules {
        let status = RuleStatus(
          rule: rule, chapterPath: chapter.path, proofs: proofs[rule.id] ?? [])
        tally.count(status.standing)
        ruleIndex[rule.id] = rules.count
        rules.append(status)
      }
      chapters[chapter.path] = tally
      total += tally
    }
  }

  package func status(ofRule id: String) -> RuleStatus? { ruleIndex[id].map { rules[$0] } }

  /// The tests of a fence; a fence without any, or one that was not run, counts as one not run.
  private static func proofs(
    in fence: Outline.Fence, of chapter: Outline, _ known: ChapterEvidence
  ) -> [RuleStatus.Proof] {
    let tests = known.tests(from: fence.line, through: fence.lastLine)
    guard !tests.isEmpty else {
      return [
        RuleStatus.Proof(
          chapterPath: chapter.path, line: fence.line, name: chapter.title, verdict: .notRun)
      ]
    }
    return tests.map {
      RuleStatus.Proof(
        chapterPath: chapter.path, line: fence.line, name: $0.name, verdict: $0.verdict)
    }
  }

  private static func tally(_ chapter: Outline, _ known: ChapterEvidence?) -> Tally {
    var tally = Tally()
    for fence in chapter.checkedFences {
      if fence.role.isRun {
        let tests = known?.tests(from: fence.line, through: fence.lastLine) ?? []
        if tests.isEmpty, fence.role == .example || known?.tests.isEmpty != false {
          tally.count(.notRun)
        }
        for test in tests { tally.count(test.verdict) }
      } else {
        tally.count(known?.refusals.first { $0.line == fence.line }?.verdict ?? .notRun)
      }
    }
    guard let known else { return tally }
    tally.linesCovered = known.hits.values.count { $0 > 0 }
    tally.linesMissed = known.hits.count - tally.linesCovered
    tally.compileErrors = known.diagnostics.count { $0.severity == .error }
    return tally
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

extension ChapterEvidence {
  /// The tests declared on these lines.
  package func tests(from first: Int, through last: Int) -> [TestResult] {
    tests.filter { first <= $0.line && $0.line <= last }
  }
}
