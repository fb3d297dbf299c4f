// Links: where they lead, where they stand, and what happens when they lead nowhere.

import Testing

@testable import Book

private func target(_ destination: String) -> String {
  let target = LinkTarget(destination, from: "Spec/P/01-a.md")
  return target.path + (target.anchor.map { " " + $0 } ?? "")
}

@Suite struct LinkTests {
  @Test(arguments: [
    ("02-b.md", "Spec/P/02-b.md"),
    ("./02-b.md#x", "Spec/P/02-b.md x"),
    ("../Q/01-c.md#x-y", "Spec/Q/01-c.md x-y"),
    ("#x", "Spec/P/01-a.md x"),
    ("#", "Spec/P/01-a.md"),
    ("", "Spec/P/01-a.md"),
    ("02-b.md#", "Spec/P/02-b.md"),
    ("/Spec/Q/01-c.md", "Spec/Q/01-c.md"),
    ("a%20b.md#%C3%A9", "Spec/P/a b.md é"),
    ("a%2", "Spec/P/a%2"), ("a%+5", "Spec/P/a%+5"), ("%", "Spec/P/%"), ("%zz", "Spec/P/%zz"),
    ("../../../x.md", "../x.md"),
    ("../../..//./x.md", "../x.md"),
    ("x.md#a#b", "Spec/P/x.md a#b"),
  ])
  func `a destination is resolved from its chapter`(destination: String, resolved: String) {
    #expect(target(destination) == resolved)
  }

  @Test(arguments: [
    ("https://x.org/a.md", true), ("mailto:a@b.c", true), ("//x.org", true), ("HTTP://x", true),
    ("x+y-z.1:a", true), ("//x.org/a:b", true),
    ("a.md", false), ("a.md#b:c", false), ("a/b:c", false), ("02-a.md:3", false), (":a", false),
    ("é:a", false), ("", false),
  ])
  func `a destination with a scheme or a host leads to another site`(
    destination: String, isExternal: Bool
  ) {
    #expect(Link.isExternal(destination) == isExternal)
  }

  private func places(_ text: String) -> [String] {
    Chapter(path: "a.md", bytes: Array(text.utf8)).links.map {
      "\($0.location.line):\($0.location.column) \($0.destination)"
    }
  }

  @Test(arguments: [
    ("a [b](c.md) [d](e.md)", ["1:7 c.md", "1:17 e.md"]),
    ("[b](c.md) [b](c.md)", ["1:5 c.md", "1:15 c.md"]),
    ("c.md [b](c.md)", ["1:10 c.md"]),
    ("(c.md) [c.md](c.md)", ["1:15 c.md"]),
    ("> a\n> [b](c.md)\n[d](e.md)", ["2:7 c.md", "3:5 e.md"]),
    ("[a]: http://x\na [b\nb](c.md) d", ["3:4 c.md"]),
    ("- `a\n  b` é [b](c.md)", ["2:13 c.md"]),
    ("| [a](b.md) |\n|---|\n| [c](d.md) |", ["1:7 b.md", "3:7 d.md"]),
    ("# [a](b.md)\n\n[c](d.md)\n===", ["1:7 b.md", "3:5 d.md"]),
    ("[![a](b.svg)](c.md) [d](e.md)", ["1:15 c.md", "1:7 b.svg", "1:25 e.md"]),
    ("[a](<b c.md> \"t\")", ["1:6 b c.md"]),
    ("[a](b&amp;c.md)", ["1:1 b&c.md"]),
    ("[a][b]\n\n[b]: c.md", ["1:1 c.md"]),
    ("a[^1]\n\nb [c](d.md)\n\n[^1]: [e](f.md)", ["3:7 d.md", "5:11 f.md"]),
    ("[a](\n  b.md)", ["2:3 b.md"]),
  ])
  func `a link is found at its destination`(text: String, expected: [String]) {
    #expect(places(text) == expected)
  }

  @Test func `links in code are none`() {
    #expect(places("`[a](b)`\n\n```\n[a](b)\n```\n").isEmpty)
  }
}

@Suite struct LinkFindingTests {
  private let manifest = "title: T\nparts: [P, Q]\n"

