// The readers under libFuzzer: built from the chapters, and given inputs.

import Foundation
import Programs
import Trials

struct Fuzzer {
  /// `weft test` sets this, so that nothing is skipped there.
  static let mustRun = ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1"
  /// Whether the toolchain has libFuzzer.
  static func isInstalled() async -> Bool {
    let found = try? await ChildProcess("swiftc", ["-print-target-info"]).output().text
    let path = found?.firstMatch(of: /"runtimeResourcePath": "([^"]+)"/)?.output.1
    let folder = URL(filePath: String(path ?? "")).appending(path: "clang/lib/linux")
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return files?.contains { $0.hasPrefix("libclang_rt.fuzzer-") } == true
  }

  /// Built once a run.
  static let built = Task { try await Fuzzer() }

  /// Where everything is that belongs to it.
  let folder: URL
  /// The version of the compiler.
  let compiler: String

  /// What came of some inputs.
  struct Run {
    var inputs: Int
    /// How many were not refused.
    var accepted: Int
    /// The most memory that it took.
    var peakMebibytes: Int
    /// Why the reader did not come to the end, and where the input is that ended it.
    var finding: String?
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Builds the readers, unless what is there is up to date.
  private init() async throws {
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    folder = here.appending(path: "../../.build/handover-fuzz").standardizedFileURL
    let (status, output) = try await run(
      here.appending(path: "Readers/build").path,
      [ChildProcess.built("weft").program, folder.path])
    guard status == 0 else {
      throw Failure(description: "the readers cannot be built: \(output.suffix(3000))")
    }
    compiler = try String(contentsOf: folder.appending(path: "compiler"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Gives a reader the files of some folders, each once.
  func replay(_ reader: String, _ inputs: [URL], mebibytes: Int) async throws -> Run {
    let findings = folder.appending(path: "findings")
    try FileManager.default.createDirectory(at: findings, withIntermediateDirectories: true)
    let (status, output) = try await run(
      folder.appending(path: "readers").path,
      [
        "-runs=0", "-seed=1", "-max_len=16384", "-rss_limit_mb=\(mebibytes)", "-timeout=30",
        "-print_final_stats=1", "-artifact_prefix=\(findings.path)/\(reader)-",
      ] + inputs.map(\.path),
      environment: ["WEFT_FUZZ_READER": reader, "SWIFT_BACKTRACE": "enable=no"])
    func number(_ name: String) -> Int {
      let line = output.split(separator: "\n").last { $0.hasPrefix(name + ":") }
      return line.flatMap { Int($0.drop { !$0.isNumber }) } ?? 0
    }
    return Run(
      inputs: number("stat::number_of_executed_units"), accepted: number("accepted"),
      peakMebibytes: number("stat::peak_rss_mb"),
      finding: status == 0 ? nil : Self.finding(in: output))
  }

  /// The lines of libFuzzer's output that say what happened.
  private static func finding(in output: String) -> String {
    let telling = output.split(separator: "\n").filter { line in
      ["Fatal error", "ERROR:", "Test unit written"].contains { line.contains($0) }
    }
    return telling.isEmpty ? String(output.suffix(2000)) : telling.joined(separator: "\n")
  }
}

/// Runs a program to its end; returns how it ended, and all that it wrote.
///
/// - Parameter program: a path, or a name to be looked for.
func run(
  _ program: String, _ arguments: [String], environment: [String: String] = [:]
) async throws -> (status: Int32?, output: String) {
  // A process that takes the place of another answers for the most memory which that one had; a
  // shell that waits stands between these tests and the program.
  var shell = ChildProcess("/bin/sh", ["-c", "\"$0\" \"$@\" 2>&1; exit $?", program] + arguments)
  // The coverage of the program that runs these tests is none of its business.
  shell.environment = ["LLVM_PROFILE_FILE": "/dev/null"].merging(environment) { $1 }
  let said = try await shell.output()
  return (said.status, said.text)
}
