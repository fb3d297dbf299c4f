// Published places: which lines list them, and what is wrong when one is gone.

import Testing

@testable import Book

/// A book of two chapters with a list of its published places.
private func findings(_ list: String, _ kind: BookFolder.Kind = .regular) -> [String] {
  let files = [
    "Spec/book.yml": "title: T\nparts: [P]\n", "Spec/P/01-a.md": "# A\n\n## Feeding\n",
    "Spec/P/02-b.md": "# B\n\n> **a.b** Rule. (unproved: x)\n", "Spec/anchors.txt": list,
  ]
  var folder = BookFolder(
    path: "Spec", parts: ["P": ["01-a.md", "02-b.md"].map { .init(name: $0, kind: .regular) }])
  folder.anchors = kind
  return Book.reading(folder) { Array((files[$0] ?? "").utf8) }.findings.map {
    "\($0.kind.rawValue): \($0.message) (\($0.location.line))"
  }
}

@Suite struct PublishedAnchorTests {
  @Test(arguments: [BookFolder.Kind.directory, .folderLink, .other])
  func `a list that is no regular file is named and not read`(kind: BookFolder.Kind) {
    #expect(
      findings("Spec/P/gone.md\n", kind) == [
        "not-a-file: the list of published places is a regular file; this is none (1)"
      ])
  }

  @Test func `places that are there, or lead to one, are right`() {
    #expect(
      findings(
        """
        # A remark
        Spec/P/01-a.md

        Spec/P/01-a.md#feeding
        Spec/P/01-a.md#food -> Spec/P/01-a.md#feeding
        Spec/P/00-gone.md -> Spec/P/02-b.md
        Spec/P/00-gone.md#x -> Spec/P/02-b.md#rule-a.b

        """) == [])
  }

  @Test(arguments: [
    (
      "Spec/P/01-a.md#feedings",
      "'Spec/P/01-a.md' has no anchor 'feedings'; did you mean 'feeding'?"
    ),
    (
      "Spec/P/01-a.md#milking",
      "'Spec/P/01-a.md' has no anchor 'milking'; write 'Spec/P/01-a.md#milking -> ' and where it went"
    ),
    ("Spec/P/01-b.md", "there is no chapter 'Spec/P/01-b.md'; did you mean 'Spec/P/01-a.md'?"),
    (
      "Spec/P/01-a.md#x -> Spec/P/02-b.md#why",
      "'Spec/P/02-b.md' has no anchor 'why'; lead it to a place that is there"
    ),
    (
      "Spec/P/01-a.md#feeding -> Spec/P/02-b.md",
      "'Spec/P/01-a.md#feeding' is still there; remove the arrow"
    ),
    (
      "Spec/P/01-A.markdown -> Spec/P/02-b.md",
      "the page of 'Spec/P/01-A.markdown' is another chapter's; remove this line"
    ),
  ])
  func `a place that is gone is told with what would be right`(line: String, message: String) {
    #expect(findings(line + "\n") == ["published-anchor: \(message) (1)"])
  }

  @Test(arguments: [
    "Spec/P/x.txt", "Spec/../etc/a.md", "Spec/a.md", "/Spec/P/a.md", "Spec/P/a.md#", "Spec/P/.a.md",
    "Spec/P/01-a.md -> ", "Spec/P/01-a.md -> x", " Spec//a.md", "Spec/P/01-a.md#a\u{1B}",
  ])
  func `a line that is no place is told`(line: String) {
    #expect(
      findings(line + "\n").first?.hasPrefix("published-anchor: this is no place in the book;")
        == true)
  }

  @Test func `a place is listed once`() {
    #expect(
      findings("Spec/P/01-a.md\nSpec/P/01-a.md\n") == [
        "published-anchor: 'Spec/P/01-a.md' is listed twice; remove one (2)"
      ])
  }

  @Test func `new places are added in order, below the remarks`() {
    let new = [
      LinkTarget(path: "Spec/P/02-b.md", anchor: "b"),
      LinkTarget(path: "Spec/P/01-a.md", anchor: nil),
    ]
    #expect(
      PublishedAnchors.text(adding: new, to: "# Mine\nSpec/P/01-x.md -> Spec/P/01-a.md\n")
        == "# Mine\nSpec/P/01-a.md\nSpec/P/01-x.md -> Spec/P/01-a.md\nSpec/P/02-b.md#b\n")
    #expect(PublishedAnchors.text(adding: [], to: "").hasPrefix("# Places to which"))
  }
}
