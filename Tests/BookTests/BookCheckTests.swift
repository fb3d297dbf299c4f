// The checks that need more than one chapter: parts, files and rules.

import Testing

@testable import Book

private let manifest = "title: T\nparts: [P]\n"

@Suite struct BookCheckTests {
  @Test func `a book in order has no findings, and its chapters come in the order of names`() {
    let files = [
      "Spec/book.yml": "title: T\nparts: [Q, P]\n", "Spec/P/02-b.md": "# B\n",
      "Spec/P/01-a.md": "# A\n", "Spec/Q/x.md": "# X\n", "Spec/P/Code.swift": "",
    ]
    let folder = BookFolder(
      path: "Spec",
      parts: entries(["P/02-b.md", "P/Code.swift", "P/01-a.md", "P/.#01-a.md", "Q/x.md"]))
    let book = Book.reading(folder) { Array((files[$0] ?? "").utf8) }
    #expect(book.findings.isEmpty)
    #expect(!book.hasErrors)
    #expect(book.chapters.map(\.path) == ["Spec/Q/x.md", "Spec/P/01-a.md", "Spec/P/02-b.md"])
    #expect(book.chapters.map(\.title) == ["X", "A", "B"])
  }

  @Test func `a part without a folder is told`() {
    expectFindings(
      inBook: [
        "book.yml": "title: T\nparts: [⌖Counting, P, ⌖Other]\n", "P/a.md": "", "Countin/x.c": "",
      ],
      ("book.yml", "missing-part: part 'Counting' has no folder; did you mean 'Countin'?"),
      (
        "book.yml",
        "missing-part: part 'Other' has no folder; create Spec/Other or remove it from the list"
      ))
  }

  @Test func `a folder with chapters that is no part is told`() {
    expectFindings(
      inBook: ["book.yml": manifest, "P/a.md": "", "Q/a.md": "", "R/.#a.md": "", "S/a.txt": ""],
      (
        "Q",
        "unlisted-part: this folder has chapters but is no part; add 'Q' to parts in Spec/book.yml"
      ))
  }

  @Test func `a chapter that is no file is told`() {
    var folder = entries(["P/a.md"])
    folder["P"]?.append(BookFolder.Entry(name: "b.md", kind: .directory))
    folder["P"]?.append(BookFolder.Entry(name: "c.md", kind: .other))
    expectFindings(
      inBook: ["book.yml": manifest, "P/a.md": ""], parts: folder,
      ("P/b.md", "not-a-file: a chapter is a regular file; this is none"),
      ("P/c.md", "not-a-file: a chapter is a regular file; this is none"))
  }

  @Test func `a file that cannot be read is told, and the rest is read`() {
    expectFindings(
      inBook: ["book.yml": manifest, "P/b.md": "a\n\n\n```swift ⌖exmaple\n```\n"],
      parts: entries(["P/a.md", "P/b.md"]),
      ("P/a.md", "unreadable: cannot be read: no such file"),
      ("P/b.md", "unknown-role: unknown role 'exmaple'; did you mean 'example'?"))
  }

  @Test func `a book without a manifest has no parts, and says so`() {
    expectFindings(
      inBook: ["P/a.md": ""],
      (
        "P",
        "unlisted-part: this folder has chapters but is no part; add 'P' to parts in Spec/book.yml"
      ), ("book.yml", "unreadable: cannot be read: no such file"))
  }

