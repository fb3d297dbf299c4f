// What the ending of a program says of the blob that it was given, or that it gave.

import Foundation
import Programs
import Review
import Testing

@testable import Command

struct ProgramRunTests {
  private func reading(_ script: String) async throws -> ProgramReading {
    ProgramRun.reading(try await ChildProcess("sh", ["-c", script]).output(limit: 1 << 20))
  }

  @Test func `a reader reads, refuses or fails`() async throws {
    #expect(try await reading("echo a; echo b") == ProgramReading(.read, lines: ["a", "b"]))
    #expect(
      try await reading("echo a; echo no >&2; echo why >&2; exit 1")
        == ProgramReading(.refused, reason: "why"))
    #expect(try await reading("echo a; exit 1").reason == "a")
    #expect(try await reading("exit 7") == ProgramReading(.refused, reason: "it ended with 7"))
    #expect(
      try await reading("kill -SEGV $$") == ProgramReading(.failed, reason: "signal 11 ended it"))
    let long = try await reading("yes | head -c 3000000")
    #expect(long == ProgramReading(.failed, reason: "it printed more than 1048576 bytes"))
  }

  private func writing(_ script: String) async throws -> ProgramWriting {
    ProgramRun.writing(try await ChildProcess("sh", ["-c", script]).output(limit: 1 << 20))
  }

  @Test func `a writer gives its blob, or a reason`() async throws {
    #expect(try await writing("printf 'a\\0b'") == .written([97, 0, 98]))
    #expect(try await writing("true") == .failed("it printed nothing"))
    #expect(try await writing("echo a; echo why >&2; exit 3") == .failed("it ended with 3: why"))
    #expect(try await writing("exit 3") == .failed("it ended with 3"))
    #expect(try await writing("kill -SEGV $$") == .failed("signal 11 ended it"))
    #expect(
      try await writing("yes | head -c 3000000") == .failed("it printed more than 1048576 bytes"))
  }
}
