// What a book cites as links on its pages.

import Book
import Evidence
import Testing

@testable import Weave

private let sources = """
  sources:
    - "`{file}`, {release}": "https://git.example.org/{file}?h=v{release}&x"
    - "commit {hash}": https://git.example.org/{hash}
  """

private func page(_ text: String, sources: String = sources) throws -> String {
  let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "01-a.md", kind: .regular)]])
  let book = Book.reading(folder) { path in
    Array((path.hasSuffix("yml") ? "title: T\nparts: [P]\n\(sources)" : text).utf8)
  }
  let context = WeaveContext(book, Evidence(state: .complete))
  let weaver = Weaver(context, theme: try Theme(shell: "{{{body}}}"), lex: { _ in [] })
  return weaver.page(ofChapter: "Spec/P/01-a.md", bytes: Array(text.utf8)).text
}

@Suite struct `Citations on a page` {
  @Test func `in prose are links, over code and line breaks`() throws {
    let html = try page(
      "# T\n\nRead `mm/a.c`,\n6.12, & *see commit 7d163a75f821 <now>* or commit 2f2ad90060f6.\n")
    #expect(
      html.contains(
        "Read <a href=\"https://git.example.org/mm/a.c?h=v6.12&amp;x\"><code>mm/a.c</code></a>,\n6.12"
      ))
    #expect(
      html.contains(
        "<em>see <a href=\"https://git.example.org/7d163a75f821\">commit 7d163a75f821</a> "))
    #expect(
      html.contains("or <a href=\"https://git.example.org/2f2ad90060f6\">commit 2f2ad90060f6</a>."))
  }

  @Test func `in headings, links, code and pictures stay text`() throws {
    let html = try page(
      """
      # T

      ## commit 7d163a75f821

      [commit 7d163a75f821 *or commit 7d163a75f821*](#t) `commit 7d163a75f821`

          commit 7d163a75f821
      """)
    #expect(!html.contains("git.example.org"))
  }

  @Test func `in comments are links, over the end of a line too`() throws {
    let html = try page(
      """
      # T

      Text.

      ```swift
      /// Source: `do_a` in `mm/a.c`,
      /// 6.12, and in commit
        // 7d163a75f821.
      let a = "commit 2f2ad90060f6"
      ```
      """)
    let link = "<a class=\"cites\" href=\"https://git.example.org/mm/a.c?h=v6.12&amp;x\">"
    #expect(html.contains("/// Source: `do_a` in \(link)`mm/a.c`,</a>\n"))
    #expect(
      html.contains(
        "  // <a class=\"cites\" href=\"https://git.example.org/7d163a75f821\">7d163a75f821</a>.\n")
    )
    #expect(html.ranges(of: "git.example.org").count == 2)
  }

  @Test func `of a book that names no sources are no links`() throws {
    let text = "# T\n\n`mm/a.c`, 6.12\n\n```swift\n// commit 7d163a75f821\n```\n"
    #expect(!(try page(text, sources: "")).contains("example"))
  }
}
