// Escaping: the one place where text becomes markup.

import Book
import Lexer
import Testing

@testable import Weave

struct HTMLTests {
  @Test func `interpolated text is escaped and interpolated HTML is not`() {
    let bold: HTML = "<b>\("a < b")</b>"
    let html: HTML = "<p title=\"\("\"'&")\">\(bold)</p>"
    #expect(html.text == "<p title=\"&quot;&#39;&amp;\"><b>a &lt; b</b></p>")
  }

  @Test func `characters that HTML forbids are replaced`() {
    #expect(HTML(escaping: "a\u{0}\u{1B}[31m\tb\n").text == "a\u{FFFD}\u{FFFD}[31m\tb\n")
  }

  @Test func `text without markup characters stays as it is`() {
    #expect(HTML(escaping: "pfn → 4096 · é").text == "pfn → 4096 · é")
  }

  @Test(arguments: [
    ("a\u{202E}b", "\u{2068}a\u{202E}b\u{2069}"),
    ("<\u{200F}", "\u{2068}&lt;\u{200F}\u{2069}"),
    ("\u{2067}\u{2066}a", "\u{2068}\u{2067}\u{2066}a\u{2069}\u{2069}\u{2069}"),
    ("\u{2069}\u{202E}a", "\u{2068}\u{202E}a\u{2069}"),
    ("a\u{061C}\n→\n\u{202B}", "\u{2068}a\u{061C}\u{2069}\n→\n\u{2068}\u{202B}\u{2069}"),
    // These end paragraphs, and with them every isolate.
    ("a\u{2029}\u{202E}b", "a\u{2029}\u{2068}\u{202E}b\u{2069}"),
    ("\u{202E}a\u{85}\u{202E}b", "\u{2068}\u{202E}a\u{2069}\u{85}\u{2068}\u{202E}b\u{2069}"),
    ("a\r\u{202E}b", "a\r\u{2068}\u{202E}b\u{2069}"),
  ])
  func `text that sets its direction turns nothing beside it`(text: String, isolated: String) {
    #expect(HTML(escaping: text).text == isolated)
    let html: HTML = "<p>\(text)</p>"
    #expect(html.text == "<p>\(isolated)</p>")
  }

  @Test func `code shows what sets its direction`() {
    let html = CodeListing(code: "let a\u{202E} = 1\n", tokens: [], firstLine: 1).html().text
    #expect(
      html.contains("let a<span class=\"bidi\" title=\"RIGHT-TO-LEFT OVERRIDE\">U+202E</span> = 1"))
    let token = Token(range: 0..<8, kind: .comment)
    let comment = CodeListing(code: "//\u{061C}<\u{2069}\n", tokens: [token], firstLine: 1)
    #expect(!comment.html().text.unicodeScalars.contains { ["\u{061C}", "\u{2069}"].contains($0) })
  }
}

struct SitePathsTests {
  @Test(arguments: [
    ("index.html", "Memblock/01.html", "../index.html"),
    ("Memblock/02.html", "Memblock/01.html", "02.html"),
    ("Memblock/02.html", "index.html", "Memblock/02.html"),
    ("Handover/01.html", "Memblock/01.html", "../Handover/01.html"),
    ("A/ü b.html", "index.html", "A/%C3%BC%20b.html"),
  ])
  func `paths between pages are relative`(target: String, page: String, expected: String) {
    #expect(LinkTarget.relative(target, from: page) == expected)
  }
}

struct MarkTests {
  @Test func `durations are short and shares never round up to the whole`() {
    #expect(Mark.duration(0.0004) == "< 1 ms")
    #expect(Mark.duration(0.0124) == "12 ms")
    #expect(Mark.duration(1.26) == "1.3 s")
    #expect(Mark.percent(0.9999) == "99\u{a0}%")
    #expect(Mark.percent(1) == "100\u{a0}%")
  }
}
