// The readers of what a predecessor left, each under libFuzzer: inputs grow out of what real kernels
// and the book's own writers left, steered by which code they reach. `Readers` says what must hold.
//
//     WEFT_FUZZ_COUNT=2000000 WEFT_FUZZ_SEED=7 swift test --filter HandoverFuzz

import Foundation
import Testing

@Suite(
  .serialized,
  .enabled(
    if: Fuzzer.mustRun || Fuzzer.isInstalled,
    "needs swiftc on the PATH, with the libFuzzer that toolchains of swift.org have"))
struct FuzzTests {
  /// How many inputs each reader is given.
  static let count = number("WEFT_FUZZ_COUNT") ?? 40_000
  /// libFuzzer's choices follow from it.
  static let seed = max(1, number("WEFT_FUZZ_SEED") ?? 1)
  /// No reader may take more memory than this, whatever it is given.
  static let mebibytes = 512

  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test func `no input makes a reader trap, run on, swell, or break a promise`() throws {
    let fuzzer = try Fuzzer.built.get()
    let seeds = try Seeds(in: fuzzer.folder.appending(path: "seeds"))
    var lines: [String] = []
    var (inputs, seconds, findings) = (0, 0.0, 0)
    for reader in Seeds.readers {
      let run = try fuzzer.run(
        reader, on: try seeds.folder(for: reader), count: Self.count, seed: Self.seed,
        mebibytes: Self.mebibytes)
      inputs += run.inputs
      seconds += run.seconds
      findings += run.finding == nil ? 0 : 1
      lines.append("\(reader): \(run.inputs) inputs, \(run.accepted) of them accepted whole")
      if let finding = run.finding { Issue.record("\(reader): \(finding)") }
      #expect(run.finding != nil || run.inputs >= Self.count, "\(reader) stopped early")
      #expect(run.inputs < 1000 || run.accepted > run.inputs / 1000, "\(reader) refuses all")
    }
    let report = """
      engine: libFuzzer of Swift \(fuzzer.compiler)
      seed: \(Self.seed)
      memory limit: \(Self.mebibytes) MiB
      inputs: \(inputs)
      seconds: \(Int(seconds.rounded()))
      findings: \(findings)
      \(lines.joined(separator: "\n"))

      """
    print(report)
    Attachment.record(report, named: "handover-fuzz.txt")
  }

  @Test func `a reader that breaks a promise is found, with the input`() throws {
    let fuzzer = try Fuzzer.built.get()
    let empty = fuzzer.folder.appending(path: "no-seeds")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    let run = try fuzzer.run("broken", on: empty, count: 100_000, seed: 1, mebibytes: 512)
    #expect(run.finding?.contains("broken: no input is long") == true)
    #expect(run.finding?.contains("findings/broken-crash-") == true)
  }

  @Test func `a reader answers for its own memory, not for that of these tests`() throws {
    let fuzzer = try Fuzzer.built.get()
    let ballast = [UInt8](repeating: 1, count: 400 << 20)
    let empty = fuzzer.folder.appending(path: "no-seeds")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    let run = try fuzzer.run("blob", on: empty, count: 1000, seed: 1, mebibytes: 300)
    #expect(1..<300 ~= run.peakMebibytes && ballast.count == 400 << 20)
    #expect(run.finding == nil && run.inputs >= 1000)
  }
}
