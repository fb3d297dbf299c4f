// Running the tests of the parts, one after another in one process. A test that traps takes the
// process with it, so the others are run again without it.

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
  let timeLimit: Duration
  let progress: @Sendable (BookRun.Progress) -> Void

  /// Processes that may crash, and that may hang, before the rest is given up.
  private static let crashLimit = 20
  private static let hangLimit = 2

  /// Runs until a process comes to its end.
  ///
  /// - Returns: the profile of that process, for coverage.
  func gather(_ evidence: inout Evidence) async throws -> URL? {
    var log = TestLog()
    var attempt = 0
    while true {
      attempt += 1
      let outcome = try await runOnce(attempt, without: log.crashed)
      let newlyCrashed = log.add(outcome.tests)
      evidence.messages += outcome.messages
      evidence.omissions += outcome.doubts
      if outcome.ending == .stopped { log.hangCount += 1 }
      let isOver = outcome.isWhole || newlyCrashed == 0
      if isOver || log.crashed.count >= Self.crashLimit || log.hangCount >= Self.hangLimit {
        conclude(
          &evidence, log, isOver: isOver && outcome.isWhole,
          endedWithFailure: outcome.ending == .exited(1))
        return outcome.isWhole ? outcome.profile : nil
      }
      progress(.detail("Running the others again without \(log.crashed.count) that crashed"))
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
    if log.hangCount > 0 {
      evidence.omissions.append(
        "tests that did not end within \(timeLimit.components.seconds) seconds were stopped; this"
          + " evidence is not kept, so the next build runs them again")
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
  var hangCount = 0

  /// Identifiers of tests that ended their process.
  var crashed: [String] { tests.filter { $0.result.verdict == .crashed }.map(\.id) }

  /// Takes what a later process says, which holds over what an earlier one said.
  ///
  /// - Returns: how many tests crashed in it.
  mutating func add(_ more: [LoggedTest]) -> Int {
    for test in more {
      if let index = indices[test.id] {
        if test.result.verdict != .notRun { tests[index] = test }
      } else {
        indices[test.id] = tests.count
        tests.append(test)
      }
    }
    return more.count { $0.result.verdict == .crashed }
  }
}

extension TestRun {
  private func runOnce(_ attempt: Int, without skipped: [String]) async throws
    -> TestProcess.Outcome
  {
    let folder = folder.appending(path: "\(attempt)")
    let process = TestProcess(
      binary: binary, names: names, root: root, folder: folder, filter: filter,
      skipped: skipped.map { "^\(Self.escaped($0))$" }, timeLimit: timeLimit, progress: progress)
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
