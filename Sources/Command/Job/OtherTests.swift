// The tests of the package that belong to no part: those of a generator, of the woven site. They
// run after the site is woven, so that they may look at it.

import Book
import Foundation
import Run

struct OtherTests {
  let package: BookPackage
  let book: Book
  let console: Console

  /// Builds and runs them with SwiftPM, beside what was built for the book's own tests.
  ///
  /// - Parameters:
  ///   - reports: where what they report is kept.
  ///   - key: the key of the evidence that belongs to the same code.
  /// - Returns: whether all passed; `nil` when the package has none, or none matched.
  func run(filter: String?, reports: ReportStore, key: String) async throws -> Bool? {
    guard try await build() else { return false }
    console.begin("Running the package's other tests")
    let attachments = package.url("\(PackageLayout.workFolder)/attachments")
    try? FileManager.default.removeItem(at: attachments)
    try FileManager.default.createDirectory(at: attachments, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: attachments) }
    let parts = book.parts.map { "\($0.module)Tests" }.joined(separator: "|")
    var arguments = [
      "test", "--skip-build", "--enable-code-coverage", "--disable-xctest",
      "--scratch-path", package.url("\(PackageLayout.workFolder)/swift").path,
      "--attachments-path", attachments.path, "--skip", "^(\(parts))\\.",
    ]
    if let filter { arguments += ["--filter", filter] }
    // The tests speak on both channels; their order matters to a reader.
    var process = ChildProcess(
      "sh", ["-c", "exec \"$@\" 2>&1", "sh", "swift"] + arguments, in: package.root)
    // The site is there and its checks are wanted: none of them may be left out for want of tools.
    process.environment = ["WEFT_CHECK_SITE": "1"]
    process.timeLimit = .seconds(1800)
    var log = OtherTestsLog()
    let (ending, _) = try await process.run { bytes in
      for line in log.read(bytes) { console.complain(Console.cleaned(line)) }
      if let last = log.lastStarted { console.advance(Console.cleaned(last)) }
    }
    if ending == .stopped {
      let last = log.lastStarted.map { "; the last to start: \($0)" } ?? ""
      console.complain("error: the other tests did not end within 30 minutes\(last)")
    }
    if log.testCount == 0, ending.isSuccess { return nil }
    if !ending.isSuccess, !log.hasFailures {
      for line in log.lastLines { console.complain(Console.cleaned(line)) }
    }
    try reports.take(from: attachments, key: key)
    return ending.isSuccess
  }

  /// The book's evidence may have been kept, and so nothing been built for it; these tests depend on
  /// more than the book does.
  private func build() async throws -> Bool {
    console.begin("Compiling the package's other tests")
    let process = ChildProcess.buildingTests(
      in: package.root, work: package.url(PackageLayout.workFolder))
    let output = try await process.output()
    guard !output.ending.isSuccess else { return true }
    let said = String(decoding: output.standardOutput + output.standardError, as: UTF8.self)
    for line in said.split(separator: "\n") where line.contains("error:") {
      console.complain(Console.cleaned(String(line)))
    }
    console.complain("error: the package's other tests do not compile")
    return false
  }
}

/// Picks from a test run's log what a person wants to see: failures, skips and the last line.
struct OtherTestsLog {
  private var rest: [UInt8] = []
  private var isInFailure = false
  /// The end of the log, for a run that failed without naming a test.
  private(set) var lastLines: [String] = []
  private(set) var lastStarted: String?
  private(set) var hasFailures = false
  private(set) var testCount = 0

  /// Takes more of the log.
  ///
  /// - Returns: the lines of it to show.
  mutating func read(_ bytes: ArraySlice<UInt8>) -> [String] {
    rest += bytes
    var shown: [String] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      rest.removeSubrange(...end)
      lastLines = lastLines.suffix(19) + [line]
      if isWorthShowing(line) { shown.append(line) }
    }
    return shown
  }

  private mutating func isWorthShowing(_ line: String) -> Bool {
    if line.hasPrefix("✘") {
      hasFailures = true
      isInFailure = true
    } else if line.hasPrefix("↳") || line.hasPrefix("\t") || line.hasPrefix("  ") {
      // Details of what was said last.
    } else {
      isInFailure = false
    }
    if line.contains(" Test run with "), let count = line.firstMatch(of: /with (\d+) test/) {
      testCount = Int(count.output.1) ?? 0
      return true
    }
    if line.hasPrefix("◇ Test ") { lastStarted = line }
    return isInFailure || line.hasPrefix("➜") || line.hasPrefix("⚠")
  }
}
