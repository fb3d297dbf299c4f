// Where the right text is known, a finding has it as an edit, and making all edits mends the book.

import Testing

@testable import Book

struct SuggestedEditTests {
  /// A book with a near miss of each kind.
  private static let faulty = [
    "Spec/book.yml": """
    title: T
    repositry: https://example.org/book
    parts: [P, Othr]
    releases: {Zoo: [1.0, 1.10, 2.0]}
    paths:
      - A way: [P/01-a.md]

    """,
    "Spec/P/01-a.md": """
    ---
    titel: A title
    ---

    # A first

    [b](02-c.md), [there](<02-c.md#a-second>), [here](#a-frst), [c](../Other/d.md),
    [02-c.md](02-c.md) and ![p](pictre.svg)

    > **a.rule in=1.10,1.1o** A rule.

    > **b.rule sinse=1.0** A rule. (unproved: so)

    > **c.rule since=2.0 until=1.0** A rule. (unproved: so)

    ```swift exmaple rule=a.rule
    1 + 1  // → 2
    ```

    ```swift example rul=a.rule
    1 + 1  // → 2
    ```

    ```Swift example
    1 + 1  // -> 2
    ```

    ```swift example rule=a.rule,a.rul
    1 + 1  // → 2
    ```

    ```yaml bindng=note
    properties: {}
    ```

    """,
    "Spec/P/02-b.md": "# A second\n\nText.\n", "Spec/P/picture.svg": "",
    "Spec/Other/c.md": "# C\n\nText.\n",
  ]

  private func book(_ files: [String: String]) -> Book {
    let paths = files.keys.map { String($0.dropFirst(5)) }.filter { $0.contains("/") }
    let folder = BookFolder(path: "Spec", parts: entries(paths.sorted()))
    return Book.reading(
      folder, read: { Array((files[$0] ?? "").utf8) },
      picture: { files[$0] == nil ? nil : Picture(digest: Digest(of: [])) })
  }

  @Test func `all edits together mend a book`() throws {
    var files = Self.faulty
    var rounds = 0
    var kinds: Set<String> = []
    // What stands in a fence or a manifest that cannot be read is seen when that can.
    while rounds < 4 {
      let edits = book(files).findings.flatMap { finding in
        finding.edits.map { (finding, $0) }
      }
      if edits.isEmpty { break }
      for (finding, edit) in edits.sorted(by: { $0.1.location > $1.1.location }) {
        kinds.insert(finding.kind.rawValue)
        try make(edit, in: &files)
      }
      rounds += 1
    }
    #expect(book(files).findings.map(\.description) == [])
    #expect(
      kinds.sorted() == [
        "dead-anchor", "dead-link", "empty-range", "front-matter", "manifest", "missing-part",
        "misspelt-arrow",
        "misspelt-language", "unknown-attribute", "unknown-release", "unknown-role",
        "unknown-rule",
      ])
  }

  private func make(_ edit: Finding.Edit, in files: inout [String: String]) throws {
    var lines = try #require(files[edit.location.file]).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { Array($0.utf8) }
    let (line, start) = (edit.location.line - 1, edit.location.column - 1)
    let range = start..<start + edit.old.utf8.count
    try #require(lines[line][range].elementsEqual(edit.old.utf8), "\(edit)")
    lines[line].replaceSubrange(range, with: edit.new.utf8)
    files[edit.location.file] = String(
      decoding: Array(lines.joined(separator: [10])), as: UTF8.self)
  }
}
