// Places that moved, on the site.

import Book
import Evidence
import Testing

@testable import Weave

private func weaver(_ list: String) throws -> Weaver {
  var folder = BookFolder(
    path: "Spec", parts: ["P": ["01-a.md", "02-b.md"].map { .init(name: $0, kind: .regular) }])
  folder.anchors = .regular
  let files = [
    "Spec/book.yml": "title: T\nparts: [P]\n", "Spec/P/01-a.md": "# A\n",
    "Spec/P/02-b.md": "# B & C\n\n## D\n", "Spec/anchors.txt": list,
  ]
  let book = Book.reading(folder) { Array((files[$0] ?? "").utf8) }
  return Weaver(
    WeaveContext(book, .absent), theme: try Theme(shell: "{{{body}}}"), lex: { _ in [] })
}

struct MovedPageTests {
  @Test func `an anchor that moved stays on its page and leads on`() throws {
    let moved = try weaver("Spec/P/01-a.md#o<l>d -> Spec/P/02-b.md#d\n")
    #expect(
      moved.page(ofChapter: "Spec/P/01-a.md", bytes: Array("# A\n".utf8)).text.hasSuffix(
        "<aside class=\"moved\"><p id=\"o&lt;l&gt;d\">What stood here has moved to"
          + " <a href=\"02-b.html#d\">B &amp; C: D</a>.</p></aside>"))
    let plain = try weaver("Spec/P/01-a.md\n")
    #expect(
      !plain.page(ofChapter: "Spec/P/01-a.md", bytes: Array("# A\n".utf8)).text.contains("moved"))
    let key = { (weaver: Weaver) in
      PageKeys(weaver.context, theme: Digest(of: []), colours: true)
        .key(ofChapter: weaver.context.order[0].chapter, content: Digest(of: []))
    }
    #expect(key(moved) != key(plain))
    #expect(moved.context.bookPages.count == plain.context.bookPages.count)
  }

  @Test func `a chapter that is gone leaves a page that leads on`() throws {
    let page = try weaver(
      "Spec/Q/x.md -> Spec/P/02-b.md\nSpec/Q/x.md#y -> Spec/P/01-a.md#a\n"
    ).bookPage("Q/x.html").text
    #expect(page.contains("This chapter has moved to <a href=\"../P/02-b.html\">B &amp; C</a>."))
    #expect(
      page.contains("<p id=\"y\">What stood here has moved to <a href=\"../P/01-a.html#a\">A</a>."))
  }
}
