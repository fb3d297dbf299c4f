// Properties of tangling, for chapters made at random.

import Testing
import Trials

@testable import Book
@testable import Tangle

/// A chapter made at random together with what its lines should become.
private struct RandomChapter {
  enum Expected: Hashable {
    case blank, opening, closing
    case code(String)
  }

  var lines: [String] = []
  var implementation: [Expected] = []
  var tests: [Expected] = []
  var ending = "\n"
  private var random: SeededGenerator

  static let infos = [
    "swift", "swift test", "swift support", "swift example", "swift example rule=a.b",
    "swift fails \"x\"", "swift illustration \"x\"", "text", "", "yaml binding=a", "swift exmaple",
  ]
  static let code = [
    "", "let a = 1", "  f(\"\\\"\", b)  ", "\tx", "é 🧪 // not a value", "/* \"", "```", "> a",
    "- b",
    "# c", "x // → 3", "y() // → throws a \"b\\c\"", "  z    //→  é  ",
  ]
  static let prose = [
    "", "", "Words.", "# Heading", "## `Code` and \\ more", "> **a.b** A rule.", "- item",
    "    indented code", "| a | b |", "***", "a <b> [c](#d)", "\u{200F}rtl",
    "lone \u{2028} separator",
  ]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    ending = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    for line in ["# T", "", "Words.", ""] { add(line) }
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      if Bool.random(using: &random) { addFence() } else { addProse() }
    }
  }

  var bytes: [UInt8] {
    Array((lines.joined(separator: ending) + (lines.isEmpty ? "" : ending)).utf8)
  }

  private mutating func add(
    _ line: String, implementation: Expected = .blank, tests: Expected = .blank
  ) {
    lines.append(line)
    self.implementation.append(implementation)
    self.tests.append(tests)
  }

  private mutating func addProse() {
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      add(Self.prose.randomElement(using: &random) ?? "")
    }
  }

  private mutating func addFence() {
    let (first, rest) =
      [("", ""), ("", ""), ("> ", "> "), ("- ", "  "), ("3) ", "   "), ("> - ", ">   ")]
      .randomElement(using: &random) ?? ("", "")
    let info = Self.infos.randomElement(using: &random) ?? ""
    let mark = ["````", "~~~~~"].randomElement(using: &random) ?? "````"
    let isExample = info.hasPrefix("swift example")
    add("")
    add(first + mark + info, tests: isExample ? .opening : .blank)
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let line = Self.code.randomElement(using: &random) ?? ""
      let isBlank = line.isEmpty
      switch info {
      case "swift": add(rest + line, implementation: isBlank ? .blank : .code(line))
      case "swift test", "swift support":
        add(rest + line, tests: isBlank ? .blank : .code(line))
      case _ where isExample: add(rest + line, tests: isBlank ? .blank : .code(checked(line)))
      default: add(rest + line)
      }
    }
    add(rest + mark, tests: isExample ? .closing : .blank)
    add("")
    // A list ends at text that is not indented.
    add("Words.")
  }

  private func checked(_ line: String) -> String {
    switch line {
    case "x // → 3": "x ==> Shown(\"3\")"
    case "y() // → throws a \"b\\c\"": "y() ==> Thrown(\"a \\\"b\\\\c\\\"\")"
    case "  z    //→  é  ": "  z    ==> Shown(\"é\")"
    default: line
    }
  }
}

@Suite struct TangledProperties {
  private func check(
    _ file: String, _ expected: [RandomChapter.Expected], _ seed: UInt64, _ chapter: RandomChapter
  ) {
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == chapter.lines.count, "seed \(seed)")
    guard lines.count == chapter.lines.count else { return }
    for (index, expected) in expected.enumerated().dropFirst(2) {
      let line = lines[index]
      let isRight =
        switch expected {
        case .blank: line.isEmpty
        case .opening: line.hasPrefix("extension `") && line.hasSuffix("`() throws {")
        case .closing: line == "} }"
        case .code(let code): line == code
        }
      #expect(isRight, "seed \(seed), line \(index + 1): \(line), not \(expected)")
    }
  }

  @Test(arguments: 0..<2000 as Range<UInt64>)
  func `each line of code keeps its number, and all other lines are blank`(seed: UInt64) {
    let random = RandomChapter(seed: seed)
    let chapter = Chapter(path: "Spec/P/a.md", bytes: random.bytes)
    #expect(chapter.lineCount == random.lines.count)
    // A string or comment that is open across lines hides arrows; such examples are left out.
    guard !random.lines.contains(where: { $0.hasSuffix("/* \"") }) else { return }
    let tangled = Tangled(chapter, imports: .init(implementation: ["A"], tests: ["B"]))
    check(tangled.implementation, random.implementation, seed, random)
    check(tangled.tests, random.tests, seed, random)
  }

  @Test func `a file of 200,000 lines is tangled line by line`() {
    let fence = "```swift example\nx // → 3\n```\n\n"
    let text = "# T\n\n\n" + String(repeating: fence, count: 50_000)
    let chapter = Chapter(path: "Spec/P/a.md", bytes: Array(text.utf8))
    let lineCount = Tangled(chapter, imports: .init()).tests.utf8.count { $0 == 0x0A }
    #expect(lineCount == chapter.lineCount)
  }
}
