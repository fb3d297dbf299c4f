// The readers under libFuzzer: built from the chapters, and given inputs.

import Foundation

struct Fuzzer {
  /// `weft test` sets this, so that nothing is skipped there.
  static let mustRun = ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1"
  /// Whether the toolchain has libFuzzer.
  static let isInstalled: Bool = {
    let found = try? Program("sh", ["-c", "swiftc -print-target-info"]).run().output
    let path = found?.firstMatch(of: /"runtimeResourcePath": "([^"]+)"/)?.output.1
    let folder = URL(filePath: String(path ?? "")).appending(path: "clang/lib/linux")
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return files?.contains { $0.hasPrefix("libclang_rt.fuzzer-") } == true
  }()

  /// Built once a run.
  static let built = Result { try Fuzzer() }

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
  private init() throws {
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    folder = here.appending(path: "../../.build/handover-fuzz").standardizedFileURL
    let build = Program(
      here.appending(path: "Readers/build").path, [Program.built("weft").path, folder.path])
    let (status, output) = try build.run()
    guard status == 0 else {
      throw Failure(description: "the readers cannot be built: \(output.suffix(3000))")
    }
    compiler = try String(contentsOf: folder.appending(path: "compiler"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Gives a reader the files of some folders, each once.
  func replay(_ reader: String, _ inputs: [URL], mebibytes: Int) throws -> Run {
    let findings = folder.appending(path: "findings")
    try FileManager.default.createDirectory(at: findings, withIntermediateDirectories: true)
    var program = Program(
      folder.appending(path: "readers").path,
      [
        "-runs=0", "-seed=1", "-max_len=16384", "-rss_limit_mb=\(mebibytes)", "-timeout=30",
        "-print_final_stats=1", "-artifact_prefix=\(findings.path)/\(reader)-",
      ] + inputs.map(\.path))
    program.environment = ["WEFT_FUZZ_READER": reader, "SWIFT_BACKTRACE": "enable=no"]
    let (status, output) = try program.run()
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

/// A program that is run to its end.
struct Program {
  private let path: String
  private let arguments: [String]
  /// What is added to the environment.
  var environment: [String: String] = [:]

  /// - Parameter path: a path, or a name to be looked for.
  init(_ path: String, _ arguments: [String]) {
    (self.path, self.arguments) = (path, arguments)
  }

  /// A program that was built together with these tests.
  static func built(_ name: String) -> URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
  }

  /// Runs it; returns how it ended, and all that it wrote.
  func run() throws -> (status: Int32, output: String) {
    let process = Process()
    // A process that takes the place of another answers for the most memory which that one had; a
    // shell that waits stands between these tests and the program.
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\"$0\" \"$@\"; exit $?", path] + arguments
    // The coverage of the program that runs these tests is none of its business.
    process.environment = ProcessInfo.processInfo.environment
      .merging(["LLVM_PROFILE_FILE": "/dev/null"]) { $1 }.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let written = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: written, as: UTF8.self))
  }
}
