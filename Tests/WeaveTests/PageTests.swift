// Pages from small books with given evidence.

import Book
import Evidence
import Lexer
import Testing

@testable import Weave

/// Weaves one chapter, `Spec/Part/01-a.md`, of a book with these chapters.
private func page(
  _ text: String, _ evidence: ChapterEvidence = ChapterEvidence(), manifest: String = "",
  others: [String: String] = [:], lex: @escaping @Sendable (String) -> [Token] = { _ in [] }
) throws -> String {
  var files = others
  files["Spec/Part/01-a.md"] = text
  files["Spec/book.yml"] = "title: A & B\nparts: [Part]\n" + manifest
  let entries = files.keys.filter { !$0.hasSuffix(".yml") }.map {
    BookFolder.Entry(name: String($0.split(separator: "/").last ?? ""), kind: .regular)
  }
  let book = Book.reading(
    BookFolder(path: "Spec", parts: ["Part": entries]), read: { Array((files[$0] ?? "").utf8) },
    picture: { files[$0] == nil ? nil : Picture(digest: Digest(of: [])) })
  var known = Evidence(state: .complete, key: "abc", toolchain: "Swift")
  known.chapters["Spec/Part/01-a.md"] = evidence
  let weaver = Weaver(
    WeaveContext(book, known), theme: try Theme(shell: "{{{title}}}|{{{body}}}|{{{footer}}}"),
    lex: lex)
  return weaver.page(ofChapter: "Spec/Part/01-a.md", bytes: Array(text.utf8)).text
}

/// A stated value as a line of code shows it.
private func said(_ value: String) -> String {
  "<span class=\"said\"><span class=\"value\"><span class=\"slashes\">// </span>→ \(value)</span>"
}

struct PageTests {
  @Test func `a rule says why it is not proved, and what came to no end has no time`() throws {
    let text = """
      # T

      > **a.b** A rule.

      ```swift example rule=a.b gap="not yet"
      1 + 1  // → 3
      ```
      """
    func known(_ verdict: Verdict, uncompiled: [Int] = [], seconds: Double = 1) -> ChapterEvidence {
      var known = ChapterEvidence()
      known.tests = [
        TestResult(suite: nil, name: "T", line: 5, verdict: verdict, seconds: seconds)
      ]
      known.reached = [6: 1]
      known.uncompiled = uncompiled
      return known
    }
    let gap = try page(text, known(.failed))
    #expect(gap.contains("Known to fail: <a") && gap.contains("<span class=\"time\">1.0 s</span>"))
    #expect(!(try page(text, known(.failed, seconds: 0)).contains("class=\"time\"")))
    #expect(try page(text, known(.notRun, uncompiled: [5])).contains("Does not compile: <a"))
    #expect(try page(text, known(.skipped)).contains("Not run: <a"))
  }

  @Test func `raw HTML is shown as text`() throws {
    let html = try page("# T\n\n<script>alert(1)</script>\n\na <b onclick=x>b</b>\n")
    #expect(!html.contains("<script>") && html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("a &lt;b onclick=x&gt;b&lt;/b&gt;"))
  }

  @Test func `raw HTML passes where the manifest allows it`() throws {
    let html = try page("# T\n\na <b>b</b>\n", manifest: "allow-html: true\n")
    #expect(html.contains("a <b>b</b>"))
  }

  @Test func `links in HTML that is allowed lead to pages`() throws {
    let html = try page(
      """
      # T

      <a class=x HREF=02-b.md#there>x</a> <!-- note --> <a href='02-b.md'>y</a> <a href="https://e.x/a.md?b&amp;c">z</a>

      <p><a href="/Spec/Part/02-b.md">w</a>
      """, manifest: "allow-html: true\n", others: ["Spec/Part/02-b.md": "# There\n"])
    #expect(html.contains("<a class=x HREF=\"02-b.html#there\">x</a>"))
    #expect(html.contains("<a href='02-b.html'>y</a> <a href=\"https://e.x/a.md?b&amp;c\">z</a>"))
    #expect(html.contains("<p><a href=\"02-b.html\">w</a>"))
  }

  @Test func `each address of a list of pictures leads to the picture`() throws {
    let text = """
      # T

      <img srcset='/Spec/Part/a.png, ../Part/a.png 2x'> <img srcset=../Part/a.png>
      """
    let html = try page(
      text, manifest: "allow-html: true\n", others: ["Spec/Part/a.png": ""])
    #expect(html.contains("<img srcset='a.png, a.png 2x'> <img srcset=\"a.png\">"))
  }

  @Test func `links with a script are emptied`() throws {
    #expect(try page("# T\n\n[x](javascript:alert(1))\n").contains("<a href=\"\">x</a>"))
  }

