// Pages of a book that lets HTML through.

import Book
import Evidence
import Testing

@testable import Weave

@Suite struct `HTML that is allowed` {
  private func page(_ text: String) throws -> String {
    let manifest = "title: T\nparts: [Part]\nallow-html: true\n"
    let entries = ["01-a.md", "a.png"].map { BookFolder.Entry(name: $0, kind: .regular) }
    let book = Book.reading(
      BookFolder(path: "Spec", parts: ["Part": entries]),
      read: { Array(($0.hasSuffix(".yml") ? manifest : text).utf8) },
      picture: { $0.hasSuffix("a.png") ? Picture(digest: Digest(of: [])) : nil })
    let weaver = Weaver(
      WeaveContext(book, Evidence(state: .complete, key: "abc", toolchain: "Swift")),
      theme: try Theme(shell: "{{{body}}}"), lex: { _ in [] })
    return weaver.page(ofChapter: "Spec/Part/01-a.md", bytes: Array(text.utf8)).text
  }

  @Test func `a picture on the web in HTML is a link with its description`() throws {
    let text = """
      # T

      <!-- a --> <IMG alt="b &amp; <c>" src=https://x.org/r.png?a&amp;b width=1> <img src=a.png>

      <p><img src='http://x.org/r.png'></p>
      """
    let html = try page(text)
    #expect(
      html.contains(
        "<a class=\"picture\" href=\"https://x.org/r.png?a&amp;b\">b &amp; &lt;c&gt;</a> <img src=a.png>"
      ))
    #expect(
      html.contains(
        "<p><a class=\"picture\" href=\"http://x.org/r.png\">http://x.org/r.png</a></p>"))
  }
}