  private func expect(
    _ text: String, _ expected: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let files = [
      "book.yml": manifest, "P/01-a.md": "# One\n\n" + text,
      "Q/02-b.md": "# Two words\n\n> **a.b** T. (unproved: x)\n", "Q/pages.md": "# Pages\n",
    ]
    let findings = expected.map { ("P/01-a.md", $0) }
    switch findings.count {
    case 0: expectFindings(inBook: files, sourceLocation: sourceLocation)
    case 1: expectFindings(inBook: files, findings[0], sourceLocation: sourceLocation)
    default: expectFindings(inBook: files, findings[0], findings[1], sourceLocation: sourceLocation)
    }
  }

  @Test func `links to chapters, headings and rules that exist are right`() {
    expect("[a](../Q/02-b.md) [b](../Q/02-b.md#two-words) [c](#one) [d](https://x.org/dead.md)")
    expect("[a](../Q/02-b.md#rule-a.b) [b](/Spec/Q/pages.md) [c](#)")
  }

  @Test func `a link to a chapter that is not there is dead`() {
    expect(
      "[a](⌖../Q/2-b.md)\n> [b](⌖nowhere.md)\n",
      "dead-link: there is no chapter 'Spec/Q/2-b.md'; did you mean 'Spec/Q/02-b.md'?",
      "dead-link: there is no chapter 'Spec/P/nowhere.md'; no chapter has that path")
  }

  @Test func `two dead links to one place are two findings`() {
    let message = "dead-link: there is no chapter 'Spec/P/nowhere.md'; no chapter has that path"
    expect("[a](⌖nowhere.md) [b](⌖nowhere.md)\n", message, message)
  }

  @Test func `a link to an anchor that is not there is dead`() {
    expect(
      "[a](⌖../Q/02-b.md#two-word) [b](⌖#something-else)",
      "dead-anchor: 'Spec/Q/02-b.md' has no anchor 'two-word'; did you mean 'two-words'?",
      "dead-anchor: 'Spec/P/01-a.md' has no anchor 'something-else'; its headings and rules have"
        + " other anchors")
    expect(
      "[a](⌖../Q/02-b.md#rule-a.c)",
      "dead-anchor: 'Spec/Q/02-b.md' has no anchor 'rule-a.c'; did you mean 'rule-a.b'?")
  }

  @Test func `a link leads out of the book only to the web`() {
    expect(
      "[a](⌖../../README.md) [b](⌖../../../../etc/x.md)",
      "dead-link: '../../README.md' leads out of the book; link to a chapter or a web address",
      "dead-link: '../../../../etc/x.md' leads out of the book; link to a chapter or a web address")
  }

  @Test func `a file that is no chapter is not on the site`() {
    let end = "; link to a chapter, an anchor or a web address"
    expect(
      "[a](⌖../R) [b](⌖figure.c)",
      "dead-link: the site carries chapters and pictures only, not '../R'\(end)",
      "dead-link: the site carries chapters and pictures only, not 'figure.c'\(end)")
  }

  @Test func `a link to a folder leads to its first chapter`() {
    expect(
      "[a](../Q) [b](../Q/) [c](../Q#two-words) [d](../Q/02-b.md?plain=1#two-words) [e](⌖../Q#no)",
      "dead-anchor: 'Spec/Q' has no anchor 'no'; its headings and rules have other anchors")
  }

  @Test func `pictures from elsewhere are told`() {
    expect(
      "⌖![b](ftp://e.org/figure.svg)",
      "dead-link: a page shows no pictures from elsewhere; put the file beside the chapter, or let a"
        + " test attach the figure")
  }

  @Test(arguments: ["https://e.org/x", "HTTP://e.org", "mailto:a@e.org"])
  func `web and mail addresses are not checked`(address: String) {
    expect("[a](\(address))")
  }

  @Test func `a link without a destination leads nowhere`() {
    expect(
      "a ⌖[b]()",
      "dead-link: this link leads nowhere; give it a chapter, an anchor or a web address")
  }

  @Test func `20,000 links find their 20,000 headings`() {
    let lines = (0..<20_000).map { "# Heading \($0)\n\n[a](#heading-\($0))\n" }
    let bytes = Array(lines.joined().utf8)
    let folder = BookFolder(path: "Spec", parts: entries(["P/a.md"]))
    let findings =
      Book.reading(folder) { $0 == "Spec/P/a.md" ? bytes : Array("title: T\nparts: [P]".utf8) }
      .findings
    #expect(findings.isEmpty)
  }

