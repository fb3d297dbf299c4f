import Book
import Testing

private func accept(_ values: [Int: String], _ text: String) -> String {
  let bytes = ValueComment.accepting(values, in: Array(text.utf8), path: "Spec/Zoo/01-a.md")
  return String(decoding: bytes, as: UTF8.self)
}

@Suite struct `Accepting real values` {
  @Test func `changes the text after the arrow and nothing else`() {
    let before =
      "# A\r\n\r\n\r\n```swift example\r\nf() // → 1\r\n  try g() // → throws no  \r\n```\r\n"
    let after =
      "# A\r\n\r\n\r\n```swift example\r\nf() // → 2\r\n  try g() // → throws x\r\n```\r\n"
    #expect(accept([5: "2", 6: "throws x"], before) == after)
  }

  @Test func `leaves lines alone that stand in no example or state no value`() {
    let text = "# A\n\nf() // → 1\n```swift test\nf() // → 1\n```\n```swift example\nf()\n```\n"
    #expect(accept([3: "2", 5: "2", 8: "2", 99: "2", -1: "2"], text) == text)
  }

  @Test func `an accepted value is what the next run finds`() throws {
    let text = accept([5: "[\"a\": 1]"], "# A\n\n\n```swift example\nlet x = f() // → ?\n```")
    let line = text.split(separator: "\n", omittingEmptySubsequences: false)[4]
    #expect(try #require(ValueComment(line: line)).value == "[\"a\": 1]")
  }

  @Test func `works in a list and a quote`() {
    let text = "# A\n\n\n> ```swift example\n> f() // → 1\n> ```\n"
    #expect(accept([5: "2"], text) == text.replacing("→ 1", with: "→ 2"))
  }

  @Test func `works however the arrow is spaced`() {
    let text = "# A\n\n\n```swift example\nf() //→1\nf() // →\nf()\n// →  x\n```\n"
    let after = "# A\n\n\n```swift example\nf() //→ 2\nf() // → 2\nf()\n// → 2\n```\n"
    #expect(accept([5: "2", 6: "2", 8: "2"], text) == after)
    #expect(accept([5: ""], text) == text.replacing("//→1", with: "//→"))
  }
}
