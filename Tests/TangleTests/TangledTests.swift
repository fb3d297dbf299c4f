// Tangling: what goes where, on which line.

import Testing

@testable import Book
@testable import Tangle

private func tangled(_ text: String, imports: Tangled.Imports = .init()) -> Tangled {
  Tangled(Chapter(path: "Spec/P/01-x.md", bytes: Array(text.utf8)), imports: imports)
}

/// The lines of a tangled file that are not blank, with their numbers, from line 3.
private func lines(_ text: String) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().dropFirst(2)
    .compactMap { $0.element.isEmpty ? nil : "\($0.offset + 1) \($0.element)" }
}

@Suite struct TangledTests {
  @Test func `a chapter becomes an implementation and tests, line by line`() {
    let chapter = """
      # Physical ranges

      An address is a number.

      ```swift
      public struct Address {}
      ```

      ```swift example
      Address(3) // → 0x3
      ```

      ```swift test
      @Test func `a test`() {}
      ```

      ```swift support
      let a = 1
      ```

      """
    let imports = Tangled.Imports(implementation: ["Basis"], tests: ["P", "ExampleValues"])
    let files = tangled(chapter, imports: imports)
    #expect(
      files.implementation == """
        import Basis
        #sourceLocation(file:"Spec/P/01-x.md",line:3)



        public struct Address {}














        """)
    #expect(
      files.tests == """
        import Testing; import P; import ExampleValues; @Suite struct `01-x.md` {}
        #sourceLocation(file:"Spec/P/01-x.md",line:3)






        extension `01-x.md` { @Test func `Physical ranges`() throws {
        Address(3) ==> Shown("0x3")
        } }


        @Test func `a test`() {}



        let a = 1


        """)
  }

  @Test(arguments: [
    ("", ""), ("a", "\n"), ("a\nb", "\n#sourceLocation(file:\"Spec/P/01-x.md\",line:3)\n"),
  ])
  func `a chapter of less than three lines keeps its lines`(text: String, expected: String) {
    #expect(tangled(text).implementation == expected)
  }

  @Test(arguments: [
    "swift fails \"x\"", "swift illustration \"x\"", "swift exmaple", "text", "yaml binding=a", "",
  ])
  func `a fence that is not compiled leaves its lines blank`(info: String) {
    let files = tangled("a\n\n\n```\(info)\nb\n```\n")
    #expect(lines(files.implementation).isEmpty)
    #expect(lines(files.tests).isEmpty)
  }

  @Test func `a function may be split over fences`() {
    let text = "a\n\n\n```swift\nfunc a() {\n```\nb\n```swift\n}\n```\n"
    #expect(lines(tangled(text).implementation) == ["5 func a() {", "9 }"])
  }

  @Test func `an early fence is left out, and shifts no line`() {
    let text = "a\n```swift\nb\nc\n```\n```swift\nd\n```\n"
    #expect(lines(tangled(text).implementation) == ["7 d"])
  }

  @Test func `an example that is never closed shifts no line`() {
    let text = "a\n\n\n> ```swift example\n> b // → c\nd\n```swift test\ne\n```\n"
    #expect(
      lines(tangled(text).tests)
        == [
          "4 extension `01-x.md` { @Test func `01-x`() throws {", "5 b ==> Shown(\"c\")", "8 e",
        ].map { $0.replacing("`01-x`", with: "`Example 01-x`") })
  }

  @Test func `an empty example has its wrapper on its two lines`() {
    let text = "a\n\n\n```swift example\n```\n"
    #expect(
      lines(tangled(text).tests) == [
        "4 extension `01-x.md` { @Test func `Example 01-x`() throws {", "5 } }",
      ])
  }

  @Test func `the path stands as a string that Swift reads`() {
    #expect(Tangled.literal("a \"b\" \\ é \u{7}") == #""a \"b\" \\ é \u{7}""#)
  }
}

@Suite struct `Fences that are left out` {
  private let text = """
    # T

    Text.

    ```swift example
    let a = b
    ```

    ```swift test
    let c = 1
    ```

    ```swift support
    let d = 2
    ```

    """

  private func tests(_ text: String, without lines: [Int], of old: String) -> [String] {
    func chapter(_ text: String) -> Chapter {
      Chapter(path: "Spec/P/01-x.md", bytes: Array(text.utf8))
    }
    var leftOut = LeftOutFences()
    for fence in chapter(old).fences where lines.contains(fence.line) {
      leftOut.insert(fence, of: chapter(old))
    }
    // As the plugin's tool reads it.
    leftOut = LeftOutFences(text: leftOut.text)
    return TangleTests.lines(
      Tangled(chapter(text), imports: .init(), leavingOut: leftOut).tests)
  }

  @Test func `are blank with their wrapper, and the others keep their lines`() {
    #expect(tests(text, without: [5], of: text) == ["10 let c = 1", "14 let d = 2"])
    #expect(tests(text, without: [5, 9], of: text) == ["14 let d = 2"])
  }

  @Test func `never are support code`() {
    #expect(tests(text, without: [13], of: text).last == "14 let d = 2")
  }

  @Test func `are known wherever they stand, until they are mended`() {
    let moved = text.replacing("Text.", with: "Text.\n\nMore.")
    #expect(tests(moved, without: [5], of: text) == ["12 let c = 1", "16 let d = 2"])
    let mended = text.replacing("= b", with: "= 2")
    #expect(tests(mended, without: [5], of: text).contains("6 let a = 2"))
  }
}

@Suite struct `Code that must trap` {
  @Test func `runs in a process of its own, on the chapter's lines`() {
    let text =
      "# T\n\nText.\n\n## Out of range\n\n```swift traps \"out of 'range'\"\n[1][1]\n```\n"
    let tests = tangled(text).tests
    #expect(
      lines(tests) == [
        "7 extension `01-x.md` { @Test func `Out of range`() async throws { expectTrap("
          + "await #expect(processExitsWith: .failure, observing: [\\.standardErrorContent]) {",
        "8 [1][1]", "9 }, saying: \"out of 'range'\") } }",
      ])
  }
}
