// The command memblock-replay, as its users run it: what it prints, writes and ends with.

import Foundation
import Testing

struct ReplayCommandTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let boots = root.appending(path: "Tests/MemblockTests/Boots").path

  /// Runs the command on a log.
  private func run(_ arguments: [String], input: String? = nil) throws -> BuiltProgram.Outcome {
    let folder = FileManager.default.temporaryDirectory
    return try BuiltProgram.run(
      "memblock-replay", arguments, in: folder, input: input.map { Data($0.utf8) })
  }

  private static let memory = """
    MEMBLOCK configuration:
     memory size = 0x0000000000100000 reserved size = 0x0000000000000000
     memory.cnt  = 0x1
     memory[0x0]\t[0x0000000000100000-0x00000000001fffff], 0x0000000000100000 bytes flags: 0x0
     reserved.cnt  = 0x0

    """
  private static let request =
    "memblock_phys_alloc_range: 4096 bytes align=0x1000 from=0x0 max_addr=0x0 setup\n"

  private func answer(_ page: String) -> String {
    "memblock_reserve: [0x\(page)000-0x\(page)fff] memblock_alloc_range_nid+0x1/0x2\n"
  }

  @Test func `a right answer ends with 0, another one with 1 and both addresses`() throws {
    let right = try run(["-"], input: Self.memory + Self.request + answer("1ff"))
    #expect(right.status == 0 && right.output.contains("predicted 0x1ff000"))
    let wrong = try run(["--summary", "-"], input: Self.memory + Self.request + answer("1fe"))
    #expect(wrong.status == 1)
    #expect(wrong.output.contains("missed: predicted 0x1ff000, answered 0x1fe000"))
  }

  @Test func `a log comes whole through a pipe that gives it in pieces`() throws {
    let log = Self.boots + "/arm64-6.12-nomap.log"
    let script = "cat \"$1\" | \"$0\" --json --summary -"
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", script, folder.appending(path: "memblock-replay").path, log]
    process.environment = ["PATH": "/usr/bin:/bin"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let json = try JSONSerialization.jsonObject(with: said) as? [String: Any]
    #expect((json?["count"] as? [String: Int])?["predicted"] == 472)
  }

  @Test func `half of memory reserved is half of the map`() throws {
    let half = "memblock_reserve: [0x100000-0x17ffff] setup\n"
    let said = try run(["-"], input: Self.memory + half)
    let map = String(repeating: "#", count: 24) + String(repeating: ".", count: 24)
    #expect(said.output.contains("|\(map)|"))
  }

  @Test func `JSON has the count and every step`() throws {
    let said = try run(["--json", "-"], input: Self.memory + Self.request + answer("1ff"))
    let json = try JSONSerialization.jsonObject(with: Data(said.output.utf8)) as? [String: Any]
    #expect((json?["count"] as? [String: Int])?["predicted"] == 1)
    #expect((json?["steps"] as? [Any])?.count == 2)
    #expect(json?["clean"] as? Bool == true)
  }

  @Test func `a damaged line is a finding with its place, and steers no terminal`() throws {
    let said = try run(["-"], input: Self.memory + "memblock_add: [0x1-0x2 \u{1B}[31m\n")
    #expect(said.status == 1)
    #expect(said.errors.contains("standard input:6:23: expected ']'"))
    let steered = try run(
      ["-"], input: Self.memory + "memblock_add: [0x1000-0x1fff] a\u{9B}31m\u{7F}b\n")
    #expect(steered.output.contains("for a·31m·b") && !steered.output.contains("\u{9B}"))
  }

  @Test func `a wrong command line ends with 2, no log with 3, an empty one with 4`() throws {
    #expect(try run([]).status == 2)
    #expect(try run(["--after", "x", "-"]).status == 2)
    #expect(try run(["no-such-file"]).status == 3)
    #expect(try run(["/"]).status == 3)
    #expect(try run(["-"], input: "Linux\n").status == 4)
    #expect(try run(["-"], input: Self.request).status == 4)
    #expect(try run(["--after", "3", "-"], input: Self.memory).status == 2)
    #expect(try run(["--svg", "/dev/null/x", "-"], input: Self.memory).status == 3)
  }

  @Test func `maps are written for the steps that are asked for`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = Self.boots + "/amd64-6.12-pc.log"
    #expect(try run(["--svg", folder.path, "--after", "33", log]).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names == ["line-0033.svg"])
    let svg = try String(contentsOf: folder.appending(path: "line-0033.svg"), encoding: .utf8)
    #expect(svg.hasPrefix("<svg") && svg.contains("reserved"))
  }
}
