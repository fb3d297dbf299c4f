// Exit codes: what was not checked must never look like what was.

import Book
import Evidence
import Run
import Testing

@testable import Command

struct JobSummaryTests {
  private let path = "Spec/Part/01-chapter.md"
  private let text = "# T\n\n> **a.b** R.\n\n```swift example rule=a.b\n1  // → 1\n```\n"

  private func status(
    _ verdict: Verdict?, elsewhere: Verdict? = nil, filter: String? = nil,
    omission: String? = nil, reached: Int? = 1, others: OtherTestsOutcome? = nil
  ) async throws -> Command.ExitStatus? {
    let book = try await withPackage(book(text)) { folder in
      try BookPackage(containing: folder).book()
    }
    func evidence(_ verdict: Verdict?) -> ChapterEvidence {
      var evidence = ChapterEvidence()
      if let verdict {
        evidence.tests = [
          TestResult(suite: nil, name: "t", line: 5, verdict: verdict, seconds: 0)
        ]
        evidence.reached = reached.map { [6: $0] } ?? [:]
      }
      return evidence
    }
    var all = Evidence(state: .complete)
    all.chapters[path] = evidence(verdict)
    // Several of them, so that a sum over everything would hide what is missing in the chapter.
    for number in 1...3 { all.elsewhere["Tests/PartTests/\(number).swift"] = evidence(elsewhere) }
    all.omissions = omission.map { [$0] } ?? []
    let chosen = try filter.map { try TestChoice(filter: $0).chosen(from: book) }
    var summary = JobSummary(book, all, chosen: chosen)
    summary.add(others)
    return summary.status
  }

  /// Of a book with one example, which came to this.
  private func summary(
    of text: String, _ verdict: Verdict, reached: Int = 1,
    _ change: (inout Evidence) -> Void = { _ in }
  ) async throws -> JobSummary {
    let book = try await withPackage(book(text)) { folder in
      try BookPackage(containing: folder).book()
    }
    var evidence = Evidence(state: .complete)
    evidence.chapters[path] = ChapterEvidence()
    evidence.chapters[path]?.tests = [
      TestResult(suite: nil, name: "t", line: 5, verdict: verdict, seconds: 0)
    ]
    evidence.chapters[path]?.reached = [6: reached]
    change(&evidence)
    return JobSummary(book, evidence)
  }

  @Test func `without links in the code all is well, and the summary says why there are none`()
    async throws
  {
    let summary = try await summary(of: text, .passed) {
      $0.namesMissing = "there is no index"
    }
    #expect(summary.status == nil && summary.namesMissing == "there is no index")
  }

  @Test func `tests that passed, or were skipped by their author, are clean`() async throws {
    #expect(try await status(.passed) == nil)
    #expect(try await status(.skipped) == nil)
  }

  @Test(arguments: [Verdict.failed, .crashed])
  func `a test that failed or crashed is a finding, wherever it stands`(
    verdict: Verdict
  ) async throws {
    #expect(try await status(verdict) == .findings)
    #expect(try await status(.passed, elsewhere: verdict) == .findings)
  }

  @Test func `a test that a whole run did not reach leaves it incomplete`() async throws {
    #expect(try await status(nil) == .incomplete)
    #expect(try await status(.notRun) == .incomplete)
  }

  @Test func `a skip elsewhere does not excuse a test that did not run`() async throws {
    #expect(try await status(nil, elsewhere: .skipped) == .incomplete)
  }

  @Test func `what a filter left out was not asked for, but that it matched nothing is a finding`()
    async throws
  {
    #expect(try await status(.passed, filter: "t") == nil)
    #expect(try await status(nil, filter: "t") == .findings)
    #expect(try await status(nil, filter: "t", others: others(.passed)) == nil)
  }

  private func others(_ verdict: Verdict, isWhole: Bool = true) -> OtherTestsOutcome {
    let result = TestResult(suite: nil, name: "o", line: 1, verdict: verdict, seconds: 0)
    return OtherTestsOutcome(
      tests: [LoggedTest(id: "O.o()", file: "Tests/O/O.swift", result: result)], isWhole: isWhole)
  }

