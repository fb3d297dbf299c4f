// Fences that would prove a rule whatever happens.

import Testing

@testable import Book

struct ProofFindingTests {
  private func findings(_ fence: String) -> [String] {
    let text = "# T\n\n> **a.b** R.\n\n```swift \(fence)\n```\n"
    return Chapter(path: "a.md", bytes: Array(text.utf8)).findings.map(\.description)
  }

  @Test func `an example that checks nothing proves nothing`() {
    #expect(
      findings("example rule=a.b\nlet z = 1") == [
        "a.md:5:1: error: this example checks nothing, so it proves nothing; state a value:"
          + " expression  // → value"
      ])
  }

  @Test(arguments: ["1 // → 1", "#expect(true)", "try #require(a)", "Issue.record()"])
  func `an example with a check may prove`(line: String) {
    #expect(findings("example rule=a.b\n\(line)") == [])
  }

  @Test(arguments: [
    "print(\"a → b\")", "let z = 1 /* → */", "f() // see → there", "\"#expect(true)\"",
    "// #expect(a)",
    "#expected(a)", "let #expect1 = 1", "\"\"\"\n#expect(a)\n// → 1\n\"\"\"",
  ])
  func `what looks like a check in a text, a comment or another word proves nothing`(line: String) {
    #expect(findings("example rule=a.b\n\(line)").count == 1)
  }

  @Test func `a test that expects nothing proves nothing`() {
    #expect(findings("test rule=a.b\n@Test func a() { print(\"#expect\") }").count == 1)
    #expect(findings("test rule=a.b\n@Test func a() { #expect(true) }") == [])
    #expect(findings("test rule=a.b\n// @Test\nlet a = 1 // → 1").count == 1)
  }

  @Test func `an example without a check may stand without a rule`() {
    #expect(findings("example\nlet z = 1") == [])
  }

  @Test func `a test fence without a test proves nothing`() {
    #expect(
      findings("test rule=a.b\nlet z = 1") == [
        "a.md:5:1: error: this fence declares no @Test, so it proves nothing; write one or remove"
          + " rule="
      ])
  }

  @Test(arguments: ["// ->", "//=>", "// =>"])
  func `an arrow of ASCII states nothing`(arrow: String) {
    #expect(
      findings("example\nlet z = 1 \(arrow) 1") == [
        "a.md:6:11: error: '\(arrow)' states no value; write '// →'"
      ])
  }

  @Test(arguments: ["x", "", "0", "-0.1", "nan", "inf", "0.1 mm"])
  func `a tolerance is a number above 0`(text: String) {
    for sign in ["±", "+-"] {
      expectFindings(
        "# T\n\nText.\n\n```swift example\n1 / 3  // → 0.333 ⌖\(sign) \(text)\n```\n",
        "malformed-tolerance: '\(text)' is no tolerance; write a number above 0: 0.333 ± 0.001")
    }
  }

  @Test(arguments: ["0.333 ± 0.001", "-1e3+-1", "a ± b", "± 1", "1 + 1"])
  func `other values with such signs are no mistakes`(value: String) {
    #expect(findings("example\nx  // → \(value)") == [])
  }
}
