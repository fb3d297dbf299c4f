// The tests of the package that belong to no part: those of a generator, of the woven site. They run
// after the site is woven, so that they may look at it.

import Book
package import Evidence
import Foundation
import Programs

/// What the tests outside the book came to.
package struct OtherTestsOutcome: Sendable {
  /// By file and line.
  package var tests: [LoggedTest] = []
  /// What went wrong outside any test: the compiler's errors, an early end.
  package var messages: [String] = []
  package var omissions: [String] = []
  /// Whether they were built and ran to their end.
  package var isWhole = false

  package init(tests: [LoggedTest] = [], messages: [String] = [], isWhole: Bool = false) {
    self.tests = tests
    self.messages = messages
    self.isWhole = isWhole
  }
}

extension BookRun {
  /// Builds and runs them beside what was built for the book's own tests.
  ///
  /// - Parameters:
  ///   - filter: which of them, as a regular expression over identifiers; all when there is none.
  ///   - reports: where what they report is kept.
  ///   - evidence: of the book, for the same code.
  /// - Returns: `nil` when the package has none, or none matched.
  package func otherTests(
    matching filter: String?, reports: ReportStore, evidence: Evidence
  ) async throws -> OtherTestsOutcome? {
    // The book's evidence may have been kept, and so nothing been built for it; these tests depend on
    // more than the book does.
    try LeftOutLists(self, evidence).write()
    let build = try await step("Compiling the package's other tests") {
      try await PackageBuild(run: self, toolchain: .found(keptIn: work)).run()
    }
    guard build.isSuccess else {
      return OtherTestsOutcome(
        messages: build.errors + ["error: the package's other tests do not compile"])
    }
    guard let binary = try BuildDescription(inScratch: scratch).testBinary(ofPackage: root.path)
    else { return nil }
    return try await withTemporaryFolder("weft-run") { folder in
      let process = otherTests(binary, folder, matching: filter)
      let outcome = try await step("Running the package's other tests") { try await process.run() }
      try reports.take(from: process.attachments, key: evidence.key)
      if outcome.tests.isEmpty, outcome.ending == .exited(69) { return nil }
      return OtherTestsOutcome(outcome, timeLimit: process.timeLimit)
    }
  }

  private func otherTests(_ binary: String, _ folder: URL, matching filter: String?) -> TestProcess
  {
    TestProcess(
      binary: binary, names: names, root: root, folder: folder, filter: filter,
      skipped: [partTests], isSerial: false,
      // The site is there and its checks are wanted: none of them may be left out for want of tools.
      environment: ["WEFT_CHECK_SITE": "1"], timeLimit: .seconds(1800), progress: progress)
  }
}

extension OtherTestsOutcome {
  fileprivate init(_ outcome: TestProcess.Outcome, timeLimit: Duration?) {
    tests = outcome.tests.sorted {
      ($0.file, $0.result.line, $0.result.name) < ($1.file, $1.result.line, $1.result.name)
    }
    messages = outcome.messages
    omissions = outcome.doubts
    isWhole = outcome.isWhole
    if outcome.ending == .stopped, let timeLimit {
      messages.append(
        "error: the other tests did not end within \(timeLimit.components.seconds / 60) minutes")
    }
  }
}
