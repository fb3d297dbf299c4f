// The small parts of a job: differences, and what reaches the terminal.

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

struct ConsoleTests {
  @Test func `control characters of other programs do not reach the terminal`() {
    #expect(Console.cleaned("a\u{1B}[31mb\u{7}\r\nc") == "a [31mb  c")
  }
}
