// Small programs of the shell, run for real.

import Foundation
import Programs
import Testing

@Suite struct `Running programs` {
  @Test func `gives what a program prints and how it ends`() async throws {
    let script = "echo out; echo err >&2; exit 3"
    let output = try await ChildProcess("sh", ["-c", script]).output()
    #expect(String(decoding: output.standardOutput, as: UTF8.self) == "out\n")
    #expect(String(decoding: output.standardError, as: UTF8.self) == "err\n")
    #expect(output.ending == .exited(3))
  }

  @Test func `passes arguments as they are, input, folder and environment`() async throws {
    var process = ChildProcess("sh", ["-c", #"cat; pwd; echo "$WEFT_TEST $1""#, "sh", "$HOME *"])
    process.folder = URL(filePath: "/usr")
    process.environment = ["WEFT_TEST": "yes"]
    process.input = Array("input\n".utf8)
    let output = try await process.output()
    #expect(String(decoding: output.standardOutput, as: UTF8.self) == "input\n/usr\nyes $HOME *\n")
  }

  @Test func `does not wait for processes that a program leaves behind, and ends them`()
    async throws
  {
    var process = ChildProcess("sh", ["-c", "sleep 1000 & echo $!"])
    process.endsGroup = true
    process.timeLimit = .seconds(60)
    let output = try await process.output()
    #expect(output.ending == .exited(0))
    let left = Int32(String(decoding: output.standardOutput, as: UTF8.self).dropLast()) ?? 0
    #expect(left > 1)
    #expect(try await hasEnded(left))
  }

  /// Whether a process ends in its own time. It may then wait for somebody to take its status, as a
  /// zombie does.
  private func hasEnded(_ process: pid_t) async throws -> Bool {
    for _ in 0..<1000 {
      let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      if state?.contains(") Z ") ?? true { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  @Test func `ends whom a program started when the task is cancelled`() async throws {
    var process = ChildProcess("sh", ["-c", "sleep 1000 & echo $!; wait"])
    process.endsGroup = true
    let (lines, said) = AsyncStream.makeStream(of: String.self)
    let task = Task { [process] in
      try await process.run { said.yield(String(decoding: $0, as: UTF8.self)) }
    }
    let line = await lines.first { _ in true }
    let child = try #require(pid_t(line?.dropLast() ?? ""))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await hasEnded(child))
  }

  @Test func `tells the number of the process once it runs`() async throws {
    var (number, said): (pid_t, String) = (0, "")
    let (ending, _) = try await ChildProcess("sh", ["-c", "echo $$"]).run(
      onStart: { number = $0 }, onOutput: { said += String(decoding: $0, as: UTF8.self) })
    #expect(ending == .exited(0) && said == "\(number)\n")
  }

  @Test func `cuts output at the limit and still reads to the end`() async throws {
    let script = "yes | head -c 1000000; exit 5"
    let output = try await ChildProcess("sh", ["-c", script]).output(limit: 1000)
    #expect(output.standardOutput.count == 1000)
    #expect(output.isCut)
    #expect(output.ending == .exited(5))
  }

  @Test func `tells how a program ended that did not read its input`() async throws {
    var process = ChildProcess("sh", ["-c", "exec 0<&-; sleep 0.2; exit 3"])
    process.input = [UInt8](repeating: 0, count: 1 << 20)
    for _ in 0..<5 { #expect(try await process.output().ending == .exited(3)) }
  }

  @Test func `keeps the end of a long standard error`() async throws {
    let script = "yes | head -c 1000000 >&2; echo end >&2"
    let output = try await ChildProcess("sh", ["-c", script]).output()
    #expect(output.standardError.count == 64 << 10)
    #expect(output.standardError.suffix(4).elementsEqual("end\n".utf8))
  }

  @Test func `takes input larger than a pipe holds`() async throws {
    var process = ChildProcess("wc", ["-c"])
    process.input = [UInt8](repeating: 0, count: 1 << 20)
    let output = try await process.output()
    #expect(String(decoding: output.standardOutput, as: UTF8.self) == "1048576\n")
  }

  @Test func `tells which signal ended a program`() async throws {
    let output = try await ChildProcess("sh", ["-c", "kill -9 $$"]).output()
    #expect(output.ending == .signalled(9))
  }

  @Test func `stops a program whose time is over`() async throws {
    var process = ChildProcess("sleep", ["600"])
    process.timeLimit = .milliseconds(200)
    #expect(try await process.output().ending == .stopped)
  }

  @Test func `stops a program when the task is cancelled`() async throws {
    let task = Task { try await ChildProcess("sleep", ["600"]).output() }
    try await Task.sleep(for: .milliseconds(200))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `a program that is not there is an error that says so`() async throws {
    let failure = await #expect(throws: ProcessFailure.self) {
      try await ChildProcess("weft-no-such-program", []).output()
    }
    #expect(failure?.isMissing == true)
    #expect(failure?.description == "there is no program 'weft-no-such-program'")
  }
}
