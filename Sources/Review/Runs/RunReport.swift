// What the builds and the tests of both revisions came to, beside each other: what fails now and did not,
// what was proved and is not, and which of the changed lines ran.

package import Book
package import Evidence

/// Both revisions, built and run.
package struct RunReport: Codable, Sendable {
  /// Where verdicts come from.
  package enum Origin: String, Codable, Sendable {
    /// It was built for this review and run, but for parts whose verdicts were kept.
    case run
    /// It was run before, and is kept under the key of this code.
    case kept
    /// It was run before with the same chapters, and with the other files of the working tree.
    case keptBeside = "kept-beside"
    /// There are none.
    case none
  }

  /// What one revision came to.
  package struct Side: Codable, Sendable {
    package var origin: Origin
    package var state: Evidence.State
    package var toolchain: String
    /// Why it was not built; empty where it was, or where nobody asked.
    package var reasons: [String]
    /// What was not as its author had it, or could not be found out.
    package var notes: [String]
    /// `nil` where nothing ran.
    package var tally: Tally?
  }

  /// Whether runs were asked for; what is merely kept decides nothing.
  package var isAsked: Bool
  package var base: Side
  package var head: Side
  /// The worst first; what passed in both is only counted.
  package private(set) var tests: [TestChange] = []
  /// What was proved and is not before all others.
  package private(set) var rules: [StandingChange] = []
  /// Of the lines of checked code that are new in head.
  package private(set) var lines: [ChangedLines] = []

  /// - Parameter isAsked: whether runs were asked for.
  package init(_ base: RunRevision, _ head: RunRevision, isAsked: Bool) {
    self.isAsked = isAsked
    (self.base, self.head) = (base.side, head.side)
    if self.head.state == .complete {
      tests = TestChange.all(self.base.state == .complete ? base : nil, head)
    }
    if self.base.state == .complete, self.head.state == .complete {
      rules = StandingChange.all(base, head)
    }
    if isAsked || self.head.state != .absent { lines = ChangedLines.all(base, head) }
  }

  /// Whether head is worse than base, as far as both are known.
  package var isWorse: Bool {
    tests.contains { $0.kind.isWorse } || rules.contains(where: \.isWorse)
  }

  /// What is worse, in a sentence.
  package var worseWords: String {
    let kinds = TestChange.Kind.allCases.filter { kind in
      kind.isWorse && self.tests.contains { $0.kind == kind }
    }
    let tests = kinds.map { kind in
      let count = self.tests.count { $0.kind == kind }
      return "\(count) \(count == 1 ? "test" : "tests") \(kind.words)"
    }
    let count = self.rules.count(where: \.isWorse)
    let rules = count == 0 ? [] : ["\(count) \(count == 1 ? "rule" : "rules") no longer proved"]
    return "Of the runs: \((tests + rules).joined(separator: ", "))."
  }

  /// The sides that were to be built and are not, by their names in a review.
  package var unbuilt: [(name: String, side: Side)] {
    guard isAsked else { return [] }
    return [("base", base), ("head", head)].filter { $0.1.state != .complete }
  }
}

/// A revision with what came of it.
package struct RunRevision {
  package var book: Book
  /// The bytes of the chapters, by their paths.
  package var contents: [String: [UInt8]]
  package var evidence: Evidence
  package var origin: RunReport.Origin
  /// Why it was not built.
  package var refusals: [String]
  package var notes: [String]

  /// - Parameters:
  ///   - contents: the bytes of the chapters, by their paths.
  ///   - refusals: why it was not built.
  ///   - notes: what was not as its author had it.
  package init(
    _ book: Book, contents: [String: [UInt8]], _ evidence: Evidence, _ origin: RunReport.Origin,
    refusals: [String] = [], notes: [String] = []
  ) {
    (self.book, self.contents, self.evidence) = (book, contents, evidence)
    (self.origin, self.refusals, self.notes) = (origin, refusals, notes)
  }

  /// So many reasons are told of a build that failed.
  private static let mostReasons = 20

  fileprivate var side: RunReport.Side {
    let isComplete = evidence.state == .complete
    var reasons = refusals
    if evidence.state == .broken { reasons += errors }
    // What is missing for a run that did not come to be is why it did not.
    if evidence.state == .absent { reasons += evidence.omissions }
    let rest = reasons.count - Self.mostReasons
    if rest > 0 { reasons = reasons.prefix(Self.mostReasons) + ["and \(rest) more"] }
    return RunReport.Side(
      origin: origin, state: evidence.state, toolchain: evidence.toolchain, reasons: reasons,
      notes: notes + (evidence.state == .absent ? [] : evidence.omissions),
      tally: isComplete ? Verdicts(book, evidence).total : nil)
  }

  /// What the compiler said, at its places.
  private var errors: [String] {
    let known = evidence.chapters.merging(evidence.elsewhere) { chapter, _ in chapter }
    let placed = known.sorted { $0.key < $1.key }.flatMap { path, chapter in
      chapter.diagnostics.filter { $0.severity == .error }
        .map { "\(path):\($0.line):\($0.column): error: \($0.message)" }
    }
    return placed + evidence.messages.filter { placed.isEmpty || $0.contains("error: ") }
  }
}
