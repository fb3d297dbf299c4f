// The readers of what a predecessor left, given what is kept: what real kernels and the book's own
// writers left, and inputs that exploring once found. Each is read once, in the same way in every run;
// `.ci/fuzz` explores, and says what should be kept. `Readers` says what must hold.
//
//     Kept/<reader>/…    inputs that were found, by what they are or by their digest

import Foundation
import Testing

@Suite(
  .serialized,
  .enabled("needs swiftc on the PATH, with the libFuzzer that toolchains of swift.org have") {
    if Fuzzer.mustRun { return true }
    return await Fuzzer.isInstalled()
  })
struct FuzzTests {
  /// No reader may take more memory than this, whatever it is given.
  static let mebibytes = 512

  @Test func `no kept input makes a reader trap, run on, swell, or break a promise`() async throws {
    let fuzzer = try await Fuzzer.built.value
    let seeds = try await Seeds(in: fuzzer.folder.appending(path: "seeds"))
    var lines: [String] = []
    var (inputs, findings) = (0, 0)
    for reader in Seeds.readers {
      let folders = [try seeds.folder(for: reader), Seeds.kept(for: reader)]
      let run = try await fuzzer.replay(reader, folders, mebibytes: Self.mebibytes)
      inputs += run.inputs
      findings += run.finding == nil ? 0 : 1
      lines.append("\(reader): \(run.inputs) inputs, \(run.accepted) of them accepted whole")
      if let finding = run.finding { Issue.record("\(reader): \(finding)") }
      let files = try folders.map { try FileManager.default.contentsOfDirectory(atPath: $0.path) }
      #expect(
        run.finding != nil || run.inputs >= files.joined().count, "\(reader) stopped early")
      #expect(run.accepted > 0 && run.accepted < run.inputs, "\(reader) takes all or nothing")
    }
    let report = """
      readers: compiled by Swift \(fuzzer.compiler) for libFuzzer
      memory limit: \(Self.mebibytes) MiB
      kept inputs: \(inputs), each read once
      findings: \(findings)
      \(lines.joined(separator: "\n"))

      """
    print(report)
    Attachment.record(report, named: "handover-fuzz.txt")
  }

  @Test func `a reader that breaks a promise is found, with the input`() async throws {
    let run = try await Fuzzer.built.value.replay(
      "broken", [Seeds.kept(for: "broken")], mebibytes: 512)
    #expect(run.finding?.contains("broken: no input is long") == true)
    #expect(run.finding?.contains("findings/broken-crash-") == true)
  }

  @Test func `a reader answers for its own memory, not for that of these tests`() async throws {
    let fuzzer = try await Fuzzer.built.value
    let ballast = [UInt8](repeating: 1, count: 400 << 20)
    let run = try await fuzzer.replay("blob", [Seeds.kept(for: "blob")], mebibytes: 300)
    #expect(1..<300 ~= run.peakMebibytes && ballast.count == 400 << 20)
    #expect(run.finding == nil && run.inputs > 0)
  }
}
