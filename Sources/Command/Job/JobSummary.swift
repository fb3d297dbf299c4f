// What a job came to, for people and for programs.

import Book
import Evidence
import Run

/// The result of a command, as `--json` prints it.
struct JobSummary: Codable {
  struct Stage: Codable {
    var name: String
    var seconds: Double
  }

  /// A test of the book or of the rest of its package, or another check that failed.
  struct Test: Codable, Hashable {
    var test: String
    var location: Location
    var verdict: Verdict
    var seconds: Double = 0
    /// What went wrong.
    var messages: [String] = []
    /// Why its author skips it.
    var skipReason: String?
  }

  var title = ""
  var chapters = 0
  var findings: [Finding] = []
  var evidence = Evidence.State.absent
  var tally = Tally()
  /// Tests that their authors disabled, and rules that only such tests would prove.
  var skippedTests = 0
  /// Tests and examples that do not compile; the others ran without them.
  var uncompiled = 0
  var coverage: Double?
  /// All tests that are known of, by file, in the order of their lines or in which they ran.
  var tests: [Test] = []
  /// Those that failed, and code that should not compile and does.
  var failures: [Test] = []
  /// What the compiler said, as findings at the chapters' lines.
  var diagnostics: [Finding] = []
  var messages: [String] = []
  var omissions: [String] = []
  /// Why the names in the code are no links; no check depends on them.
  var namesMissing: String?
  var stages: [Stage] = []
  /// What was done to build and run the book, in the order of their ends; some side by side.
  var steps: [Stage] = []
  /// Of the package's tests outside the book; `nil` when none ran.
  var otherTests: OtherTally?
  /// How many tests of the book were chosen; `nil` when all of them were asked for.
  var chosenTests: Int?
  /// How often they ran.
  var runs = 1
  /// The file with the results of a share that was written; `nil` when none was.
  var results: String?
  /// Tests that passed in some runs and failed in others.
  var flaky: [Flaky] = []
  /// A filter that no test's name matched.
  var noMatch: String?
  /// How many values were written back into examples.
  var acceptedValues = 0
  /// How many chapters' pages were woven; the others were there already.
  var wovenPages = 0
  /// The woven site's path from the package's root; `nil` when nothing was woven.
  var site: String?

  /// A test that comes to one thing and then to another.
  struct Flaky: Codable {
    var test: String
    var location: Location
    var passed: Int
    var failed: Int
  }

  /// Counts of tests outside the book.
  struct OtherTally: Codable {
    var passed = 0
    var failed = 0
    var skipped = 0
    /// Whether nothing went wrong outside the tests either: the build, the end of the process.
    var isWhole = true
  }

  /// Of a book that was only read.
  init(_ book: Book, _ timings: Timings = Timings()) {
    title = book.manifest.title
    chapters = book.chapters.count
    findings = book.findings
    stages = timings.stages
  }

