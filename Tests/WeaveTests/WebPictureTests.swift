// Pictures on the web, which no page shows.

import Book
import Evidence
import Testing

@testable import Weave

/// Weaves a book of one chapter.
private func page(_ text: String) throws -> String {
  let files = ["Spec/book.yml": "title: B\nparts: [P]\n", "Spec/P/01-a.md": text]
  let chapter = BookFolder.Entry(name: "01-a.md", kind: .regular)
  let book = Book.reading(BookFolder(path: "Spec", parts: ["P": [chapter]])) {
    Array((files[$0] ?? "").utf8)
  }
  let evidence = Evidence(state: .complete, key: "abc", toolchain: "Swift")
  let weaver = Weaver(WeaveContext(book, evidence), theme: try Theme(shell: "{{{body}}}")) { _ in []
  }
  return weaver.page(ofChapter: "Spec/P/01-a.md", bytes: Array(text.utf8)).text
}

struct WebPictureTests {
  @Test func `a picture on the web is a link with its description`() throws {
    let html = try page(
      "# One\n\n![badge & *co*](https://img.example.org/b.svg) ![](http://e.org/a)\n")
    #expect(
      html.contains(
        "<a class=\"picture\" href=\"https://img.example.org/b.svg\">badge &amp; co</a>")
    )
    #expect(html.contains("<a class=\"picture\" href=\"http://e.org/a\">http://e.org/a</a>"))
    #expect(!html.contains("<img"))
  }

  @Test func `a picture on the web that is itself a link is the text of that link`() throws {
    let html = try page(
      """
      # One

      [![ci & *co*](https://img/x.svg)](https://ci) [a **![b](http://b.c)** ![](http://d.e/)](https://f)
      ![after](https://g)

      [![by name]][name]

      [by name]: https://img/y.svg
      [name]: https://h
      """)
    #expect(html.contains("<a href=\"https://ci\">ci &amp; co</a>"))
    #expect(html.contains("<a href=\"https://f\">a <strong>b</strong> http://d.e/</a>"))
    #expect(html.contains("<a href=\"https://h\">by name</a>"))
    #expect(html.contains("<a class=\"picture\" href=\"https://g\">after</a>"))
  }
}
