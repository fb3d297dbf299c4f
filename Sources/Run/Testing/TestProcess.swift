// One process that runs tests.

import Evidence
import Foundation
import Programs
import Subprocess

/// A test binary, and which of its tests to run.
struct TestProcess: Sendable {
  let binary: String
  let names: SourceNames
  let root: URL
  /// For what this process writes: attachments, profile, report. Nobody else's files are in it.
  let folder: URL
  /// Which tests, as a regular expression over identifiers.
  var filter: String?
  /// Regular expressions over identifiers of tests to leave out.
  var skipped: [String] = []
  /// Whether one test runs after another, so that what is printed has an author.
  var isSerial = true
  var environment: [String: String] = [:]
  /// Of the whole process.
  var timeLimit: Duration?
  /// Of single tests; only of those that run one after another.
  var limits: TestLimits?
  let progress: @Sendable (BookRun.Progress) -> Void

  /// What came of it.
  struct Outcome: Sendable {
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
      [.exited(0), .exited(1), .exited(69)].contains(ending) && isConfirmed
        && !tests.contains(where: \.endedProcess)
    }

    /// Why its verdicts are not sure.
    var doubts: [String] {
      var doubts: [String] = []
      if unreadableCount > 0 {
        doubts.append(
          "\(unreadableCount) records of the test run could not be read, so verdicts may be missing;"
            + " this toolchain's event stream may be too new for weft")
      }
      if disputedCount > 0 {
        doubts.append(
          "of \(disputedCount) tests the records of the run say something else than the toolchain's"
            + " report at its end, which is shown; does a test write records?")
      }
      if !isConfirmed, ending == .exited(0) || ending == .exited(1),
        !tests.contains(where: \.endedProcess)
      {
        doubts.append(
          "the test process ended without the toolchain's report of the run, so its verdicts are not"
            + " sure; does a test end the process?")
      }
      return doubts
    }
  }

  /// Where the tests' attachments lie.
  var attachments: URL { folder.appending(path: "attachments") }

  /// Runs the tests.
  ///
  /// - Throws: `RunFailure`, `ProcessFailure`, or a `CancellationError`.
  func run() async throws -> Outcome {
    try FileManager.default.createDirectory(at: attachments, withIntermediateDirectories: true)
    let channels = try TestChannels(in: folder)
    defer { channels.close() }
    let mark = RunMark()
    let (ending, speech) = try await process(channels, mark).run(
      writingTo: channels.output.writing, channels.console.writing
    ) { [names, isSerial, limits, progress] leader in
      await channels.listen(
        names,
        untilEndOf: .init(descriptor: leader.processDescriptor, identifier: leader.value),
        isSerial: isSerial, limits: limits,
        progress: { progress(.detail(Self.detail($0))) },
        atEnd: {
          kill(-leader.value, SIGKILL)
          mark.endLeftovers()
        })
    }
    return outcome(speech.overrun == nil ? ending : .stopped, speech)
  }

  private func process(_ channels: TestChannels, _ mark: RunMark) -> ChildProcess {
    // Unbuffered, so that a test's text comes before its end even without a line break.
    let words = mark.starter + ["stdbuf", "-o0", binary] + arguments(channels)
    var process = ChildProcess(words[0], Array(words.dropFirst()), in: root)
    process.environment = [
      RunMark.variable: mark.value, "LLVM_PROFILE_FILE": profile.path,
      "SWIFT_BACKTRACE":
        "enable=yes,interactive=no,color=no,threads=crashed,registers=none,images=none",
    ].merging(environment) { $1 }
    process.timeLimit = timeLimit
    process.endsGroup = true
    return process
  }

  private func outcome(_ ending: ChildProcess.Ending, _ speech: TestSpeech) -> Outcome {
    var reader = speech.reader
    var tests = reader.finish(runEnding(ending, speech))
    let end = (try? Data(contentsOf: report)).flatMap { EndReport(xUnit: [UInt8]($0)) }
    // Without the toolchain's last word nobody knows which records are its own.
    let isConfirmed = end != nil || tests.isEmpty
    let disputed = end?.correct(&tests) ?? 0
    return Outcome(
      tests: tests, messages: reader.messages, unreadableCount: reader.unreadableCount,
      ending: ending, profile: profile, isConfirmed: isConfirmed, disputedCount: disputed)
  }

  private var profile: URL { folder.appending(path: "tests.profraw") }
  private var report: URL { folder.appending(path: "report.xml") }

  private func arguments(_ channels: TestChannels) -> [String] {
    var arguments = [
      "--testing-library", "swift-testing", "--event-stream-output-path", channels.eventsPath,
      "--attachments-path", attachments.path, "--xunit-output", report.path,
    ]
    arguments +=
      isSerial
      ? ["--no-parallel"]
      : ["--experimental-maximum-parallelization-width", String(Self.parallelCount)]
    if let filter { arguments += ["--filter", filter] }
    for pattern in skipped { arguments += ["--skip", pattern] }
    return arguments
  }

  /// How many tests run side by side: some wait for other programs while others compute. All at
  /// once, as is usual, keep each other from ending within their limits.
  private static var parallelCount: Int { 2 * ProcessInfo.processInfo.activeProcessorCount }

  private static func detail(_ reader: EventStreamReader) -> String {
    "[\(reader.endedCount)] \(reader.runningTest?.result.name ?? "")"
  }

  private func runEnding(_ ending: ChildProcess.Ending, _ speech: TestSpeech) -> RunEnding {
    let errors = String(decoding: speech.consoleTail, as: UTF8.self)
    if let limit = speech.overrun { return .overran(limit: limit, standardError: errors) }
    return switch ending {
    case .exited(let code): .exited(code)
    case .stopped: .stopped(afterSeconds: Int(timeLimit?.components.seconds ?? 0))
    case .signalled(let signal):
      .crashed(signal: signal, standardError: errors)
    }
  }
}