  @Test func `links between chapters lead to pages`() throws {
    let html = try page(
      "# T\n\n[x](02-b.md#there) [y](#t)\n", others: ["Spec/Part/02-b.md": "# There\n"])
    #expect(html.contains("<a href=\"02-b.html#there\">x</a> <a href=\"#t\">y</a>"))
  }

  @Test func `tables, task lists, strikethrough, autolinks and footnotes render`() throws {
    let html = try page(
      "# T\n\n| a |\n|---|\n| b |\n\n- [x] c\n\n~~d~~ https://e.org [^f]\n\n[^f]: g\n")
    #expect(
      html.contains(
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n<table>"))
    #expect(html.contains("<th>a</th>") && html.contains("<td>b</td>"))
    #expect(html.contains("<input type=\"checkbox\""))
    #expect(html.contains("<del>d</del>") && html.contains("<a href=\"https://e.org\">"))
    #expect(html.contains("class=\"footnote-ref\""))
  }

  @Test func `a failure stands below its line`() throws {
    var evidence = ChapterEvidence()
    var test = TestResult(suite: nil, name: "x", line: 4, verdict: .failed, seconds: 0.25)
    test.issues = [Issue(line: 5, message: "1 < 2 & <b>")]
    evidence.tests = [test]
    let html = try page("# T\n\n\n```swift test\nlet a = 1\nlet b = 2\n```\n", evidence)
    let line = try #require(html.firstRange(of: "let a = 1"))
    let note = try #require(html.firstRange(of: "1 &lt; 2 &amp; &lt;b&gt;"))
    let next = try #require(html.firstRange(of: "let b = 2"))
    #expect(line.upperBound < note.lowerBound && note.upperBound < next.lowerBound)
    #expect(html.contains("figure class=\"fence test failed\"") && html.contains("250 ms"))
  }

  @Test func `code lines have anchors, numbers and coverage`() throws {
    var evidence = ChapterEvidence()
    evidence.hits = [5: 3, 6: 0]
    let html = try page("# T\n\n\n```swift\nlet a = 1\nlet b = 2\n\n```\n", evidence)
    #expect(html.contains("<span class=\"l hit\" id=\"L5\" title=\"executed 3 times\">"))
    #expect(html.contains("<span class=\"l miss\" id=\"L6\" title=\"executed 0 times\">"))
    #expect(html.contains("let b = 2<span class=\"vh\"> (not executed)</span>"))
    #expect(html.contains("<span class=\"l\" id=\"L7\">"))
  }

  @Test func `a stated value has a tick, a disputed one the real value`() throws {
    var evidence = ChapterEvidence()
    var test = TestResult(suite: "01-a", name: "T", line: 4, verdict: .failed, seconds: 0)
    test.issues = [Issue(line: 6, message: "shows 5, not 6")]
    evidence.tests = [test]
    evidence.reached = [5: 1, 6: 1]
    let html = try page("# T\n\n\n```swift example\na // → 4\nb // → 6\n```\n", evidence)
    #expect(html.contains("a \(said("4")) <span class=\"mark passed\">"))
    #expect(html.contains("b \(said("6")) <span class=\"mark failed\">"))
    #expect(html.contains("shows 5, not 6"))
  }

  @Test func `a value that no run reached is not ticked, and the page says so`() throws {
    var evidence = ChapterEvidence()
    evidence.tests = [
      TestResult(suite: "01-a", name: "T", line: 4, verdict: .passed, seconds: 0)
    ]
    evidence.reached = [5: 1, 6: 0, 7: 0]
    let html = try page(
      "# T\n\n\n```swift example\na // → 4\nb // → 6\nc // → 7 (not reached: never)\n```\n",
      evidence)
    #expect(html.contains("a \(said("4")) <span class=\"mark passed\">"))
    #expect(html.contains("b \(said("6")) <span class=\"mark notRun\">"))
    #expect(html.contains("no run reached this line, so it is not checked"))
    #expect(html.contains("c \(said("7")) <span class=\"mark notRun\">"))
    #expect(html.contains("not reached: never"))
    #expect(html.contains("figure class=\"fence example notRun\""))
  }

  @Test(arguments: ["", "allow-html: true\n"])
  func `HTML in a heading is shown as everywhere, and what follows is not lost`(
    manifest: String
  ) throws {
    let text = """
      # Title

      Text.

      ## <a name="intro"></a>Introduction to it

      More text, and then more.

      Use of `a` <br> and <i>b</i>
      ---

      > **a.b** A <b>bold</b> rule. (unproved: so)

      Last.
      """
    let html = try page(text, manifest: manifest)
    let isRaw = !manifest.isEmpty
    #expect(
      html.contains(isRaw ? "<a name=\"intro\"></a>Intro" : "&lt;a name=&quot;intro&quot;&gt;"))
    #expect(html.contains(isRaw ? "<br> and <i>b</i>" : "&lt;br&gt; and &lt;i&gt;b&lt;/i&gt;"))
    #expect(html.contains(isRaw ? "A <b>bold</b> rule" : "A &lt;b&gt;bold&lt;/b&gt; rule"))
    #expect(html.contains("<h2 id=\"introduction-to-it\">") && html.contains("<p>Last.</p>"))
    for _ in 0..<20 { #expect(try page(text, manifest: manifest) == html) }
  }

  @Test(arguments: ["", "allow-html: true\n"])
  func `comments are not shown, and code in them is none`(manifest: String) throws {
    let text = """
      # Title

      <!-- editor note: do not show -->

      A <!-- nor this --> word.

      <!-- a fence
      ```swift
      let a = 1
      ```
      --> after

      ## With <!-- not here --> comment
      """
    let html = try page(text, manifest: manifest)
    for hidden in ["note", "nor this", "let a", "not here", "--&gt;", "<!"] {
      #expect(!html.contains(hidden), "\(hidden)")
    }
    #expect(html.contains("after") && html.contains("A  word."))
    #expect(Chapter(path: "a.md", bytes: Array(text.utf8)).fences.isEmpty)
  }

  @Test func `what looks like a comment in an attribute or a script stays, where HTML is allowed`()
    throws
  {
    let html = try page(
      """
      # T

      <b title="<!-- x -->" data-a='-->'>bold</b> and <i title="<!-- y -->">i</i> <!-- gone -->

      <script>var s = "<!-- q -->";</script> <!-- gone -->

      <!--> kept
      """, manifest: "allow-html: true\n")
    for kept in ["title=\"<!-- x -->\"", "title=\"<!-- y -->\"", "var s = \"<!-- q -->\";", "kept"]
    {
      #expect(html.contains(kept), "\(kept)")
    }
    #expect(!html.contains("gone"))
  }

  @Test func `GitHub's alerts are notes, and other quotes stay what they are`() throws {
    let html = try page(
      """
      # One

      > [!NOTE]
      > Mind the *gap*.

      > [!Warning]

      > [!NOPE]
      > Text.

      > [!TIP] not alone
      """)
    #expect(
      html.contains(
        "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">Note</p>"))
    #expect(html.contains("<p>Mind the <em>gap</em>.</p>") && !html.contains("[!NOTE]"))
    #expect(html.contains("<p class=\"alert-title\">Warning</p>"))
    #expect(html.contains("[!NOPE]") && html.contains("[!TIP] not alone"))
    #expect(html.ranges(of: "<blockquote>").count == 2)
  }

  @Test func `front matter is no text, and gives the page its title`() throws {
    let text = "---\ntitle: Real <title>\n---\n\n# Heading\n\n```dts\na\n```\n"
    let html = try page(text)
    #expect(html.hasPrefix("Real &lt;title&gt; · Part|") && !html.contains("---"))
    #expect(html.contains("id=\"heading\"") && html.contains("id=\"L8\""))
  }

  @Test func `no anchor is there twice`() throws {
    let html = try page(
      "# T\n\nText[^1].\n\n    indented\n\n## fn 1\n\n## fnref 1\n\n## fn\n\n## fn\n\n[^1]: note\n")
    let ids = html.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count, "\(ids)")
    #expect(ids.contains("L5") && ids.contains("fn-1") && ids.contains("section-fn-1"))
  }

  @Test func `links are written as their target is spelt, however accents are composed`() throws {
    let name = "Cafe\u{301}.md"
    let html = try page(
      "# One\n\n[a](#caf\u{E9}) [b](Caf\u{E9}.md)\n\n## Cafe\u{301}\n",
      others: ["Spec/Part/\(name)": "# Other\n"])
    #expect(html.contains("href=\"#cafe%CC%81\"") && html.contains("href=\"Cafe%CC%81.html\""))
    #expect(Array(html.utf8).contains(Array("id=\"cafe\u{301}\"".utf8)))
  }

  @Test func `an example that was not run says so`() throws {
    let html = try page("# T\n\n\n```swift example\n1 // → 1\n```\n")
    #expect(html.contains("figure class=\"fence example notRun\"") && html.contains("not run"))
    #expect(!html.contains("mark passed"))
  }

  @Test func `a rule shows what proves it`() throws {
    var evidence = ChapterEvidence()
    evidence.tests = [
      TestResult(suite: "01-a", name: "T", line: 6, verdict: .passed, seconds: 0)
    ]
    let html = try page(
      "# T\n\n> **a.b** A *rule*.\n\n\n```swift example rule=a.b\n1\n```\n", evidence)
    #expect(html.contains("<blockquote class=\"rule proved\" id=\"rule-a.b\">"))
    #expect(html.contains("Proved by <a href=\"#L6\">T</a>"))
    #expect(html.contains("proves <a href=\"#rule-a.b\">a.b</a>"))
  }

  @Test func `printed output and attachments are text, whatever they hold`() throws {
    var evidence = ChapterEvidence()
    var test = TestResult(suite: "01-a", name: "T", line: 4, verdict: .passed, seconds: 0)
    test.output = "</pre><script>\u{1B}[0m"
    test.attachments = [Attachment(name: "<i>.txt", bytes: Array("<u>".utf8))]
    evidence.tests = [test]
    let html = try page("# T\n\n\n```swift example\n1\n```\n", evidence)
    #expect(html.contains("&lt;/pre&gt;&lt;script&gt;\u{FFFD}[0m"))
    #expect(html.contains("<summary>&lt;i&gt;.txt</summary>") && html.contains("&lt;u&gt;"))
  }

  @Test func `tokens are coloured, also those that span lines`() throws {
    let code = "/* a\nb */ let\n"
    let html = try page("# T\n\n\n```swift\n\(code)```\n") { text in
      text == code
        ? [Token(range: 0..<9, kind: .comment), Token(range: 10..<13, kind: .keyword)] : []
    }
    #expect(html.contains("<i class=\"c\">/* a</i>"))
    #expect(html.contains("<i class=\"c\">b */</i> <b class=\"k\">let</b>"))
  }

  @Test func `the same input gives the same bytes`() throws {
    let text = "# T\n\n> **a.b** R.\n\n```swift example rule=a.b\n1 // → 1\n```\n"
    #expect(try page(text) == page(text))
  }

  @Test func `a long test that passed is folded, one that failed is not`() throws {
    let code = "@Test func a() {\n" + String(repeating: "  f()\n", count: 12) + "}\n"
    for (verdict, isFolded) in [(Verdict.passed, true), (.failed, false)] {
      var evidence = ChapterEvidence()
      evidence.tests = [TestResult(suite: nil, name: "a", line: 5, verdict: verdict, seconds: 0)]
      let html = try page("# T\n\n\n```swift test\n\(code)```\n", evidence)
      #expect(html.contains("<summary>Code of the test, 14 lines</summary>") == isFolded)
    }
  }

  @Test func `figures are numbered and named by their titles`() throws {
    var evidence = ChapterEvidence()
    var test = TestResult(suite: nil, name: "T", line: 4, verdict: .passed, seconds: 0)
    let figures = ["<title>A &amp; B</title>", "<g><title>none</title></g>"].map {
      Array("<svg viewBox='0 0 320 9'>\($0)</svg>".utf8)
    }
    test.attachments = figures.map { Attachment(name: "a.svg", bytes: $0) }
    evidence.tests = [test]
    let html = try page("# T\n\n\n```swift example\nf()\n```\n", evidence)
    #expect(html.contains("<a href=\"#Figure1\">Figure 1</a>. A &amp; B</figcaption>"))
    #expect(html.contains("<a href=\"#Figure2\">Figure 2</a></figcaption>"))
    #expect(html.contains("style=\"--width: 320px\""))
    #expect(!html.contains("As a list"))
  }

  @Test func `a figure that is told in several lines has them as a list`() throws {
    var evidence = ChapterEvidence()
    var test = TestResult(suite: nil, name: "T", line: 4, verdict: .passed, seconds: 0)
    let svg = "<svg><desc>a &lt;b&gt;: yes.\nc: no.</desc></svg>"
    test.attachments = [Attachment(name: "a.svg", bytes: Array(svg.utf8))]
    evidence.tests = [test]
    let html = try page("# T\n\n\n```swift example\nf()\n```\n", evidence)
    #expect(
      html.contains(
        "<summary>As a list</summary><ul><li>a &lt;b&gt;: yes.</li><li>c: no.</li></ul></details>"))
  }

  @Test func `long lines go on below, but those of drawings made of characters do not`() throws {
    let line = String(repeating: "-", count: 60)
    let html = try page(
      "# T\n\n\n```text\n\(line)\n```\n\n```sh\n\(line)\n```\n\n```text\n-\n```\n")
    #expect(
      html.contains("<pre class=\"code drawn\" tabindex=\"0\"><code><span class=\"l\" id=\"L5\">"))
    #expect(html.contains("<pre class=\"code\"><code><span class=\"l\" id=\"L9\">"))
    #expect(html.contains("<pre class=\"code drawn\"><code><span class=\"l\" id=\"L13\">"))
  }
}
