// The command memblock-replay, as its users run it: what it prints, writes and ends with.

import Foundation
import Programs
import Testing
import Trials

struct ReplayCommandTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let boots = root.appending(path: "Tests/MemblockTests/Boots").path

  /// Runs the command on a log.
  private func run(_ arguments: [String], input: String? = nil) async throws -> ChildProcess.Output
  {
    let folder = FileManager.default.temporaryDirectory
    return try await BuiltProgram.run(
      "memblock-replay", arguments, in: folder, input: Data((input ?? "").utf8))
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

  @Test func `a right answer ends with 0, another one with 1 and both addresses`() async throws {
    let right = try await run(["-"], input: Self.memory + Self.request + answer("1ff"))
    #expect(right.status == 0 && right.text.contains("predicted 0x1ff000"))
    let wrong = try await run(
      ["--summary", "-"], input: Self.memory + Self.request + answer("1fe"))
    #expect(wrong.status == 1)
    #expect(wrong.text.contains("missed: predicted 0x1ff000, answered 0x1fe000"))
  }

  @Test func `a log comes whole through a pipe that gives it in pieces`() async throws {
    let log = Self.boots + "/arm64-6.12-nomap.log"
    let script = "cat \"$1\" | \"$0\" --json --summary -"
    let replay = ChildProcess.built("memblock-replay")
    var shell = ChildProcess("sh", ["-c", script, replay.program, log])
    shell.environment = replay.environment
    let said = try await shell.output().text
    let json = try JSONSerialization.jsonObject(with: Data(said.utf8)) as? [String: Any]
    #expect((json?["count"] as? [String: Int])?["predicted"] == 472)
  }

  @Test func `half of memory reserved is half of the map`() async throws {
    let half = "memblock_reserve: [0x100000-0x17ffff] setup\n"
    let said = try await run(["-"], input: Self.memory + half)
    let map = String(repeating: "#", count: 24) + String(repeating: ".", count: 24)
    #expect(said.text.contains("|\(map)|"))
  }

  @Test func `JSON has the count and every step`() async throws {
    let said = try await run(["--json", "-"], input: Self.memory + Self.request + answer("1ff"))
    let json = try JSONSerialization.jsonObject(with: Data(said.text.utf8)) as? [String: Any]
    #expect((json?["count"] as? [String: Int])?["predicted"] == 1)
    #expect((json?["steps"] as? [Any])?.count == 2)
    #expect(json?["clean"] as? Bool == true)
  }

  @Test func `a damaged line is a finding with its place, and steers no terminal`() async throws {
    let said = try await run(["-"], input: Self.memory + "memblock_add: [0x1-0x2 \u{1B}[31m\n")
    #expect(said.status == 1)
    #expect(said.errors.contains("standard input:6:23: expected ']'"))
    let steered = try await run(
      ["-"], input: Self.memory + "memblock_add: [0x1000-0x1fff] a\u{9B}31m\u{7F}b\n")
    #expect(steered.text.contains("for a·31m·b") && !steered.text.contains("\u{9B}"))
  }

  @Test func `an answer whose end is a page off ends with 1 and both sizes`() async throws {
    let longer = "memblock_reserve: [0x1ff000-0x200fff] memblock_alloc_range_nid+0x1/0x2\n"
    let said = try await run(["-"], input: Self.memory + Self.request + longer)
    #expect(said.status == 1)
    #expect(said.text.contains("missed: 0x1ff000 has 8192 bytes, not 4096"))
  }

  @Test func `answers that are explained only end with 1 unless so many may be`() async throws {
    let log = Self.memory + Self.request + answer("100")
    let few = try await run(["--summary", "-"], input: log)
    #expect(few.status == 1 && few.text.contains("explained    1"))
    #expect(few.errors.contains("1 answers are explained only; see --most-explained"))
    #expect(try await run(["--summary", "--most-explained", "100", "-"], input: log).status == 0)
    #expect(try await run(["--most-explained", "101", "-"], input: log).status == 2)
  }

  @Test func `a panic is explained unasked, and a request when --why names it`() async throws {
    let large = Self.request.replacing("4096", with: "4194304")
    let panic = "Kernel panic - not syncing: early_alloc: Failed to allocate 4194304 bytes\n"
    let failed = try await run(["-"], input: Self.memory + large + panic)
    #expect(failed.status == 0)
    #expect(
      failed.text.contains(
        "[0x100000-0x1fffff], 1048576 bytes: too small: 1048576 bytes within the bounds"))
    let log = Self.memory + Self.request + answer("1ff")
    let why = try await run(["--why", "6", "--json", "--summary", "-"], input: log)
    let json = try JSONSerialization.jsonObject(with: Data(why.text.utf8)) as? [String: Any]
    let said = json?["why"] as? [String: Any]
    let candidates = said?["candidates"] as? [[String: Any]]
    #expect(candidates?.map { $0["judgement"] as? String } == ["taken at 0x1ff000"])
    #expect(try await run(["--why", "2", "-"], input: log).status == 2)
    #expect(try await run(["--why", "99", "-"], input: log).status == 2)
  }

  private static let arm = """
    MEMBLOCK configuration:
     memory size = 0x30000000 reserved size = 0x00000000
     memory.cnt  = 0x1
     memory[0x0]\t[0x90000000-0xbfffffff], 0x30000000 bytes flags: 0x0
     reserved.cnt  = 0x0
    memblock_alloc_try_nid: 4096 bytes align=0x1000 nid=-1 from=0x0 max_addr=0x0 setup
    memblock_reserve: [0xb01ff000-0xb01fffff] memblock_alloc_range_nid+0x1/0x2
    memblock_alloc_try_nid: 4096 bytes align=0x1000 nid=-1 from=0x0 max_addr=0x0 setup
    memblock_reserve: [0xb01fe000-0xb01fefff] memblock_alloc_range_nid+0x1/0x2

    """

  @Test func `an inferred limit is told with its line and what follows from it`() async throws {
    let said = try await run(["--most-explained", "50", "-"], input: Self.arm)
    #expect(said.status == 0)
    let words = "limit 0xb0200000, inferred from the answer to line 6: 1 predicted with it"
    #expect(said.text.contains(words))
    let why = try await run(["--json", "--summary", "-"], input: Self.arm)
    let json = try JSONSerialization.jsonObject(with: Data(why.text.utf8)) as? [String: Any]
    let limit = json?["limit"] as? [String: Any]
    #expect(limit?["address"] as? String == "0xb0200000" && limit?["isInferred"] as? Bool == true)
    #expect(why.status == 1, "one of two answers is explained only")
    let named = Self.arm + "  HighMem  [mem 0xb0200000-0xbfffffff]\n"
    let stated = try await run(["--summary", "-"], input: named)
    #expect(stated.status == 0 && stated.text.contains("predicted    2"))
    #expect(!stated.text.contains("inferred"))
  }

  @Test func `what does not follow from a log without lists is undecided`() async throws {
    let added = "memblock_add: [0x100000-0x1fffff] setup\n"
    let right = try await run(["-"], input: added + Self.request + answer("1ff"))
    #expect(right.status == 0 && right.text.contains("reckoned from what is added, from line 1 on"))
    let other = try await run(
      ["--summary", "--json", "-"], input: added + Self.request + answer("2ff"))
    #expect(other.status == 4 && other.errors.contains("too little of memory"))
    let json = try JSONSerialization.jsonObject(with: Data(other.text.utf8)) as? [String: Any]
    #expect((json?["count"] as? [String: Int])?["undecided"] == 1)
    let rest = Self.memory.split(separator: "\n").dropFirst(3).joined(separator: "\n> ")
    let large = Self.request.replacing("4096", with: "4194304")
    let why = try await run(["--why", "3", "-"], input: "> \(rest)\n" + large)
    #expect(why.text.contains("the log does not show all memory"))
    #expect(why.text.contains("too small: 1048576 bytes within the bounds"))
  }

  @Test func `a request whose answer the log has lost is dropped`() async throws {
    let said = try await run(["--summary", "-"], input: Self.memory + Self.request)
    #expect(said.text.contains("dropped      1") && said.text.contains("explained    0"))
  }

  @Test func `a wrong command line ends with 2, no log with 3, an empty one with 4`() async throws {
    #expect(try await run([]).status == 2)
    #expect(try await run(["--after", "x", "-"]).status == 2)
    #expect(try await run(["no-such-file"]).status == 3)
    #expect(try await run(["/"]).status == 3)
    #expect(try await run(["-"], input: "Linux\n").status == 4)
    #expect(try await run(["-"], input: Self.request).status == 4)
    #expect(try await run(["--after", "3", "-"], input: Self.memory).status == 2)
    #expect(try await run(["--svg", "/dev/null/x", "-"], input: Self.memory).status == 3)
  }

  @Test func `maps are written for the steps that are asked for`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let log = Self.boots + "/amd64-6.12-pc.log"
    #expect(try await run(["--svg", folder.path, "--after", "33", log]).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names == ["line-0033.svg"])
    let svg = try String(contentsOf: folder.appending(path: "line-0033.svg"), encoding: .utf8)
    #expect(svg.hasPrefix("<svg") && svg.contains("reserved"))
  }
}
