// The small parts of a job: differences, logs, summaries.

import Testing

@testable import Command

struct LineDifferenceTests {
  @Test func `replaced lines are shown with their place`() {
    let difference = LineDifference(Array("a\nb\nc".utf8), Array("a\nx\nc".utf8), path: "f.md")
    #expect(difference.lines == ["f.md:2", "- b", "+ x"])
    #expect(difference.count == 1)
  }

  @Test func `equal texts do not differ`() {
    #expect(LineDifference(Array("a\n".utf8), Array("a\n".utf8), path: "f.md").isEmpty)
  }
}

struct OtherTestsLogTests {
  @Test func `failures with their details and the last line are shown, passes are not`() {
    var log = OtherTestsLog()
    let text = """
      ◇ Test "a" started.
      ✔ Test "a" passed after 0.1 seconds.
      ✘ Test "b" recorded an issue at F.swift:3:5: Expectation failed: 1 == 2
      ↳ a detail
      ◇ Test "c" started.
      ✘ Test run with 3 tests in 1 suite failed after 0.2 seconds with 1 issue.

      """
    var shown: [String] = []
    // In pieces that end anywhere.
    for byte in text.utf8 { shown += log.read([byte]) }
    #expect(
      shown == [
        "✘ Test \"b\" recorded an issue at F.swift:3:5: Expectation failed: 1 == 2",
        "↳ a detail",
        "✘ Test run with 3 tests in 1 suite failed after 0.2 seconds with 1 issue.",
      ])
    #expect(log.hasFailures && log.testCount == 3)
    #expect(log.lastStarted == "◇ Test \"c\" started.")
  }
}

struct ConsoleTests {
  @Test func `control characters of other programs do not reach the terminal`() {
    #expect(Console.cleaned("a\u{1B}[31mb\u{7}\r\nc") == "a [31mb  c")
  }
}
