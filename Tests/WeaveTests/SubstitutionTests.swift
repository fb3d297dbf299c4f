// What stands in place of a part of a line, wherever the line is.

import Book
import Evidence
import Testing

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

struct SubstitutionTests {
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
