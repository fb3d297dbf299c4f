// Blocks of code: their lines, their code and whether they end, wherever they stand.

import Testing

@testable import Book

/// A chapter's fences, one line each: lines, role, whether closed, and the code.
func fences(_ text: String) -> [String] {
  Chapter(path: "a.md", bytes: Array(text.utf8)).fences.map { fence in
    let code = fence.code.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return "\(fence.line)-\(fence.firstCodeLine)-\(fence.lastLine)"
      + (fence.isClosed ? "" : " open") + " \(fence.role.name): " + code.joined(separator: "|")
  }
}

@Suite struct FenceTests {
  @Test(arguments: [
    ("```\na\n```\n", ["1-2-3 plain: a"]),
    ("```\n```", ["1-2-2 plain: "]),
    ("```\n\n```", ["1-2-3 plain: "]),
    ("~~~\n```\n~~~\n", ["1-2-3 plain: ```"]),
    ("`````\n```\n````\n`````  \n", ["1-2-4 plain: ```|````"]),
    ("```\na\n  ````\n", ["1-2-3 plain: a"]),
    ("```\na\n    ```\n```", ["1-2-4 plain: a|    ```"]),
    ("x\n```\na\n```\ny", ["2-3-4 plain: a"]),
    (
      "\n\n\n``` swift\na\n```\n\n~~~ swift test\nb\n~~~",
      [
        "4-5-6 implementation: a", "8-9-10 test: b",
      ]
    ),
    ("\n\n\n   ```swift\n     a\n b\n```\n", ["4-5-7 implementation:   a|b"]),
  ])
  func `a fence spans the lines from its opening to its closing mark`(
    text: String, expected: [String]
  ) {
    #expect(fences(text) == expected)
  }

  @Test func `three hundred marks close three hundred marks`() {
    let mark = String(repeating: "`", count: 300)
    #expect(fences("\(mark)\n```\n\(mark)\n") == ["1-2-3 plain: ```"])
  }

  @Test(arguments: [
    ("\tx\n", ["1-1-1 plain: x"]),
    ("a\n\n    b\n\n    c\n\n\nd\n", ["3-3-5 plain: b||c"]),
    ("```\na\n```\n    b", ["1-2-3 plain: a", "4-4-4 plain: b"]),
    ("-     b\n", ["1-1-1 plain: b"]),
  ])
  func `an indented block has no fence lines`(text: String, expected: [String]) {
    #expect(fences(text) == expected)
  }

  @Test(arguments: [
    ("> ```\n> a\n> ```\n", ["1-2-3 plain: a"]),
    (">```\n>a\n>```", ["1-2-3 plain: a"]),
    ("> > ```\n> > a\n>> ```\n", ["1-2-3 plain: a"]),
    ("> - ```\n>   a\n>\n>   ```\n", ["1-2-4 plain: a|"]),
    ("- ```\n  a\n\n  b\n  ```", ["1-2-5 plain: a||b"]),
    ("1. x\n\n   ```\n   a\n   ```\n2. y", ["3-4-5 plain: a"]),
    ("- a\n  - b\n\n    ```\n    c\n    ```\n\n  d", ["4-5-6 plain: c"]),
    ("-\t```\n\ta\n\t```\n", ["1-2-3 plain: a"]),
    ("> ```\n> a\n> ```\nlazy?\n", ["1-2-3 plain: a"]),
    ("> text\nlazy\n> ```\n> a\n> ```\n", ["3-4-5 plain: a"]),
  ])
  func `a fence in a list or quote loses the prefix and keeps its lines`(
    text: String, expected: [String]
  ) {
    #expect(fences(text) == expected)
  }

