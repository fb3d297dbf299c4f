// What `swift traps "text"` checks, each in a process of its own.

import ExampleValues
import Foundation
import Synchronization
import Testing

@Suite struct `Code that must trap` {
  @Test func `passes when it traps with the text`() async {
    expectTrap(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        fatalError("the cage is open")
      }, saying: "cage is open")
  }

  private func issue(_ text: String, _ result: ExitTest.Result?) throws -> String {
    let said = Mutex<[String]>([])
    try withKnownIssue {
      expectTrap(result, saying: text)
    } matching: { issue in
      said.withLock { $0 += issue.comments.map(\.rawValue) }
      return true
    }
    return said.withLock { $0.joined() }
  }

  @Test func `does not pass with another text, nor with one from its backtrace`() async throws {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      fatalError("the cage is open")
    }
    let said = try issue("libswiftCore", result)
    #expect(said.hasPrefix("trapped, but said '") && said.contains("the cage is open"))
    #expect(said.hasSuffix("', not 'libswiftCore'"))
  }

  @Test func `does not pass when it ends in another way`() async throws {
    let result = await #expect(processExitsWith: .failure) { exit(3) }
    #expect(try issue("", result).hasPrefix("did not trap: "))
  }
}
