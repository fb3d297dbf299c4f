// What pages say of themselves to programs, and what a published book says besides.

import Book
import Evidence
import Testing

@testable import Weave

private func weaver(_ text: String, address: String = "") throws -> Weaver {
  let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "a b.md", kind: .regular)]])
  let book = Book.reading(folder) { path in
    Array(
      (path.hasSuffix("yml") ? "title: T & U\nparts: [P]\nsummary: About.\n\(address)" : text).utf8)
  }
  return Weaver(
    WeaveContext(book, .absent), theme: try Theme(shell: "{{{head}}}|{{{title}}}|{{{footer}}}"),
    lex: { _ in [] })
}

private func page(_ text: String, address: String = "") throws -> String {
  try weaver(text, address: address).page(ofChapter: "Spec/P/a b.md", bytes: Array(text.utf8)).text
}

struct PageHeadTests {
  @Test func `a page is described by its first paragraph, cut at a word`() throws {
    #expect(
      try page("# A\n\n> Not *this*.\n\nA \"b\"\n`c` <d>.\n\nMore.\n").hasPrefix(
        "<meta name=\"description\" content=\"A &quot;b&quot; c .\">\n"))
    let long = try page("# A\n\n\(String(repeating: "wörd ", count: 60))\n")
    #expect(long.contains("wörd …\">") && long.contains("content=\"wörd wörd"))
    #expect(try !page("# A\n").contains("description"))
    #expect(try weaver("# A\n").bookPage("index.html").text.contains("content=\"About.\""))
  }

  @Test func `a page leads to its text, and says which it shows`() throws {
    let html = try page("# A\n")
    #expect(html.contains("<link rel=\"alternate\" type=\"text/markdown\" href=\"a%20b.md\">"))
    let digest = Digest(of: Array("# A\n".utf8)).description.prefix(12)
    #expect(html.contains("<a href=\"a%20b.md\">Text of this chapter</a>, <code>\(digest)</code>"))
  }

  @Test func `a published book has canonical links, previews and a sitemap, and no other has`()
    throws
  {
    let address = "address: https://x.org/b\n"
    let html = try page("# A & B\n\nC.\n", address: address)
    #expect(html.contains("<link rel=\"canonical\" href=\"https://x.org/b/P/a%20b.html\">"))
    #expect(html.contains("<meta property=\"og:title\" content=\"A &amp; B · P\">"))
    #expect(html.contains("<meta property=\"og:description\" content=\"C.\">"))
    let published = try weaver("# A\n", address: address)
    #expect(
      try published.bookPage("sitemap.xml").text.contains(
        "<url><loc>https://x.org/b/</loc></url>\n<url><loc>https://x.org/b/P/a%20b.html</loc></url>"
      ))
    #expect(try !page("# A\n").contains("canonical"))
    #expect(try !weaver("# A\n").context.bookPages.map(\.path).contains("sitemap.xml"))
  }

  @Test func `a page whose text has not run says so in its title`() throws {
    let text = "# A\n\n\n```swift example\n1  // → 1\n```\n"
    #expect(try page(text).contains("|(not run) A · P|"))
    #expect(try page("# A\n").contains("|A · P|"))
  }
}
