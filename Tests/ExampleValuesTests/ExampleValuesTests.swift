// What `expression // → value` checks, written as the tangle writes it.

import ExampleValues
import Synchronization
import Testing

private struct Oops: Error, CustomStringConvertible {
  var description: String { "oops: \"x\"\nand more" }
}

private enum Failure: Error { case tooLarge(Int) }

private func fail() throws -> Int { throw Failure.tooLarge(3) }

/// Runs a check that fails, and compares what it says.
private func expectIssue(
  _ text: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) throws {
  let said = Mutex<[String]>([])
  try withKnownIssue(sourceLocation: sourceLocation) {
    try body()
  } matching: { issue in
    said.withLock { $0 += issue.comments.map(\.rawValue) }
    return true
  }
  #expect(said.withLock(\.self) == [text], sourceLocation: sourceLocation)
}

@Suite struct ShownTests {
  @Test func `a value that shows what the chapter says passes`() {
    3 ==> Shown("3")
    "a \"b\" \\ é 🧪" ==> Shown("a \"b\" \\ é 🧪")
    [1, 2] ==> Shown("[1, 2]")
    () ==> Shown("()")
    "" ==> Shown("")
    Failure.tooLarge(3) ==> Shown("tooLarge(3)")
  }

  @Test func `another value is an issue that tells both`() throws {
    try expectIssue("shows 3, not 4") { 3 ==> Shown("4") }
    try expectIssue("shows , not x") { "" ==> Shown("x") }
    try expectIssue("shows nil, not 3") { Int?.none ==> Shown("3") }
  }

  @Test func `an optional shows what is in it`() {
    Int?.some(3) ==> Shown("3")
    Int?.none ==> Shown("nil")
    Int??.some(.some(3)) ==> Shown("3")
    Int??.some(.none) ==> Shown("nil")
    (Int?.some(3) as Any) ==> Shown("3")
    [Int?.some(3)] ==> Shown("[Optional(3)]")
  }

  @Test func `a floating-point value may be so far away, and no further`() throws {
    (1.0 / 3) ==> Shown("0.333 ± 0.001", near: 0.333, within: 0.001)
    Float(0.334) ==> Shown("0.3 ± 0.05", near: 0.3, within: 0.05)
    0.334 ==> Shown("0.333 ± 0.001", near: 0.333, within: 0.001)
    Double?.some(2) ==> Shown("2.5 ± 1", near: 2.5, within: 1)
    "2 ± 1" ==> Shown("2 ± 1", near: 2, within: 1)
    try expectIssue("shows 0.5, not 0.3 ± 0.1") {
      0.5 ==> Shown("0.3 ± 0.1", near: 0.3, within: 0.1)
    }
    try expectIssue("shows nan, not 0.3 ± 0.1") {
      Double.nan ==> Shown("0.3 ± 0.1", near: 0.3, within: 0.1)
    }
    try expectIssue("shows nil, not 0.3 ± 0.1") {
      Double?.none ==> Shown("0.3 ± 0.1", near: 0.3, within: 0.1)
    }
    try expectIssue("shows 2, not 2 ± 1") { 2 ==> Shown("2 ± 1", near: 2, within: 1) }
  }

  @Test(arguments: ["\n", "\r\n", "\r", "\u{2028}", "\u{B}"])
  func `line breaks show as backslash n`(lineBreak: String) {
    "a\(lineBreak)b" ==> Shown("a\\nb")
    "a\(lineBreak)" ==> Shown("a\\n")
  }

  @Test func `white space at the ends, which a comment cannot show, is left out`() {
    "  a b\t " ==> Shown("a b")
    "\u{A0}a\u{3000}" ==> Shown("a")
    "   " ==> Shown("")
  }