  @Test func `a failed test outside the book is a finding, and so is a run that is not whole`()
    async throws
  {
    #expect(try await status(.passed, others: others(.passed)) == nil)
    #expect(try await status(.passed, others: others(.skipped)) == nil)
    #expect(try await status(.passed, others: others(.failed)) == .findings)
    #expect(try await status(.passed, others: others(.crashed)) == .findings)
    #expect(try await status(.passed, others: others(.passed, isWhole: false)) == .findings)
  }

  @Test func `code that does not compile is a finding and a test that did not pass`() async throws {
    let book = try await withPackage(book(text)) { folder in
      try BookPackage(containing: folder).book()
    }
    var evidence = Evidence(state: .complete)
    evidence.chapters[path] = ChapterEvidence()
    evidence.chapters[path]?.uncompiled = [5]
    evidence.chapters[path]?.diagnostics = [
      Diagnostic(severity: .error, line: 6, column: 1, message: "no")
    ]
    let summary = JobSummary(book, evidence)
    #expect(summary.status == .findings && summary.uncompiled == 1)
    #expect(summary.tests.map(\.verdict) == [.notCompiled])
    #expect(summary.tests.first?.messages == ["\(path):6: no"])
  }

  @Test(arguments: [(Verdict.failed, nil), (.passed, Command.ExitStatus.findings)])
  func `a known gap is well until it passes`(
    verdict: Verdict, status: Command.ExitStatus?
  ) async throws {
    let gap = text.replacing("example rule", with: "example gap=\"not yet\" rule")
    let summary = try await summary(of: gap, verdict)
    #expect(summary.status == status)
    #expect(summary.tally.gaps == (status == nil ? 1 : 0) && summary.tally.passed == 0)
    #expect(summary.failures.count == (status == nil ? 0 : 1))
  }

  @Test(arguments: [(1, Verdict.passed), (0, .notRun)])
  func `programs are told of a test what the tally counts`(
    reached: Int, verdict: Verdict
  ) async throws {
    let summary = try await summary(of: text, .passed, reached: reached)
    #expect(summary.tests.map(\.verdict) == [verdict])
    #expect(summary.tally.passed == reached && summary.tally.notRun == 1 - reached)
  }

  @Test func `code that is refused for another reason tells what the compiler says`() async throws {
    let text = "# T\n\nText.\n\n```swift fails \"unavailable\"\na\n```\n"
    let book = try await withPackage(book(text)) { folder in
      try BookPackage(containing: folder).book()
    }
    func messages(_ diagnostics: [Diagnostic]) -> [String]? {
      var evidence = Evidence(state: .complete)
      evidence.chapters[path] = ChapterEvidence()
      evidence.chapters[path]?.refusals = [
        Refusal(line: 5, verdict: .failed, diagnostics: diagnostics)
      ]
      return JobSummary(book, evidence).failures.first?.messages
    }
    #expect(messages([]) == ["it compiles"])
    let said = Diagnostic(severity: .error, line: 6, column: 1, message: "cannot find 'a' in scope")
    #expect(
      messages([said]) == [
        "it does not compile, but no error contains 'unavailable'; write a part of one:",
        "\(path):6: the compiler says: cannot find 'a' in scope",
      ])
  }

  @Test func `a value that no run reached is a finding; where nothing is known it is not`()
    async throws
  {
    #expect(try await status(.passed, reached: 0) == .findings)
    #expect(try await status(.passed, reached: nil) == .incomplete)
  }

  @Test func `what could not be checked leaves the run incomplete`() async throws {
    #expect(try await status(.passed, omission: "no llvm-cov") == .incomplete)
  }

  @Test func `columns of the compiler are those of the chapter, also in lists and quotes`()
    async throws
  {
    let text =
      "# T\n\nText.\n\n1. Item:\n\n   ```swift\n   let a = b\n   ```\n\n> ```swift\n> let c\n> ```\n"
    let book = try await withPackage(book(text)) { folder in
      try BookPackage(containing: folder).book()
    }
    var evidence = Evidence(state: .broken)
    for (line, column) in [(8, 9), (12, 5)] {
      evidence.chapters[path, default: ChapterEvidence()].diagnostics.append(
        Diagnostic(severity: .error, line: line, column: column, message: "no"))
    }
    let summary = JobSummary(book, evidence)
    #expect(summary.diagnostics.map(\.location.description) == ["\(path):8:12", "\(path):12:7"])
  }
}
