// Running the tests of the parts, one after another in one process. A test that traps takes the
// process with it, so the others are run again without it.

import Evidence
import Foundation

/// The tests of a book's parts in their binary.
struct TestRun: Sendable {
  let binary: String
  /// Which tests, as a regular expression over identifiers.
  let filter: String
  let names: SourceNames
  let root: URL
  /// For attachments and profiles; removed by the caller.
  let folder: URL
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
      if outcome.unreadableCount > 0 {
        evidence.omissions.append(
          "\(outcome.unreadableCount) records of the test run could not be read, so verdicts may"
            + " be missing; this toolchain's event stream may be too new for weft")
      }
      if outcome.disputedCount > 0 {
        evidence.omissions.append(
          "of \(outcome.disputedCount) tests the records of the run say something else than the"
            + " toolchain's report at its end, which is shown; does a test print records?")
      }
      if !outcome.isConfirmed, outcome.ending == .exited(0) || outcome.ending == .exited(1) {
        evidence.omissions.append(
          "the test process ended without the toolchain's report of the run, so its verdicts are not"
            + " sure; does a test end the process?")
      }
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
    // What a test prints may look like a record; no path in it leads to other files.
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

// One process.
extension TestRun {
  private struct Outcome {
    var tests: [LoggedTest]
    var messages: [String]
    var unreadableCount: Int
    var ending: ChildProcess.Ending
    var profile: URL
    /// Whether the toolchain reported at the end how the run went.
    var isConfirmed: Bool
    /// Of how many tests that report says something else than the records.
    var disputedCount: Int

    /// Passed, failed, or nothing matched; and the toolchain says so.
    var isWhole: Bool {
      [.exited(0), .exited(1), .exited(69)].contains(ending) && !hasCrash && isConfirmed
    }
    private var hasCrash: Bool { tests.contains { $0.result.verdict == .crashed } }
  }

  private func runOnce(_ attempt: Int, without skipped: [String]) async throws -> Outcome {
    let attachments = folder.appending(path: "attachments-\(attempt)")
    try FileManager.default.createDirectory(at: attachments, withIntermediateDirectories: true)
    let profile = folder.appending(path: "tests-\(attempt).profraw")
    let report = folder.appending(path: "report-\(attempt).xml")
    // Unbuffered, so that a test's text comes before its end even without a line break.
    var process = ChildProcess(
      "stdbuf", ["-o0", binary] + arguments(attachments, report, skipped), in: root)
    process.environment = [
      "LLVM_PROFILE_FILE": profile.path,
      "SWIFT_BACKTRACE":
        "enable=yes,interactive=no,color=no,threads=crashed,registers=none,images=none",
    ]
    process.timeLimit = timeLimit
    process.endsGroup = true
    var reader = EventStreamReader(names: names)
    var told = 0
    let (ending, errors) = try await process.run { bytes in
      reader.read(bytes)
      guard reader.endedCount != told, let test = reader.runningTest else { return }
      told = reader.endedCount
      progress(.detail("[\(told)] \(test.result.name)"))
    }
    var tests = reader.finish(runEnding(ending, errors))
    let end = (try? Data(contentsOf: report)).flatMap { EndReport(xUnit: [UInt8]($0)) }
    // Without the toolchain's last word nobody knows which records are its own.
    let isConfirmed = end != nil || tests.isEmpty
    let disputed = end?.correct(&tests) ?? 0
    return Outcome(
      tests: tests, messages: reader.messages, unreadableCount: reader.unreadableCount,
      ending: ending, profile: profile, isConfirmed: isConfirmed, disputedCount: disputed)
  }

  private func arguments(
    _ attachments: URL, _ report: URL, _ skipped: [String]
  ) -> [String] {
    var arguments = [
      "--testing-library", "swift-testing", "--no-parallel",
      "--event-stream-output-path", "/dev/stdout", "--attachments-path", attachments.path,
      "--xunit-output", report.path, "--filter", filter,
    ]
    for id in skipped { arguments += ["--skip", "^\(Self.escaped(id))$"] }
    return arguments
  }

  /// A regular expression that matches a text alone.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { pattern, character in
      if "\\.^$|?*+()[]{}".contains(character) { pattern.append("\\") }
      pattern.append(character)
    }
  }

  private func runEnding(_ ending: ChildProcess.Ending, _ errors: [UInt8]) -> RunEnding {
    switch ending {
    case .exited(let code): .exited(code)
    case .stopped: .stopped(afterSeconds: Int(timeLimit.components.seconds))
    case .signalled(let signal):
      .crashed(signal: signal, standardError: String(decoding: errors, as: UTF8.self))
    }
  }
}
