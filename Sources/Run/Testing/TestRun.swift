// Running the tests of the parts, one after another in one process. A test that traps takes the
// process with it, and so does one that takes too long; the others are run again without it.

import Evidence
import Foundation
import Programs

/// The tests of a book's parts in their binary.
struct TestRun: Sendable {
  let binary: String
  /// Which tests, as a regular expression over identifiers.
  var filter: String
  let names: SourceNames
  let root: URL
  /// For attachments and profiles; removed by the caller.
  var folder: URL
  let limits: TestLimits
  let progress: @Sendable (BookRun.Progress) -> Void

  /// Tests that may end their process before the rest is given up.
  private static let endingLimit = 20

  /// Runs until a process comes to its end.
  ///
  /// - Returns: the profile of that process, for coverage.
  func gather(_ evidence: inout Evidence) async throws -> URL? {
    var log = TestLog()
    var attempt = 0
    while true {
      attempt += 1
      let outcome = try await runOnce(attempt, without: log.ending)
      let endedCount = log.add(outcome.tests)
      evidence.messages += outcome.messages
      evidence.omissions += outcome.doubts
      let isOver = outcome.isWhole || endedCount == 0
      if isOver || log.ending.count >= Self.endingLimit {
        conclude(
          &evidence, log, isOver: isOver && outcome.isWhole,
          endedWithFailure: outcome.ending == .exited(1))
        return outcome.isWhole ? outcome.profile : nil
      }
      progress(.detail("Running the others again without \(log.ending.count) that ended it"))
    }
  }

  private func conclude(
    _ evidence: inout Evidence, _ log: TestLog, isOver: Bool, endedWithFailure: Bool
  ) {
    if endedWithFailure, !log.tests.contains(where: { $0.result.verdict.isFailure }) {
      evidence.omissions.append(
        "the test run says that something failed, but names no test; its verdicts are not sure")
    }
    evidence.add(log.tests, names: names, content: content)
    let unreached = log.tests.count { $0.result.verdict == .notRun }
    let slow = log.tests.count { $0.endedProcess && $0.result.verdict == .failed }
    if slow > 0 {
      evidence.omissions.append(
        "whether \(slow) tests that took too long would end: a busy machine is slow as well, so they"
          + " run again in the next build; time-limit=SECONDS on their fence gives them more time")
    }
    if !isOver, unreached > 0 || log.tests.isEmpty {
      evidence.omissions.append(
        "\(unreached) tests were not run, since the test process could not be brought to its end")
    }
  }

  /// A test's attachment, unless it is larger than a page could show.
  private func content(_ path: String) -> [UInt8]? {
    let url = URL(filePath: path).resolvingSymlinksInPath()
    // A test that found the event stream could write records; no path in one leads to other files.
    guard url.path.hasPrefix(folder.resolvingSymlinksInPath().path + "/") else { return nil }
    guard let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize, size <= 1 << 20
    else { return nil }
    return (try? Data(contentsOf: url)).map { [UInt8]($0) }
  }
}

/// Tests of several processes that ran one after another.
private struct TestLog {
  private(set) var tests: [LoggedTest] = []
  private var indices: [String: Int] = [:]

  /// Identifiers of tests that ended their process.
  var ending: [String] { tests.filter(\.endedProcess).map(\.id) }

  /// Takes what a later process says, which holds over what an earlier one said.
  ///
  /// - Returns: how many tests ended it.
  mutating func add(_ more: [LoggedTest]) -> Int {
    for test in more {
      if let index = indices[test.id] {
        if test.result.verdict != .notRun { tests[index] = test }
      } else {
        indices[test.id] = tests.count
        tests.append(test)
      }
    }
    return more.count(where: \.endedProcess)
  }
}

extension TestRun {
  private func runOnce(_ attempt: Int, without skipped: [String]) async throws
    -> TestProcess.Outcome
  {
    let folder = folder.appending(path: "\(attempt)")
    let process = TestProcess(
      binary: binary, names: names, root: root, folder: folder, filter: filter,
      skipped: skipped.map { "^\(Self.escaped($0))$" }, limits: limits,
      progress: progress)
    return try await process.run()
  }

  /// A regular expression that matches a text alone.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { pattern, character in
      if "\\.^$|?*+()[]{}".contains(character) { pattern.append("\\") }
      pattern.append(character)
    }
  }
}
