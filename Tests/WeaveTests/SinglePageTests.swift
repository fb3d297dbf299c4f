// The whole book on one page.

import Book
import Evidence
import Testing

@testable import Weave

private let files = [
  "Spec/book.yml": "title: A & B\nsummary: Sum.\nparts: [P, Q]\n",
  "Spec/P/01 a.md":
    "# A\n\n[b](../Q/02-b.md#b), [top](#), [x](../Q/02-b.md), [w](https://x.org/a#b) \"id=1\"[^1].\n\n[^1]: N.\n",
  "Spec/Q/02-b.md":
    "# B\n\n> **a.b** Rule. (unproved: x)\n\n[a](../P/01%20a.md#a), [r](#rule-a.b).\n",
]

private func weaver() throws -> Weaver {
  let folder = BookFolder(
    path: "Spec",
    parts: [
      "P": [.init(name: "01 a.md", kind: .regular)], "Q": [.init(name: "02-b.md", kind: .regular)],
    ])
  let book = Book.reading(folder) { Array((files[$0] ?? "").utf8) }
  return Weaver(
    WeaveContext(book, .absent), theme: try Theme(shell: "{{{head}}}<main>{{{body}}}</main>"),
    lex: { _ in [] })
}

private func whole() throws -> (pieces: [String], text: String) {
  var pieces: [String] = []
  try weaver().writeWholeBook(read: { Array((files[$0] ?? "").utf8) }, write: { pieces.append($0) })
  return (pieces, pieces.joined())
}

struct SinglePageTests {
  @Test func `each chapter's anchors begin with its number, and links lead within the page`() throws
  {
    let html = try whole().text
    #expect(html.contains("<h1 id=\"c1-a\">") && html.contains("<h1 id=\"c2-b\">"))
    #expect(
      html.contains("<a href=\"#c2-b\">b</a>, <a href=\"#c1\">top</a>, <a href=\"#c2\">x</a>"))
    #expect(html.contains("<a href=\"https://x.org/a#b\">w</a> &quot;id=1&quot;"))
    #expect(html.contains("id=\"c2-rule-a.b\"") && html.contains("<a href=\"#c2-rule-a.b\">r</a>"))
    #expect(html.contains("href=\"#c1-fn-1\"") && html.contains("id=\"c1-fn-1\""))
    let ids = html.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count)
    let targets = html.matches(of: #/ href="[#]([^"]*)"/#).map { String($0.output.1) }
    #expect(Set(targets).isSubset(of: ids))
  }

  @Test func `it is written a chapter at a time, within the theme's shell`() throws {
    let (pieces, text) = try whole()
    #expect(pieces.count == 4)
    #expect(text.contains("<main><h1>A &amp; B</h1><p class=\"lead\">Sum.</p>"))
    #expect(
      text.contains(
        "<section class=\"whole\" id=\"c2\" style=\"page: c2\"><p class=\"partTitle\">Q</p>"))
    #expect(pieces.last == "</main>")
  }

  @Test func `the heads of printed pages name the chapter, and no title ends their style`() throws {
    #expect(try whole().text.contains("@page c2 { @top-right { content: \"Q \\b7  B\" } }"))
    #expect(SinglePage.cssText("é</style>\"\\") == "\"é\\3c \\2f style\\3e \\22 \\5c \"")
  }
}