  /// Of a book and its evidence.
  ///
  /// - Parameter chosen: what the user asked for; the rest does not count, but that nothing matched a
  ///   filter is a finding.
  init(_ book: Book, _ evidence: Evidence, chosen: ChosenTests? = nil) {
    self.init(book)
    let verdicts = Verdicts(book, evidence)
    self.evidence = evidence.state
    tally = chosen?.tally(book, verdicts) ?? verdicts.total
    if evidence.state == .complete {
      findings = (findings + UnreachedChecks.findings(verdicts)).sorted()
      if let filter = chosen?.filter, tally.tests == 0 { noMatch = filter }
    }
    chosenTests = chosen?.isNarrow == true ? chosen?.tests.count : nil
    coverage = tally.coverage
    omissions += evidence.omissions
    namesMissing = evidence.namesMissing
    messages = evidence.messages
    let known = evidence.chapters.merging(evidence.elsewhere) { chapter, _ in chapter }
    let outlines = Dictionary(
      book.chapters.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for (path, chapter) in known.sorted(by: { $0.key < $1.key }) {
      judge(chapter, path, outlines[path], verdicts)
    }
    // Only of chapters, as the tally is: a skip elsewhere must not excuse a test that did not run.
    skippedTests = evidence.chapters.values.flatMap(\.tests).count { $0.verdict == .skipped }
    guard chosen == nil else { return }
    skippedTests += verdicts.rules.count { rule in
      rule.standing == .unknown
        && rule.proofs.contains { $0.verdict == .skipped || $0.verdict == .gap }
    }
  }

  /// Adds what differed from run to run.
  mutating func add(_ repeated: RepeatedRuns) {
    runs = repeated.count
    flaky = repeated.flaky.map {
      Flaky(
        test: $0.test.name, location: Location(file: $0.test.file, line: $0.test.line),
        passed: $0.passed, failed: $0.failed)
    }
  }

  /// Adds what the package's other tests came to; `nil` when none ran.
  mutating func add(_ others: OtherTestsOutcome?) {
    guard let others else { return }
    noMatch = nil
    messages += others.messages
    omissions += others.omissions
    var tally = OtherTally(isWhole: others.isWhole)
    for test in others.tests {
      let shown = Test(test.result, in: test.file)
      tests.append(shown)
      switch test.result.verdict {
      case .passed: tally.passed += 1
      case .skipped, .notRun, .notCompiled, .gap: tally.skipped += 1
      case .failed, .crashed:
        tally.failed += 1
        failures.append(shown)
      }
    }
    otherTests = tally
  }

  /// Adds where the site is.
  mutating func add(_ site: WovenSite?, in package: BookPackage) {
    guard let site else { return }
    wovenPages = site.pages
    omissions += site.omissions
    self.site = package.relativePath(of: site.folder)
  }

  private mutating func judge(
    _ chapter: ChapterEvidence, _ path: String, _ outline: Outline?, _ verdicts: Verdicts
  ) {
    uncompiled += chapter.uncompiled.count
    for fence in outline?.checkedFences ?? [] where chapter.uncompiled.contains(fence.line) {
      tests.append(Test(notCompiled: fence, chapter, in: path))
    }
    var known = chapter.tests.map { Test($0, in: path) }
    let places = Dictionary(grouping: known.indices) { known[$0].location.line }
    for line in outline?.checkedFences.map(\.line) ?? [] {
      guard let fence = verdicts.fence(atLine: line, of: path) else { continue }
      for own in fence.tests {
        for place in places[own.result.line] ?? [] where known[place].test == own.result.name {
          known[place].consider(own, fence, of: path)
        }
      }
    }
    tests += known
    failures += known.filter { $0.verdict == .failed || $0.verdict == .crashed }
    for refusal in chapter.refusals where refusal.verdict == .failed {
      let fence = outline?.checkedFences.first { $0.line == refusal.line }
      failures.append(Test(unrefused: refusal, fence?.role, in: path))
    }
    for diagnostic in chapter.diagnostics where diagnostic.severity != .note {
      diagnostics.append(
        Finding(
          .compiler,
          // The compiler saw the line without the prefix of a list or quote.
          Location(
            file: path, line: diagnostic.line,
            column: diagnostic.column + (outline?.prefixWidths[diagnostic.line] ?? 0)),
          diagnostic.message, severity: diagnostic.severity == .error ? .error : .warning))
    }
  }

  /// The exit code that the result calls for; `nil` when all is well.
  var status: ExitStatus? {
    let hasErrors =
      (findings + diagnostics).contains { $0.severity == .error } || evidence == .broken
    let hasFailures = !failures.isEmpty || !flaky.isEmpty || tally.failed > 0
    if hasErrors || hasFailures || tally.rulesRefuted > 0 {
      return .findings
    }
    if noMatch != nil || otherTests.map({ $0.failed > 0 || !$0.isWhole }) == true {
      return .findings
    }
    // After a whole run, what did not run was not checked, whatever the reason.
    let isUnchecked = evidence == .complete && tally.notRun + tally.rulesUnknown > skippedTests
    return omissions.isEmpty && !isUnchecked ? nil : .incomplete
  }
}

extension JobSummary.Test {
  /// Takes the verdict that pages show: what passed may not have reached what it states, and its fence may
  /// say something of a gap, or of what it prints.
  fileprivate mutating func consider(
    _ own: FenceVerdict.Test, _ fence: FenceVerdict, of path: String
  ) {
    verdict = own.verdict
    messages += (fence.output?.messages ?? []).map { "\(path):\($0.line): \($0.text)" }
    if own.closesGap { messages = ["it passes, so the gap is closed; remove gap="] }
    if own.verdict == .gap { skipReason = fence.gap }
  }

  /// Code that compiles and must not, or that the compiler refuses for another reason than the expected.
  init(unrefused refusal: Refusal, _ role: Role?, in path: String) {
    var expected = ""
    if case .fails(let text) = role { expected = text }
    let errors = refusal.diagnostics.filter { $0.severity == .error }
    let said = errors.map { "\(path):\($0.line): the compiler says: \($0.message)" }
    self.init(
      test: ListedTest.refusalName, location: Location(file: path, line: refusal.line),
      verdict: .failed,
      messages: errors.isEmpty
        ? ["it compiles"]
        : ["it does not compile, but no error contains '\(expected)'; write a part of one:"] + said)
  }

  /// A test or example that does not compile.
  init(notCompiled fence: Outline.CheckedFence, _ chapter: ChapterEvidence, in path: String) {
    let said = chapter.diagnostics.filter {
      $0.severity == .error && fence.line <= $0.line && $0.line <= fence.lastLine
    }
    self.init(
      test: "\(fence.role.name) that does not compile",
      location: Location(file: path, line: fence.line), verdict: .notCompiled,
      messages: said.map { "\(path):\($0.line): \($0.message)" })
  }

  /// A test of a file.
  init(_ test: TestResult, in path: String) {
    let issues = test.issues.filter { !$0.isKnown }
    self.init(
      test: test.name, location: Location(file: path, line: test.line), verdict: test.verdict,
      seconds: test.seconds,
      messages: issues.map { issue in
        let place = issue.line.map { "\(path):\($0)" } ?? issue.elsewhere?.description
        return place.map { "\($0): \(issue.message)" } ?? issue.message
      },
      skipReason: test.skipReason)
  }
}
