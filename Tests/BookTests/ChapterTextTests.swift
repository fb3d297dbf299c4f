// Chapters as files: encodings, sizes, and text that Markdown's parser cannot take.

import Testing

@testable import Book

private func chapter(_ bytes: [UInt8]) -> Chapter { Chapter(path: "Spec/P/01-x.md", bytes: bytes) }

private func messages(_ bytes: [UInt8]) -> [String] { chapter(bytes).findings.map(\.description) }

@Suite struct ChapterTextTests {
  @Test func `a byte that is not UTF-8 is told where it stands`() {
    #expect(
      messages([0x61, 0x0D, 0x0A, 0xC3, 0xA9, 0xFF, 0xFE]) == [
        "Spec/P/01-x.md:2:3: error: this byte is not UTF-8; save the chapter as UTF-8"
      ])
    #expect(messages([0xC3]).count == 1)
    #expect(messages([0xED, 0xA0, 0x80]).count == 1)
  }

  @Test func `an invalid byte in code keeps the lines`() {
    let bytes = Array("a\n\n\n```swift\nlet a = \"".utf8) + [0xFF] + Array("\"\n```\n".utf8)
    #expect(chapter(bytes).fences.first?.code == "let a = \"\u{FFFD}\"\n")
    #expect(messages(bytes).count == 1)
  }

  @Test func `a zero byte is told where it stands`() {
    expectFindings(
      "# T\n\na ⌖\0 b \0\n",
      "nul-byte: this byte is zero and no text; remove it, or save the chapter as UTF-8")
  }

  @Test func `a byte order mark is no part of the first line`() {
    let found = chapter([0xEF, 0xBB, 0xBF] + Array("```swift exmaple\n```".utf8)).findings
    #expect(found.map(\.location.column) == [10])
    #expect(chapter([0xEF, 0xBB, 0xBF] + Array("# T".utf8)).title == "T")
  }

  @Test func `an empty chapter and one of one line are chapters`() {
    #expect(chapter([]).lineCount == 0)
    #expect(chapter([]).title == "01-x")
    #expect(chapter([]).findings.isEmpty)
    #expect(chapter(Array("# A".utf8)).title == "A")
    #expect(chapter(Array("## A".utf8)).title == "01-x")
  }

  @Test func `a path that cannot stand in a Swift string is told`() {
    let found = Chapter(path: "Spec/P/a\"b.md", bytes: []).findings
    #expect(
      found.map(\.message) == [
        "a chapter's path has no quotes, backslashes and control characters; rename it"
      ])
  }

  @Test func `a chapter of ten megabytes is read whole`() {
    let page = """
      ## A heading

      Prose with [a link](#a-heading), `code` and **bold** words.

      > **a.b** A rule.

      ```swift
      let a = 1
      ```


      """
    let count = 10_000_000 / page.utf8.count
    let bytes =
      Array("# T\n\n\n".utf8) + Array(repeatElement(Array(page.utf8), count: count).joined())
    let read = chapter(bytes)
    #expect(read.fences.count == count)
    #expect(read.headings.last?.slug == "a-heading-\(count - 1)")
    #expect(read.findings.isEmpty)
  }
}

/// Text that takes cmark-gfm minutes or more memory than there is.
@Suite struct MarkdownLimitTests {
  private static let nested =
    "markdown-limit: quotes and lists are nested more than 100 deep here; flatten them"