  @Test func `a line of code is a place that links lead to`() {
    expectFindings(inBook: [
      "book.yml": "title: T\nparts: [P]\n",
      "P/a.md": "# T\n\n[line](#L6) [fence](#L5) [b](b.md#L5)\n\n```swift\nlet x = 1\n```\n",
      "P/b.md": "# T\n\nText.\n\n    indented\n",
    ])
    expectFindings(
      inBook: [
        "book.yml": "title: T\nparts: [P]\n",
        "P/a.md": "# T\n\n[no](⌖#L3)\n\n```dts\n```\n",
      ],
      (
        "P/a.md",
        "dead-anchor: 'Spec/P/a.md' has no anchor 'L3'; its headings and rules have other anchors"
      ))
  }

  @Test(arguments: ["L+6", "L06", "L-6", "l6", "L٦"])
  func `a line of code has one anchor, as the page has it`(anchor: String) {
    expectFindings(
      inBook: [
        "book.yml": "title: T\nparts: [P]\n",
        "P/a.md": "# T\n\n[no](<⌖#\(anchor)>)\n\n```swift\nlet x = 1\n```\n",
      ],
      (
        "P/a.md",
        "dead-anchor: 'Spec/P/a.md' has no anchor '\(anchor)'; its headings and rules have other anchors"
      ))
  }

  @Test func `anchors in HTML count where HTML is allowed`() {
    let text =
      "# T\n\n[a](⌖#here) [b](⌖#there) [c](⌖#too)\n\n<a id=\"here\"></a>\n\nT <a name='there'></a> <b ID=too>b</b>\n"
    expectFindings(inBook: [
      "book.yml": "title: T\nparts: [P]\nallow-html: true\n",
      "P/a.md": text.replacing("⌖", with: ""),
    ])
    let ending = "'; its headings and rules have other anchors"
    expectFindings(
      inBook: ["book.yml": "title: T\nparts: [P]\n", "P/a.md": text],
      ("P/a.md", "dead-anchor: 'Spec/P/a.md' has no anchor 'here" + ending),
      ("P/a.md", "dead-anchor: 'Spec/P/a.md' has no anchor 'there" + ending),
      ("P/a.md", "dead-anchor: 'Spec/P/a.md' has no anchor 'too" + ending))
  }

  @Test func `only ids, and names of anchors, are places in HTML`() {
    let ending = "'; its headings and rules have other anchors"
    expectFindings(
      inBook: [
        "book.yml": "title: T\nparts: [P]\nallow-html: true\n",
        "P/a.md":
          "# T\n\n[a](⌖#zz) [b](⌖#in) [c](#ok)\n\nT <input name=\"zz\"> <b title='id=\"in\"' id=ok>b</b>\n",
      ],
      ("P/a.md", "dead-anchor: 'Spec/P/a.md' has no anchor 'zz" + ending),
      ("P/a.md", "dead-anchor: 'Spec/P/a.md' has no anchor 'in" + ending))
  }

  @Test func `values in HTML are read as browsers read them`() {
    expectFindings(
      inBook: [
        "book.yml": "title: T\nparts: [P]\nallow-html: true\n",
        "P/01.md": """
        # T

        T <a id="x1" id="x2"></a> <a id="caf&eacute;"></a> <a name='&#x6E;&#111;&nosuch;&'></a>

        [a](#x1) [b](⌖#x2) [c](#café) [d](#no&nosuch;&)

        <a href=" 02.md ">e</a> <a href='0&#50;.md&num;t&colon;wo'>f</a> <a href=/Spec/P/02.md>g</a>
        <a href="02
        .md#t:wo">h</a> <a href="&#32;#caf&#233;">i</a> <a href=" ⌖&amp;.md">j</a>
        """,
        "P/02.md": "# Two\n\n<b id='t:wo'>b</b>\n",
      ],
      ("P/01.md", "dead-anchor: 'Spec/P/01.md' has no anchor 'x2'; did you mean 'x1'?"),
      ("P/01.md", "dead-link: there is no chapter 'Spec/P/&.md'; did you mean 'Spec/P/01.md'?"))
  }

  @Test func `what Markdown makes a link of in prose is none that an author must mend`() {
    expectFindings(inBook: [
      "book.yml": "title: T\nparts: [P]\n",
      "P/a.md":
        "# T\n\nGet it from ftp://ftp.example.org/pub or xmpp:a@b.org, ![x](https://e.org/a.png).\n",
    ])
  }
}
