// What the ending of a reader says of the blob that it was given.

import Foundation
import Programs
import Review
import Testing

@testable import Command

struct ReaderRunTests {
  private func reading(_ script: String) async throws -> ProgramReading {
    ReaderRun.reading(try await ChildProcess("sh", ["-c", script]).output(limit: 1 << 20))
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
}
