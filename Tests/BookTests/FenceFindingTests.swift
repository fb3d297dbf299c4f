// What can be wrong with a fence, in exact words and at the exact place.

import Testing

@testable import Book

private let unclosed =
  "unclosed-fence: this fence is never closed; end it with a line of as many fence marks"
private let early =
  "early-fence: the first Swift fence opens at line 4 or later, since lines 1 to 3 of the tangled"
  + " file are taken; start the chapter with its title and a sentence"

@Suite struct FenceFindingTests {
  @Test func `an unclosed fence is told at its opening mark`() {
    expectFindings("a\n\n⌖```text\nb\n", unclosed)
    expectFindings("a\n\n> - ⌖~~~~\n>   b\n>   ~~~\n\nc\n", unclosed)
  }

  @Test func `each unclosed fence is told`() {
    expectFindings("> ⌖```\n> a\n⌖```\n", unclosed, unclosed)
  }

  @Test(arguments: ["swift", "swift test", "swift support", "swift example"])
  func `a fence before line 4 is too early for the tangle`(info: String) {
    expectFindings("a\n\n⌖```\(info)\n```\n", early)
    expectFindings("a\n\n\n```\(info)\n```\n")
    expectFindings("⌖```\(info)\n```\n", early)
  }

  @Test func `a fence that is not tangled may stand first`() {
    expectFindings("```text\n```\n```swift illustration \"why\"\n```\n")
    expectFindings("```swift fails \"why\"\n```\n")
  }

  @Test(arguments: [
    "```swift ⌖exmaple", "~~~~~  swift\t⌖exmaple", "1. `````swift ⌖exmaple",
    "> - ``` swift ⌖exmaple",
  ])
  func `a mistake in an info string is told at its word`(line: String) {
    let close = line.hasPrefix(">") ? "> " : line.hasPrefix("1") ? "   " : ""
    let mark = line.contains("~") ? "~~~~~" : line.contains("`````") ? "`````" : "```"
    let indent = line.hasPrefix("> -") ? "  " : ""
    expectFindings(
      "a\n\n\n\(line)\n\(close)\(indent)\(mark)\n",
      "unknown-role: unknown role 'exmaple'; did you mean 'example'?")
  }

  @Test func `a word that stands twice is found where it is wrong`() {
    expectFindings(
      "a\n\n\n```swift test ⌖test\n```\n",
      "stray-word: 'test' has no meaning here; a role stands right after 'swift'")
  }

  @Test func `an info string with escapes is told at its fence`() {
    expectFindings(
      "a\n\n\n⌖```swift &lt;x\n```\n",
      "unknown-role: unknown role '<x'; a Swift fence has no role or one of test, support, example,"
        + " fails, traps, illustration")
  }

  @Test func `Swift in a footnote would not be compiled`() {
    expectFindings(
      "a[^1]\n\n[^1]: b\n\n    ⌖```swift\n    c\n    ```\n",
      "fence-in-footnote: a footnote holds no code that is compiled; move the fence out of it")
    expectFindings("a[^1]\n\n[^1]: b\n\n    ```text\n    c\n    ```\n")
  }

  @Test func `footnotes hold no headings, rules or fences, so that those keep their order`() {
    let chapter = Chapter(
      path: "a.md", bytes: Array("a[^1]\n\n[^1]:\n    # b\n\n    > **a.b** c\n\n# d\n".utf8))
    #expect(chapter.headings.map(\.text) == ["d"])
    #expect(chapter.rules.isEmpty)
  }

  @Test func `a footnote that nothing refers to vanishes, and is told`() {
    let message = "so it is not shown; refer to it or remove it"
    expectFindings(
      "a[^1]\n\n[^1]: b\n\n⌖[^2]: c\n\n    ```swift\n    ```\n\n```\n[^3]: d\n```\n",
      "unused-footnote: no text refers to the footnote '2', " + message)
    expectFindings(
      "a[^1]\n\n⌖[^1]: b\n\n⌖[^1]: c\n",
      "duplicate-footnote: the footnote '1' is defined twice, here and in line 5; only one is shown",
      "duplicate-footnote: the footnote '1' is defined twice, here and in line 3; only one is shown"
    )
  }

  @Test func `a footnote in a list or a quote is one like others`() {
    expectFindings(
      "B[^x].\n\n- ⌖[^x]: in list\n\n⌖[^X]: again\n\n> 1. ⌖[^y]: c\n",
      "duplicate-footnote: the footnote 'X' is defined twice, here and in line 5; only one is shown",
      "duplicate-footnote: the footnote 'X' is defined twice, here and in line 3; only one is shown",
      "unused-footnote: no text refers to the footnote 'y', so it is not shown; refer to it or remove"
        + " it")
  }

  @Test func `what goes on in a paragraph, or in code of it, defines no footnote`() {
    expectFindings("A[^1] and `code\n     [^1]: …` more.\n\n[^1]: Note.\n")
    expectFindings("A[^1] and\n`[^1]: …` more.\n\n- [^1] `[^2]: …`\n\n[^1]: Note.\n")
  }

  @Test func `Swift that only looks fenced is told`() {
    expectFindings(
      "<details>\n⌖```swift\na\n```\n</details>\n",
      "hidden-fence: this is a part of the HTML above, not a fence; put an empty line between them")
    expectFindings(
      "a\n\n    ⌖```swift\n    b\n    ```\n",
      "hidden-fence: this is indented code, not a fence; indent it by less than four spaces")
    expectFindings(
      "a\n\n> b\n> ⌖```swift fails \"`\"\n> c\n> ⌖```\n",
      "hidden-fence: this is no fence, since a backtick follows its mark; open and close it with"
        + " ~~~", unclosed)
    for start in ["<!--", "  <!-- x", "<div><!--", "<p>a</p> <!-- b --> <!--"] {
      expectFindings("\(start)\n```swift\na\n```\n--></div>\n")
      expectFindings("> \(start)\n> ```swift\n> ```\n> -->\n")
    }
    expectFindings(
      "<div>\n<!-- a\n```swift\n-->\n⌖```swift\n</div>\n",
      "hidden-fence: this is a part of the HTML above, not a fence; put an empty line between them")
    expectFindings("Write\n```swift test``` to test.\n")
  }
}