  private func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }

  @Test func `deep quotes and lists are told instead of parsed`() {
    for mark in [">", "> ", "- ", "* ", "1. ", "1) ", "> - "] {
      expectFindings("a\n\n⌖\(times(100_000, mark))x\n\(times(20_000, "\n"))", Self.tooLong)
      expectFindings("a\n\n⌖\(times(101, mark))x\n", Self.nested)
      expectFindings("a\n\n\(times(mark == "> - " ? 49 : 99, mark))x\n")
    }
  }

  private static let tooLong = "markdown-limit: this line has more than 100000 bytes; break it"

  @Test func `lists that grow deep line by line are told`() {
    let lines = (0..<1000).map { times(2 * $0, " ") + "- a\n" }
    let text = lines[..<200].joined() + "⌖" + lines[200...].joined()
    expectFindings(text, Self.nested)
  }

  @Test func `lists at the limit before many lines are read`() {
    expectFindings("a\n\n" + times(99, "- ") + "x\n" + times(20_000, "\n"))
  }

  @Test func `rules across the page and empty lines of any width nest nothing`() {
    expectFindings(
      "\(times(150, "- "))\n\n\(times(150, "* "))\n\(times(2000, " "))\n\(times(900, "\t"))")
    expectFindings("\(times(400, "-"))\n\(times(400, "="))\n\(times(400, "."))\n")
  }

  @Test func `a table of very many columns is told`() {
    expectFindings(
      "\(times(102, "|a"))|\n⌖\(times(102, "|-"))|\n" + times(1000, "a\n"),
      "markdown-limit: this table has more than 100 columns; split it")
    expectFindings("\(times(90, "|a"))|\n\(times(90, "|-"))|\na\n")
  }

  @Test func `a chapter that is not parsed keeps its lines`() {
    let chapter = chapter(Array("\(times(500, ">"))\n# A\n".utf8))
    #expect(chapter.lineCount == 2)
    #expect(chapter.headings.isEmpty)
  }

  @Test func `a comment without an end is told, since it would take the rest with it`() {
    let chapter = Chapter(path: "a.md", bytes: Array("# T\n\n<!-- note\n\nText.\n".utf8))
    #expect(chapter.findings.map(\.kind) == [.unclosedComment])
    #expect(chapter.findings.first?.location.line == 3)
    let closed = Chapter(path: "a.md", bytes: Array("# T\n\n<!-- note\n\nText. -->\n".utf8))
    #expect(closed.findings.isEmpty)
    for start in ["<div>\n⌖<!-- c", "<div>⌖<!-- c", "<!-- a --> ⌖<!-- c"] {
      let last = start.contains("\n") ? 4 : 3
      expectFindings(
        "# T\n\n\(start)\n\nstill -->\n</div>\n",
        "unclosed-comment: Markdown ends this comment with the HTML that it is in, in line \(last), so what"
          + " follows would be shown; end it there, or begin it below an empty line")
    }
  }

  @Test func `a long definition that is used very often is told, however it is written`() {
    let address = "https://e.org/" + times(20_000, "x")
    let text =
      "markdown-limit: the document repeats its link definitions to more than 4000000 bytes;"
      + " shorten this address or use it less often"
    for definition in [
      "[a b]: \(address)", "[A  b]:\n <\(address)>", "[a b]: x '\(address)'", "> [a b]: \(address)",
      "[a b]: x\n(\(times(9, "]: ")) \(address))", "[a b]: \(address)\n[a b]: y",
      "> [a b]:\n> \(address)", "> [a b]: x\n> '\(address)'", "[a\u{C}b]: \(address)",
      "[a b]: <x\\>y \(address)>", #"[a b]: x "\" \#(address)""#, "[a b]: \(times(20_000, ">"))",
    ] {
      expectFindings("⌖\(definition)\n\n\(times(300, "[a\n  B] "))\n", text)
      expectFindings("\(definition)\n\n\(times(30, "[a b] "))\(times(3_000, "[c] "))\n")
    }
    expectFindings("⌖[é]: \(address)\n\n\(times(300, "[É] "))\n", text)
    expectFindings("⌖[k]: \(address)\n\n\(times(300, "[\u{212A}] "))\n", text)
    // A table takes the backslash away, and what looks like a footnote may be none.
    expectFindings("⌖[a|b]: \(address)\n\n|x|\n|-|\n\(times(300, "|[a\\|b]|\n"))", text)
    expectFindings(
      "[b]: x\n⌖    ⌖[^a]: \(address)\n\n\(times(300, "[^a] "))\n", text,
      "unused-footnote: no text refers to the footnote 'a', so it is not shown; refer to it or"
        + " remove it")
    expectFindings("> [a\n⌖> b]: \(address)\n\n\(times(300, "[a b] "))\n", text)
    // Lines may be indented by more than a label may have characters.
    let padded = "a" + times(19, "\n" + times(300, " ") + "b") + "\n⌖b"
    expectFindings("[\(padded)]: \(address)\n\n\(times(300, "[a\(times(20, " b"))] "))\n", text)
  }

  @Test func `many definitions, and many uses of short ones, are read`() {
    let definitions = (0..<2_000).map { "[a\($0)]: https://e.org/\($0) 'T \($0)'\n" }.joined()
    expectFindings(definitions + "\n" + (0..<2_000).map { "[a\($0)] [a0]\n" }.joined())
  }

  @Test func `markup that is opened very often and never closed is told, over any lines`() {
    for opening in ["<?", "<!A ", "<![CDATA["] {
      let paragraph = times(40, times(500, "a \(opening)") + "\n")
      expectFindings(
        "a\n\n⌖\(paragraph)",
        "markdown-limit: this paragraph opens '<?' or '<!' too often for its length; write '\\<' or"
          + " break it up")
      expectFindings("a\n\n" + times(1_000, "a \(opening)\n\n"))
    }
  }

  @Test func `a footnote that is defined twice is told at both places`() {
    let chapter = Chapter(
      path: "a.md", bytes: Array("# One\n\nA[^1].\n\n[^1]: first\n[^1]: second\n".utf8))
    #expect(
      chapter.findings.map(\.description) == [
        "a.md:5:1: error: the footnote '1' is defined twice, here and in line 6; only one is shown",
        "a.md:6:1: error: the footnote '1' is defined twice, here and in line 5; only one is shown",
      ])
    #expect(chapter.findings.allSatisfy { $0.kind.rawValue == "duplicate-footnote" })
  }

  @Test func `unknown keys of front matter are told, and only what is front matter counts`() {
    func read(_ text: String) -> Chapter { Chapter(path: "a.md", bytes: Array(text.utf8)) }
    let chapter = read("---\ntitle: T\ntitel: [a]\n---\n# H\n")
    #expect(chapter.title == "T" && chapter.headings.map(\.line) == [5])
    #expect(
      chapter.findings.map(\.description) == [
        "a.md:3:1: warning: weft makes nothing of 'titel' in front matter; did you mean 'title'?"
      ])
    #expect(chapter.findings.first?.kind.rawValue == "front-matter")
    for text in [
      "---\n\n# H\n", "---\n---\n# H\n", "---\njust text\n---\n", "a\n---\ntitle: T\n---\n",
    ] {
      #expect(read(text).title != "T" && read(text).findings.isEmpty, "\(text)")
    }
    #expect(read("#\n\nText.\n").title == "a")
    #expect(read("--- \ntitle: Q&A *now*\n---\t\n# H\n").title == "Q&A *now*")
  }

  @Test(arguments: [
    "# x\ntitle: Real", "\ntitle: Real", "\"title\": Real", " title: Real", "{title: Real}",
    "Ü: x\ntitle: Real", "key with space: x\ntitle: Real", "a.b: 1\ntitle: Real",
    "12: x\ntitle: Real",
    "_id: x\ntitle: Real", "title: Real\n", "? title\n: Real",
  ])
  func `YAML says what is front matter, whatever its first line looks like`(text: String) {
    for end in ["---", "...", "... "] {
      let chapter = Chapter(path: "a.md", bytes: Array("---\n\(text)\n\(end)\n\n# H\n".utf8))
      #expect(chapter.title == "Real" && chapter.headings.map(\.text) == ["H"])
      let isAlone = !["x\nt", "1\nt"].contains(where: text.contains) || text.hasPrefix("#")
      #expect(chapter.findings.map(\.kind) == (isAlone ? [] : [.frontMatter]))
    }
  }

  @Test(arguments: ["Ü", "key with space", "a.b", "12", "_id"])
  func `a key is told whatever it looks like`(key: String) {
    expectFindings(
      "---\n⌖\(key): x\n---\n# H\n",
      "front-matter: weft makes nothing of '\(key)' in front matter; the keys are 'title' and 'rules'"
    )
  }

  @Test(arguments: ["", " [a]", " \"\"", " {a: b}"])
  func `a key of front matter that says nothing is told`(value: String) {
    let message = "says nothing here, since what follows it is no text; write it as in: "
    expectFindings(
      "---\n⌖title:\(value)\n⌖rules:\(value)\n---\n# H\n",
      "front-matter: 'title' \(message)title: Words",
      "front-matter: 'rules' \(message)rules: since=1.0")
  }

  @Test(arguments: [
    "\nNote: this is prose.\n", "\n# Heading\n\nNote: prose.\n", "\nProse, *and* more.\n",
    "- a\n- b",
    "Prose here.\n\nAnd: more of it.\n\nAnd more.", "# Heading", "", "Text\n...\nmore",
  ])
  func `prose between two rules across the page is prose`(text: String) {
    let chapter = Chapter(path: "a.md", bytes: Array("---\n\(text)\n---\n\n## H\n".utf8))
    #expect(chapter.headings.last?.text == "H" && chapter.findings.isEmpty)
    #expect(chapter.title != "T" && chapter.lineCount > 3)
    #expect(chapter.headings.contains { $0.text == "Heading" } == text.contains("Heading"))
  }

  @Test func `front matter that cannot be read is told, and never becomes a heading in silence`() {
    let long = "---\ntitle: T\n" + String(repeating: "a: b\n", count: 120) + "---\n"
    for text in [
      "---\ntitle: [broken\n---\n# H\n", "---\ntitle: &a [*a]\n---\n# H\n", long,
      "---\n# x\n\"title\": [broken\n---\n# H\n",
    ] {
      let findings = Chapter(path: "a.md", bytes: Array(text.utf8)).findings
      #expect(findings.map(\.kind.rawValue) == ["front-matter"], "\(text.prefix(20))")
      #expect(findings.allSatisfy { $0.severity == .error })
    }
  }
}