  @Test func `an error is known by its text, by its type, or is any`() throws {
    try fail() ==> Thrown("tooLarge(3)")
    try fail() ==> Thrown("Failure")
    try fail() ==> Thrown("")
    try expectIssue("shows throws tooLarge(3), not throws Oops") { try fail() ==> Thrown("Oops") }
    try expectIssue("shows 3, not throws") { 3 ==> Thrown("") }
  }

  @Test func `the value is given back`() {
    let sum = 1 + 2 ==> Shown("3")
    #expect(sum == 3)
    let none = Int?.none ==> Shown("nil")
    #expect(none == nil)
    var total = 1
    total += 2 ==> Shown("2")
    #expect(total == 3)
  }

  @Test func `the whole expression before the arrow is what is shown`() {
    let a = true
    a ? 1 : 2 ==> Shown("1")
    1 < 2 && !a ==> Shown("false")
    Int?.none ?? 7 ==> Shown("7")
    3 as Any ==> Shown("3")
    [3, 1, 2]
      .sorted()
      .map {
        $0 * 2
      } ==> Shown("[2, 4, 6]")
    [1].count
      ==> Shown("1")
    let x: UInt8 = 0x10 ==> Shown("16")
    #expect(x == 16)
  }

  @Test func `an issue stands on the line of the arrow`() {
    let line = Mutex<Int?>(nil)
    withKnownIssue {
      _ =
        [1]
        .count ==> Shown("2")
    } matching: { issue in
      line.withLock { $0 = issue.sourceLocation?.line }
      return true
    }
    #expect(line.withLock(\.self) == #line - 5)
  }

  @Test func `an error where a value was expected goes through`() {
    #expect(throws: Failure.self) { try fail() ==> Shown("3") }
  }
}

@Suite struct ThrownTests {
  @Test func `an error that shows what the chapter says passes`() {
    try fail() ==> Thrown("tooLarge(3)")
    try { throw Oops() }() ==> Thrown("oops: \"x\"\\nand more")
  }

  @Test func `another error is an issue that tells both`() throws {
    try expectIssue("shows throws tooLarge(3), not throws tooSmall") {
      try fail() ==> Thrown("tooSmall")
    }
  }

  @Test func `no error is an issue that tells the value`() throws {
    try expectIssue("shows 3, not throws 3") { 3 ==> Thrown("3") }
    try expectIssue("shows nil, not throws x") { Int?.none ==> Thrown("x") }
  }

  @Test func `a value that reads like an error is no error`() throws {
    try expectIssue("shows throws x, not throws x") { "throws x" ==> Thrown("x") }
  }
}

@Suite struct UnorderedTextTests {
  @Test func `a dictionary agrees in any order, and is shown sorted`() throws {
    ["k": 1, "j": 2] ==> Shown(#"["k": 1, "j": 2]"#)
    ["k": 1, "j": 2] ==> Shown(#"["j": 2, "k": 1]"#)
    Optional(["k": 1, "j": 2]) ==> Shown(#"["k": 1, "j": 2]"#)
    [String: Int]() ==> Shown("[:]")
    try expectIssue(#"shows ["j": 2, "k": 1], not ["k": 2, "j": 1]"#) {
      ["k": 1, "j": 2] ==> Shown(#"["k": 2, "j": 1]"#)
    }
  }

  @Test func `a set agrees in any order, also inside another collection`() {
    Set([3, 1, 2]) ==> Shown("[2, 3, 1]")
    Set<Int>() ==> Shown("[]")
    ["a": Set([2, 1])] ==> Shown(#"["a": Set([1, 2])]"#)
    Set(["a, b", "a"]) ==> Shown(#"["a", "a, b"]"#)
  }

  @Test(arguments: ["[1, 2, 2]", "[1, 2]", "[1, 2, 4]", "[1, 2, 3", "[1, 23]", "[1, 2, 3, ]"])
  func `a set disagrees with other elements`(text: String) throws {
    try expectIssue("shows [1, 2, 3], not \(text)") { Set([1, 2, 3]) ==> Shown(text) }
  }
}
