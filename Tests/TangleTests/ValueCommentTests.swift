// Value comments: what is one, and what it becomes.

import Testing

@testable import Book
@testable import Tangle

@Suite struct ValueCommentTests {
  @Test(arguments: [
    ("x // → 3", "x ==> Shown(\"3\")"),
    ("  let a = f(b)  // →  3 ", "  let a = f(b)  ==> Shown(\"3\")"),
    ("x //→3", "x ==> Shown(\"3\")"),
    ("x // →", "x ==> Shown(\"\")"),
    ("x// → 3", "x ==> Shown(\"3\")"),
    ("x // → a // → b", "x ==> Shown(\"a // → b\")"),
    ("x // → \"a\" \\n 'b'", "x ==> Shown(\"\\\"a\\\" \\\\n 'b'\")"),
    ("x // → \\(y) #", "x ==> Shown(\"\\\\(y) #\")"),
    ("x // → 👩‍👩‍👧 é", "x ==> Shown(\"👩‍👩‍👧 é\")"),
    ("👩‍👩‍👧(é) // → 3", "👩‍👩‍👧(é) ==> Shown(\"3\")"),
    ("x // → \u{7}", "x ==> Shown(\"\\u{7}\")"),
    ("try f() // → throws tooLarge(3)", "try f() ==> Thrown(\"tooLarge(3)\")"),
    ("x // → throws  a ", "x ==> Thrown(\"a\")"),
    ("x // → throws", "x ==> Thrown(\"\")"),
    ("x // → throwsAway", "x ==> Shown(\"throwsAway\")"),
    ("x // → 0.5 ± 0.1", "x ==> Shown(\"0.5 ± 0.1\", near: 0.5, within: 0.1)"),
    ("x // → -2 +- 1e-3", "x ==> Shown(\"-2 +- 1e-3\", near: -2.0, within: 0.001)"),
    ("x // → a ± 0.1", "x ==> Shown(\"a ± 0.1\")"),
    ("  // → 3", "  ==> Shown(\"3\")"),
    ("// → 3", "==> Shown(\"3\")"),
    ("f(\"//\") // → 3", "f(\"//\") ==> Shown(\"3\")"),
    ("f(\"\\\"\") // → 3", "f(\"\\\"\") ==> Shown(\"3\")"),
    ("f(\"\\(d[\"k\"])\") // → 3", "f(\"\\(d[\"k\"])\") ==> Shown(\"3\")"),
    ("f(#\"\\\"# + #\"\"\"#) // → 3", "f(#\"\\\"# + #\"\"\"#) ==> Shown(\"3\")"),
    ("f(/* // */) // → 3", "f(/* // */) ==> Shown(\"3\")"),
    ("`a // b` // → 3", "`a // b` ==> Shown(\"3\")"),
    ("f(/\"/) // → 3", "f(/\"/) ==> Shown(\"3\")"),
  ])
  func `an arrow at the start of a comment states a value`(line: String, check: String) {
    #expect(ValueComment.replacingAll(in: line) == check)
  }

  @Test(arguments: [
    "", "x", "x // 3", "x // -> 3", "→", "x → 3", "\"// → 3\"", "f(\"a // → \\\"b\", c)",
    "#\"\"// → 3\"#", "#\"\\\" // → 3\"#", "x // see → 3", "// x // → 3", "/* // → 3 */",
    "/* /* */ // → 3 */", "`// → x`()", "\"\"\"\n// → 3\n\"\"\"", "#\"\"\"\n\"\"\" // → 3\n\"\"\"#",
    "/*\n// → 3\n*/",
  ])
  func `an arrow in a string or inside another comment states none`(code: String) {
    #expect(ValueComment.replacingAll(in: code) == code)
  }

  @Test func `code after a string or comment of several lines is read again`() {
    let code = "\"\"\"\n// → 1\n\\\"\"\" // → 2\n\"\"\" // → 3\n/*\n*/ x // → 4\n"
    #expect(
      ValueComment.replacingAll(in: code)
        == "\"\"\"\n// → 1\n\\\"\"\" // → 2\n\"\"\" ==> Shown(\"3\")\n/*\n*/ x ==> Shown(\"4\")\n")
  }

  @Test func `one line gives its code and its value`() throws {
    let comment = try #require(ValueComment(line: "  f() // → a b "))
    #expect(comment.code == "  f() ")
    #expect(comment.value == "a b")
    #expect(ValueComment(line: "  f() // a") == nil)
  }

  @Test func `lines come with their comments`() {
    let lines = ValueComment.lines(of: "a\nb // → c\n")
    #expect(lines.map(\.line) == ["a", "b // → c", ""])
    #expect(lines.map { $0.comment?.value } == [nil, "c", nil])
  }
}
