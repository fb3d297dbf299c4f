// What the compiler and the tests said about one chapter, in lines of that chapter.

package import Book

/// Everything known about a chapter from one build and one run.
package struct ChapterEvidence: Hashable, Sendable {
  /// Tests and examples, in the order of their lines.
  package var tests: [TestResult] = []
  /// Outcomes of `swift fails` fences.
  package var refusals: [Refusal] = []
  /// The opening lines of tests and examples that do not compile, and were left out for it.
  package var uncompiled: [Int] = []
  /// How often each line of implementation was executed; lines without code are absent.
  package var hits: [Int: Int] = [:]
  /// How often the checks of each line were reached, in the order of their columns: stated values and
  /// expectations. Lines of which nothing is known are absent.
  package var reachedChecks: [Int: [Int]] = [:]
  /// Where examples were left by an error, by the line of their opening fence.
  package var ends: [Int: Int] = [:]
  /// What the compiler said, in the order of lines.
  package var diagnostics: [Diagnostic] = []
  /// What the names in the code stand for, in the order of their places; of several at one place, what
  /// the word itself means is the first.
  package var names: [NamedPlace] = []

  package init() {}

  /// How often the checks of each line were reached; of several on a line the rarest counts.
  package var reached: [Int: Int] {
    get { reachedChecks.compactMapValues { $0.min() } }
    set { reachedChecks = newValue.mapValues { [$0] } }
  }
}

extension ChapterEvidence {
  /// Puts errors that left an example to the lines where it was left; the toolchain only knows which test
  /// they left.
  package mutating func placeThrownErrors() {
    for test in tests.indices {
      guard let end = ends[tests[test].line] else { continue }
      for issue in tests[test].issues.indices where tests[test].leaves(issue) {
        tests[test].issues[issue].line = end
      }
    }
  }
}

extension TestResult {
  /// Whether an issue is an error that left the test.
  fileprivate func leaves(_ issue: Int) -> Bool {
    issues[issue].line == line && issues[issue].message.hasPrefix("Caught error: ")
  }

  /// How output ends of which not all is kept.
  static let cutMark = "\n… (more was printed)"

  /// Whether more was printed than is kept.
  var isOutputCut: Bool { output.hasSuffix(Self.cutMark) }

  /// Whether an error left the test, from wherever.
  package var isLeft: Bool { issues.indices.contains(where: leaves) }
}

/// How a test, an example or a refusal ended.
package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
  case passed, failed, crashed, skipped
  /// There was no run, or the run did not reach it.
  case notRun
  /// It does not compile, so the run was one without it.
  case notCompiled
  /// It failed, as its author knows and says.
  case gap

  package var isFailure: Bool { self == .failed || self == .crashed }
}

/// One test function's run.
package struct TestResult: Hashable, Sendable {
  /// The suite's name without backticks; `nil` at file scope.
  package var suite: String?
  /// The function's name without backticks and parentheses, or its display name.
  package var name: String
  /// The line of its declaration; for an example, of its opening fence.
  package var line: Int
  package var verdict: Verdict
  package var seconds: Double
  package var issues: [Issue] = []
  /// Why it was skipped, in the author's words.
  package var skipReason: String?
  /// What it printed, at most 64 KiB of it.
  package var output = ""
  package var attachments: [Attachment] = []

  package init(suite: String?, name: String, line: Int, verdict: Verdict, seconds: Double) {
    self.suite = suite
    self.name = name
    self.line = line
    self.verdict = verdict
    self.seconds = seconds
  }
}

/// Something that went wrong in a test.
package struct Issue: Hashable, Sendable {
  /// The chapter's line, when the issue arose in the test's own chapter.
  package var line: Int?
  /// The place, when the issue arose in another file of the book.
  package var elsewhere: Location?
  package var message: String
  /// Inside `withKnownIssue`, or only a warning: no failure.
  package var isKnown: Bool

  package init(
    line: Int?, elsewhere: Location? = nil, message: String, isKnown: Bool = false
  ) {
    self.line = line
    self.elsewhere = elsewhere
    self.message = message
    self.isKnown = isKnown
  }
}

/// A file that a test recorded.
package struct Attachment: Hashable, Sendable {
  package var name: String
  /// The content, at most 1 MiB; `nil` when it was larger.
  package var bytes: [UInt8]?

  package init(name: String, bytes: [UInt8]?) {
    self.name = name
    self.bytes = bytes
  }
}

/// What the compiler said to a fence that must not compile.
package struct Refusal: Hashable, Sendable {
  /// The line of the opening fence.
  package var line: Int
  /// Passed: refused with the expected text among the errors.
  package var verdict: Verdict
  package var diagnostics: [Diagnostic]

  package init(line: Int, verdict: Verdict, diagnostics: [Diagnostic]) {
    self.line = line
    self.verdict = verdict
    self.diagnostics = diagnostics
  }
}

/// A message of the compiler, in its own words.
package struct Diagnostic: Hashable, Sendable, Codable {
  package enum Severity: String, Sendable, Codable {
    case error, warning, note
  }

  package var severity: Severity
  package var line: Int
  package var column: Int
  package var message: String

  package init(severity: Severity, line: Int, column: Int, message: String) {
    self.severity = severity
    self.line = line
    self.column = column
    self.message = message
  }
}
