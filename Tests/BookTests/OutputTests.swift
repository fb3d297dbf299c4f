// Which example a `text output` fence belongs to, and what it says.

import Testing

@testable import Book

@Suite struct `A stated output` {
  private func outputs(_ text: String) -> [Int: StatedOutput] {
    let chapter = Chapter(path: "a.md", bytes: Array(text.utf8))
    let pairs = chapter.fences.compactMap { fence in fence.output.map { (fence.line, $0) } }
    return Dictionary(pairs) { first, _ in first }
  }

  private let example = "# T\n\nText.\n\n```swift example\nprint(1)\n```\n"

  @Test func `belongs to the example before it, with prose between them`() {
    let found = outputs(example + "\nIt prints:\n\n```text output\n1  \n2\n\n```\n")[5]
    #expect(found?.line == 11 && found?.lastLine == 15)
    #expect(found?.lines == ["1", "2"] && found?.isReplaceable == true)
    #expect(outputs(example + "```text output\n```\n")[5]?.lines == [])
  }

  @Test func `belongs to a fence with one test`() {
    let test = "# T\n\nText.\n\n```swift test\n@Test func a() { print(1) }\n```\n"
    #expect(outputs(test + "```text output\n1\n```\n")[5]?.lines == ["1"])
    let two = test.replacing("\n```\n", with: "\n@Test func b() {}\n```\n")
    #expect(outputs(two + "```text output\n1\n```\n").isEmpty)
  }

  @Test func `in a list is read without the prefix, and is not to be replaced`() {
    let list =
      "# T\n\nText.\n\n- ```swift example\n  print(1)\n  ```\n\n  ```text output\n  1\n  ```\n"
    #expect(outputs(list)[5]?.lines == ["1"])
    #expect(outputs(list)[5]?.isReplaceable == false)
  }

  private static let misplaced =
    "misplaced-output: this output belongs to nothing; put it after an example, or a fence with one test,"
    + " under the same heading and with no other code between them"

  @Test(arguments: ["", "## More\n\n", "```swift\nlet a = 1\n```\n", "```text output\n1\n```\n"])
  func `that belongs to nothing is a finding`(between: String) {
    let before = between.isEmpty ? "a\n\n" : example + between
    expectFindings(before + "⌖```text output\n1\n```\n", Self.misplaced)
  }

  @Test func `has no other words, and is spelt right`() {
    expectFindings(
      example + "```text output ⌖more\n```\n",
      "stray-word: 'more' has no meaning here; remove it")
    expectFindings(
      example + "```text ⌖outptu\n```\n",
      "unknown-role: unknown role 'outptu'; did you mean 'output'?")
    expectFindings(example + "```text of a song\n```\n")
  }

  @Test func `is a check, so its example may prove a rule`() {
    let proof = "# T\n\n> **a.b** R.\n\n```swift example rule=a.b\nprint(1)\n```\n"
    expectFindings(proof + "```text output\n1\n```\n")
  }
}