  @Test(arguments: [
    ("- >\t```swift", "  >\tlet value = 1"), (">\t```swift", ">\tlet value = 1"),
    ("- > ```swift", "  >\tlet value = 1"), ("- > ```swift", "  >\t\tlet value = 1"),
    ("> ```swift", ">\tlet value = 1"), ("1. > ```swift", "   >\tlet value = 1"),
    ("- ```swift", "\tlet value = 1"), ("- ```swift", "\t let value = 1\t"),
    ("> > ```swift", "> >\tlet value = 1"), ("> > ```swift", ">>\tlet value = 1"),
    ("- -\t```swift", "   \tlet value = 1"), ("> - ```swift", ">   let value = 1"),
    ("  - >\t```swift", "    >\tlet value = 1"), (" - >\t```swift", "   >\tlet value = 1"),
  ])
  func `a column of the code is that of the chapter, whatever becomes of a tab before it`(
    fence: String, line: String
  ) throws {
    let text = "# T\n\nText.\n\n\(fence)\n\(line)\n"
    let fence = try #require(Chapter(path: "a.md", bytes: Array(text.utf8)).fences.first)
    func column(_ text: some StringProtocol) throws -> Int {
      let start = try #require(text.utf8.firstRange(of: "value".utf8)).lowerBound
      return text.utf8.distance(from: text.startIndex, to: start)
    }
    #expect(try column(fence.code) + (fence.prefixWidths[6] ?? 0) == column(line))
    var writer = ByteWriter()
    writer.put(fence)
    var reader = ByteReader(writer.bytes)
    #expect(try Fence(from: &reader).prefixWidths == fence.prefixWidths)
  }

  @Test(arguments: [
    ("```\na\n", ["1-2-2 open plain: a"]),
    ("```\na", ["1-2-2 open plain: a"]),
    ("```", ["1-2-1 open plain: "]),
    ("```\n\n\n", ["1-2-3 open plain: |"]),
    ("````\na\n```\n", ["1-2-3 open plain: a|```"]),
    ("```\na\n``` x\n", ["1-2-3 open plain: a|``` x"]),
    ("> ```\n> a\nb\n", ["1-2-2 open plain: a"]),
    ("> ```\n> a\n\nb\n", ["1-2-2 open plain: a"]),
    ("> ```\n> a\n```\nb\n```", ["1-2-2 open plain: a", "3-4-5 plain: b"]),
    ("> > ```\n> > a\n> ```\n> b\n> ```", ["1-2-2 open plain: a", "3-4-5 plain: b"]),
    ("- ```\n  a\n- ```\n  b\n  ```", ["1-2-2 open plain: a", "3-4-5 plain: b"]),
    ("- ```\n  a\n\nb", ["1-2-3 open plain: a|"]),
    ("- ```\n  a\n```\n", ["1-2-2 open plain: a", "3-4-3 open plain: "]),
    ("> ```\n> a\n    ```\n", ["1-2-2 open plain: a", "3-3-3 plain: ```"]),
    ("> ```\n> a\n# ```\n", ["1-2-2 open plain: a"]),
    ("> ```\n> a", ["1-2-2 open plain: a"]),
    ("> ```", ["1-2-1 open plain: "]),
  ])
  func `a fence that is never closed ends with its quote, list or chapter`(
    text: String, expected: [String]
  ) {
    #expect(fences(text) == expected)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `line endings are those of CommonMark, and code has but one`(ending: String) {
    let text = ["# T", "", "", "```swift", "a", "", "b", "```", ""].joined(separator: ending)
    #expect(fences(text) == ["4-5-8 implementation: a||b"])
    #expect(Chapter(path: "a.md", bytes: Array(text.utf8)).lineCount == 8)
  }

  @Test func `a carriage return at the end of a quoted line joins no line`() {
    #expect(fences("> ```\r> a\r> \n> b\r\n> ```") == ["1-2-5 plain: a||b"])
  }

  @Test func `other separators end no line`() {
    let text = "```\na\u{B}b\u{C}c\u{2028}d\u{85}e\n```\n"
    #expect(fences(text) == ["1-2-3 plain: a\u{B}b\u{C}c\u{2028}d\u{85}e"])
  }

  @Test(arguments: [
    ("", 0), ("\n", 1), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("\r\r", 2), ("\r\n\n\r", 3),
    ("\u{FEFF}", 0), ("\u{FEFF}a", 1),
  ])
  func `a last line without an ending counts, an empty one does not`(text: String, count: Int) {
    #expect(Chapter(path: "a.md", bytes: Array(text.utf8)).lineCount == count)
  }

  @Test func `a fence belongs to the nearest heading above it`() {
    let text = "```\n```\n# A\n```\n```\n## B\n### C\n```\n```\n"
    let chapter = Chapter(path: "a.md", bytes: Array(text.utf8))
    #expect(chapter.fences.map(\.heading) == [nil, 0, 2])
  }

  @Test func `a line belongs to the fence around it`() {
    let chapter = Chapter(path: "a.md", bytes: Array("a\n```\nb\n```\nc".utf8))
    #expect((1...5).map { chapter.fence(atLine: $0)?.line } == [nil, 2, 2, 2, nil])
  }
}
