// What stands in place of a part of a line, wherever the line is.

import Book
import Evidence
import Testing
import Trials

@testable import Weave

private let manifest = """
  title: T
  parts: [P]
  sources:
    - "RFC {number}": "https://rfc.example.org/{number}"

  """

private func page(_ text: String, allowsHTML: Bool) throws -> String {
  let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "01-a.md", kind: .regular)]])
  let book = Book.reading(folder) { path in
    Array(
      (path.hasSuffix("yml") ? manifest + (allowsHTML ? "allow-html: true\n" : "") : text).utf8)
  }
  let context = WeaveContext(book, Evidence(state: .complete))
  let weaver = Weaver(context, theme: try Theme(shell: "{{{body}}}"), lex: { _ in [] })
  return weaver.page(ofChapter: "Spec/P/01-a.md", bytes: Array(text.utf8)).text
}

/// Something that does not stand on a page as the Markdown parser would show it.
private struct Replaced: CustomTestStringConvertible, Sendable {
  var text: String
  var html: String
  var rawHTML: String?
  /// Where it stays as it is.
  var exceptions: Set<String> = []
  var testDescription: String { text }

  static let all = [
    Replaced(text: "one <!-- two --> three", html: "one  three"),
    Replaced(
      text: "a <kbd>K</kbd> b", html: "a &lt;kbd&gt;K&lt;/kbd&gt; b", rawHTML: "a <kbd>K</kbd> b"),
    Replaced(text: "one<br>two", html: "one&lt;br&gt;two", rawHTML: "one<br>two"),
    Replaced(
      text: "a ![p](https://e.example.org/p.png) b",
      html: "a <a class=\"picture\" href=\"https://e.example.org/p.png\">p</a> b"),
    Replaced(
      text: "as RFC 5322 and RFC 822 say",
      html: """
        as <a href="https://rfc.example.org/5322">RFC 5322</a> and \
        <a href="https://rfc.example.org/822">RFC 822</a> say
        """, exceptions: ["heading"]),
    Replaced(
      text: "A [*page block*](#term-page-block) is x.",
      html: "A <dfn id=\"term-page-block\"><em>page block</em></dfn> is x."),
    Replaced(text: "to [one](01-a.md#t) end", html: "to <a href=\"#t\">one</a> end"),
  ]
}

private let places: [(name: String, text: @Sendable (String) -> String)] = [
  ("paragraph", { $0 }),
  ("heading", { "## \($0)" }),
  ("cell", { "| h | i |\n|---|---|\n| \($0) | \($0) |" }),
  ("head of a table", { "| \($0) |\n|---|\n| c |" }),
  ("table in a quote", { "> | h |\n> |---|\n> | \($0) |" }),
  ("table in a list", { "- x\n\n  | \($0) |\n  |---|\n  | \($0) |" }),
  ("emphasis in a cell", { "| h |\n|---|\n| **\($0)** ~~\($0)~~ |" }),
  ("footnote", { "T[^1]\n\n[^1]: \($0)" }),
  ("struck out", { "~~\($0)~~" }),
  ("strong", { "**\($0)**" }),
  ("task", { "- [ ] \($0)" }),
  ("note", { "> [!NOTE]\n> \($0)" }),
  ("quote", { "> \($0)" }),
  ("rule", { "> **a.b** \($0) (unproved: so)" }),
]

/// Markdown that is drawn: parts of lines in each other, in blocks in each other. Each word is another one.
private struct DrawnText {
  private var random: SeededGenerator
  private(set) var words: [String] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func word() -> String {
    words.append("w\(words.count)w")
    return words[words.count - 1]
  }

  /// Some parts of a line; what nests does so this deep.
  private mutating func line(_ depth: Int) -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in part(depth) }.joined(separator: " ")
  }

  private mutating func part(_ depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 0 ? 12 : 8), using: &random) {
    case 0, 1: word()
    case 2: "`\(word())`"
    case 3: "![\(word())](https://e.example.org/p.png)"
    case 4: "<kbd>\(word())</kbd>"
    case 5: "<!-- note --> \(word())"
    case 6: "\(word()) RFC 5322 \(word())"
    case 7: "<https://e.example.org/\(word())>"
    case 8: "*\(line(depth - 1))*"
    case 9: "**\(line(depth - 1))**"
    // Four tildes would open a block of code.
    case 10: "~~\(word()) \(line(depth - 1))~~"
    default: "[\(word()) \(word())](01-a.md)"
    }
  }

  /// A block, each of whose lines stands behind the marks of those around it.
  mutating func block(_ depth: Int) -> [String] {
    func within(_ mark: String, _ rest: String, _ lines: [String]) -> [String] {
      lines.enumerated().map { ($0 == 0 ? mark : rest) + $1 }
    }
    return switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
    case 0, 1: [line(3)]
    case 2: ["### \(line(3))"]
    case 3: ["| \(line(3)) | \(line(3)) |", "|---|---|", "| \(line(3)) | \(line(3)) |"]
    case 4: ["```text", word(), "```"]
    case 5: within("> ", "> ", block(depth - 1))
    case 6: within("- ", "  ", block(depth - 1)) + ["", "  \(line(2))"]
    case 7: ["> [!NOTE]"] + within("> ", "> ", block(depth - 1))
    default: within("1. ", "   ", block(depth - 1))
    }
  }
}

struct SubstitutionTests {
  @Test(arguments: [false, true])
  func `no word is lost, however parts are nested`(allowsHTML: Bool) throws {
    for seed in UInt64(1)...300 {
      var drawn = DrawnText(seed: seed)
      var text = "# T\n"
      for _ in 0..<4 { text += "\n" + drawn.block(3).joined(separator: "\n") + "\n" }
      let html = try page(text, allowsHTML: allowsHTML)
      for word in drawn.words {
        #expect(html.contains(word), "seed \(seed): \(word) of \(text)")
      }
    }
  }

  @Test(arguments: Replaced.all, [false, true])
  fileprivate func `what is replaced in a line is replaced wherever the line stands`(
    replaced: Replaced, allowsHTML: Bool
  ) throws {
    let expected = allowsHTML ? replaced.rawHTML ?? replaced.html : replaced.html
    for (name, text) in places where !replaced.exceptions.contains(name) {
      let html = try page("# T\n\n\(text(replaced.text))\n\nEnd.\n", allowsHTML: allowsHTML)
      #expect(html.contains(expected), "\(name): \(html)")
      #expect(html.contains("End."), "\(name)")
    }
  }
}