  @Test func `Markdown that is in no chapter's place is named`() {
    let folder = BookFolder(
      path: "Spec",
      parts: [
        "P": [
          "01.md", "02.MD", "03.mkd", ".04.mkd", "sub/deep/05.Markdown", "figure.svg", "a.mdwn",
          "b.mkdn",
          "c.markdn", "d.mdx", ".z.md", ".q/a.md", ".#01-a.md", ".01-a.md.swp", "._01.md", "01.md~",
        ].map {
          .init(name: $0, kind: .regular)
        } + [.init(name: "06", kind: .folderLink)], "Q": [.init(name: "a.MD", kind: .regular)],
        ".hid": [.init(name: "y.md", kind: .regular)],
        "R": [.init(name: "x/.y.md", kind: .regular)],
      ], otherMarkdown: ["Spec/.z.md", "Spec/README.md"])
    let book = Book.reading(folder) { path in
      Array((path == "Spec/book.yml" ? "title: T\nparts: [P]\n" : "# T\n").utf8)
    }
    let isNone = "this is no chapter, since its name ends with neither .md nor .markdown; rename it"
    let isHidden =
      "this file is not in the book, since a name that begins with a dot is hidden; rename it, or move it"
      + " out of Spec"
    #expect(
      book.findings.map(\.description) == [
        "Spec/.hid/y.md:1:1: warning: \(isHidden)", "Spec/.z.md:1:1: warning: \(isHidden)",
        "Spec/P/.04.mkd:1:1: warning: \(isHidden)", "Spec/P/.q/a.md:1:1: warning: \(isHidden)",
        "Spec/P/.z.md:1:1: warning: \(isHidden)",
        "Spec/P/02.MD:1:1: error: \(isNone)", "Spec/P/03.mkd:1:1: error: \(isNone)",
        "Spec/P/06:1:1: warning: a link to a folder is not followed, so no chapter in it is in the"
          + " book; put the folder in its place",
        "Spec/P/a.mdwn:1:1: error: \(isNone)", "Spec/P/b.mkdn:1:1: error: \(isNone)",
        "Spec/P/c.markdn:1:1: error: \(isNone)", "Spec/P/d.mdx:1:1: error: \(isNone)",
        "Spec/P/sub/deep/05.Markdown:1:1: error: \(isNone)",
        "Spec/Q:1:1: error: this folder has Markdown but is no part; let its names end with .md and add 'Q'"
          + " to parts in Spec/book.yml",
        "Spec/R/x/.y.md:1:1: warning: \(isHidden)",
        "Spec/README.md:1:1: warning: this file is not in the book, since it is in no part's folder;"
          + " move it into one, or out of Spec",
      ])
    #expect(
      book.findings.allSatisfy {
        $0.kind.rawValue == ($0.location.file == "Spec/Q" ? "unlisted-part" : "ignored-file")
      })
  }

  @Test func `the chapters of a folder stand where its name does`() {
    let names = [
      "03.md", "02-b/02.markdown", "02-b/01.md", "02.md", "01.md", "02-b/.#x.md", "02-b/a.c",
    ]
    let folder = BookFolder(
      path: "Spec", parts: ["P": names.map { .init(name: $0, kind: .regular) }])
    let book = Book.reading(folder) { Array(($0.hasSuffix("yml") ? manifest : "# T\n").utf8) }
    #expect(book.findings.isEmpty)
    #expect(
      book.chapters.map { $0.path.dropFirst(7) } == [
        "01.md", "02-b/01.md", "02-b/02.markdown", "02.md", "03.md",
      ])
  }

  @Test func `two chapters of one page or one tangled file are told`() {
    expectFindings(
      inBook: [
        "book.yml": manifest, "P/a.md": "", "P/a.markdown": "", "P/B.md": "", "P/b.md": "",
        "P/c/d.md": "", "P/c+d.md": "",
      ],
      ("P/a.md", "chapter-name: its page would be that of Spec/P/a.markdown; rename one of them"),
      ("P/b.md", "chapter-name: its page would be that of Spec/P/B.md; rename one of them"),
      (
        "P/c+d.md",
        "chapter-name: its tangled file would be called like that of Spec/P/c/d.md; rename one of"
          + " them"
      ))
  }

  @Test func `a rule is proved by a test or an example, in any chapter`() {
    expectFindings(inBook: [
      "book.yml": manifest,
      "P/a.md": "> **a.b** T.\n\n> **a.c** T.\n\n> **a.d** T. (unproved: x)\n",
      "P/b.md":
        "a\n\n\n```swift test rule=a.b\n@Test func f() { #expect(a) }\n```\n```swift example rule=a.c,a.b\n1 // → 1\n```\n",
    ])
  }

  @Test func `a rule that nothing proves is told`() {
    expectFindings(
      inBook: ["book.yml": manifest, "P/a.md": "- ⌖> **a.b** T.\n"],
      (
        "P/a.md",
        "unproved-rule: no test proves rule 'a.b'; name it in rule= of a test or example, or end it"
          + " with (unproved: reason)"
      ))
  }

  @Test func `a rule that is proved does not say that it is unproved`() {
    expectFindings(
      inBook: [
        "book.yml": manifest,
        "P/a.md":
          "⌖> **a.b** T. (unproved: x)\n\n\n```swift test rule=a.b\n@Test func f() { #expect(a) }\n```\n",
      ],
      (
        "P/a.md",
        "proved-rule: rule 'a.b' says that it is unproved, but a test proves it; remove the reason"
      ))
  }

  @Test func `a rule that is defined twice is told with its first place`() {
    expectFindings(
      inBook: [
        "book.yml": manifest, "P/a.md": "x\n\n> **a.b** T. (unproved: x)\n",
        "P/b.md": "⌖> **a.b** U. (unproved: x)\n",
      ],
      (
        "P/b.md",
        "duplicate-rule: rule 'a.b' is already defined at Spec/P/a.md:3:1; give this one its own id"
      ))
  }

  @Test func `a proof of a rule that is not there is told with the nearest`() {
    expectFindings(
      inBook: [
        "book.yml": manifest,
        "P/a.md":
          "> **range.capped** T. (unproved: x)\n\n\n```swift test rule=⌖no.such,⌖range.caped\n@Test func f() { #expect(a) }\n```\n",
      ],
      (
        "P/a.md",
        "unknown-rule: there is no rule 'no.such'; state it in a block quote, or remove it here"
      ),
      ("P/a.md", "unknown-rule: there is no rule 'range.caped'; did you mean 'range.capped'?"))
  }

  @Test func `a finding reads like a compiler's`() {
    let finding = Finding(.manifest, Location(file: "Spec/P/a.md", line: 3, column: 5), "m; n")
    #expect(finding.description == "Spec/P/a.md:3:5: error: m; n")
    #expect(
      Finding(.manifest, Location(file: "a"), "m", severity: .warning).description
        == "a:1:1: warning: m")
  }
}
