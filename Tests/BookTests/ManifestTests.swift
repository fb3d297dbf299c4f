// The manifest, Spec/book.yml: what it says and each mistake.

import Testing

@testable import Book

private func expectFinding(
  _ marked: String, _ expected: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
  let text = marked.filter { $0 != "⌖" }
  let found = Manifest.reading(path: "book.yml", bytes: Array(text.utf8)).findings.sorted()
  var places: [String] = []
  var before = ""
  for piece in marked.split(separator: "⌖", omittingEmptySubsequences: false).dropLast() {
    before += piece
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    places.append("book.yml:\(lines.count):\((lines.last?.utf8.count ?? 0) + 1)")
  }
  #expect(
    found.map(\.description) == zip(places, expected).map { "\($0): error: \($1)" },
    sourceLocation: sourceLocation)
  #expect(places.count == expected.count, sourceLocation: sourceLocation)
  #expect(found.allSatisfy { $0.kind == .manifest }, sourceLocation: sourceLocation)
}

@Suite struct ManifestTests {
  @Test func `a manifest gives title, parts and where the sources are`() {
    let text = """
      title: "A book: it's here"
      parts:
        - First   # comment
        - Second_2
      repository: https://example.org/book/
      branch: trunk
      allow-html: true
      """
    let (manifest, findings) = Manifest.reading(path: "book.yml", bytes: Array(text.utf8))
    #expect(findings.isEmpty)
    #expect(manifest.title == "A book: it's here")
    #expect(manifest.parts == ["First", "Second_2"])
    #expect(manifest.repository == "https://example.org/book")
    #expect(manifest.branch == "trunk")
    #expect(manifest.allowsRawHTML)
    #expect(manifest.partLocations["Second_2"] == Location(file: "book.yml", line: 4, column: 5))
  }

  @Test func `a part may say what it is about`() {
    let text = "title: T\nparts:\n  - First: >-\n      How it\n      begins.\n  - Second\n"
    let (manifest, findings) = Manifest.reading(path: "book.yml", bytes: Array(text.utf8))
    #expect(findings.isEmpty)
    #expect(manifest.parts == ["First", "Second"])
    #expect(manifest.partSummaries == ["First": "How it begins."])
    #expect(manifest.partLocations["First"] == Location(file: "book.yml", line: 3, column: 5))
    expectFinding("title: T\nparts:\n  - A: ⌖[b]\n", "'A' is no text; write: A: \"…\"")
    expectFinding(
      "title: T\nparts:\n  - ⌖1a: b\n  - ⌖A: b\n    C: d\n",
      "'1a' is no name of a part; a part is a Swift target and a folder: letters, digits, _ and -,"
        + " beginning with a letter or _",
      "this is no part; write 'Name', or 'Name: what it is about'")
    expectFinding(
      "title: T\nparts:\n  - ⌖[A]\n  - ⌖? {A: b}\n    : c\n  - A\n",
      "this is no part; write 'Name', or 'Name: what it is about'",
      "this is no part; write 'Name', or 'Name: what it is about'")
  }

  @Test func `a book may name ways through it`() {
    let text = "title: T\nparts: [A]\npaths:\n  - Quick: [A/1.md, A/2.md]\n  - Slow: []\n"
    let (manifest, findings) = Manifest.reading(path: "Spec/book.yml", bytes: Array(text.utf8))
    #expect(findings.isEmpty)
    #expect(manifest.paths.map(\.name) == ["Quick", "Slow"])
    #expect(manifest.paths[0].chapters == ["Spec/A/1.md", "Spec/A/2.md"])
    #expect(manifest.paths[0].locations.map(\.column) == [13, 21])
    let right = "write 'paths: [In a hurry: [Part/01-chapter.md]]'"
    expectFinding("title: T\nparts: [A]\npaths: ⌖A\n", "'paths' is no list; \(right)")
    expectFinding(
      "title: T\nparts: [A]\npaths: [⌖A, ⌖B: c]\n", "this is no way through the book; \(right)",
      "this is no way through the book; \(right)")
  }

  @Test func `a book may draw its subject as a map of steps`() {
    let text = """
      title: T
      parts: [A]
      map:
        - It begins: {about: How., chapters: [A/1.md]}
        - It ends: [A/2.md]

      """
    let (manifest, findings) = Manifest.reading(path: "Spec/book.yml", bytes: Array(text.utf8))
    #expect(findings.isEmpty)
    #expect(manifest.map.map(\.name) == ["It begins", "It ends"])
    #expect(manifest.map.map(\.about) == ["How.", nil])
    #expect(manifest.map.flatMap(\.chapters) == ["Spec/A/1.md", "Spec/A/2.md"])
    let right = "write 'map: [It begins: [Part/01-chapter.md]]'"
    expectFinding("title: T\nparts: [A]\nmap: ⌖A\n", "'map' is no list; \(right)")
    expectFinding(
      "title: T\nparts: [A]\nmap: [⌖A: {about: b}, B: {⌖abut: c, chapters: []}]\n",
      "this is no step of the map; \(right)", "unknown key 'abut'; here are 'about' and 'chapters'")
  }

  @Test func `a book may say where it is published`() {
    let text = "title: T\nparts: [A]\naddress: https://x.org/b/\n"
    let (manifest, findings) = Manifest.reading(path: "book.yml", bytes: Array(text.utf8))
    #expect(findings.isEmpty && manifest.address == "https://x.org/b")
    expectFinding(
      "title: T\nparts: [A]\naddress: ⌖x.org\n",
      "'address' is no web address; it starts with https://")
  }

  @Test func `nothing and control characters are no text`() {
    for nothing in ["~", "null", "\"  \""] {
      expectFinding("title: T\nparts:\n  - A: ⌖\(nothing)\n", "'A' is no text; write: A: \"…\"")
      expectFinding("title: ⌖\(nothing)\nparts: [A]\n", "'title' is no text; write: title: \"…\"")
    }
    expectFinding(
      "title: T\nparts:\n  - A: ⌖\"\\e[31m\"\n",
      "'A' has the control character 0x1b in it; remove it")
    expectFinding("title: T\nparts:\n  - A: \"~\"\n  - B: |\n      Two\n      lines\n")
  }

  @Test func `title and parts are enough`() {
    let (manifest, findings) = Manifest.reading(
      path: "book.yml", bytes: Array("title: 2024\r\nparts: [A]\r\n".utf8))
    #expect(findings.isEmpty)
    #expect(manifest.title == "2024")
    #expect(manifest.repository == nil)
    #expect(manifest.branch == "main")
    #expect(!manifest.allowsRawHTML)
  }

  @Test func `a manifest that is no mapping is told`() {
    let message = "the manifest is no mapping; write 'title: …' and 'parts: […]'"
    for text in ["⌖", "⌖# only a comment\n", "⌖- a\n", "⌖text\n"] { expectFinding(text, message) }
  }

  @Test func `title and parts are needed`() {
    expectFinding("⌖parts: [A]\n", "the book has no title; add 'title: …'")
    expectFinding("⌖title: T\n", "the book has no parts; add 'parts: [Name]'")
    expectFinding("⌖title: T\nparts: []\n", "the book has no parts; add 'parts: [Name]'")
    expectFinding("title: ⌖\"\"\nparts: [A]\n", "'title' is no text; write: title: \"…\"")
    expectFinding("title: ⌖[a]\nparts: [A]\n", "'title' is no text; write: title: \"…\"")
    expectFinding("title: T\nparts: ⌖A\n", "'parts' is no list; write 'parts: [Name]'")
  }

  @Test func `a key that is not known is told with the nearest`() {
    expectFinding(
      "title: T\nparts: [A]\n⌖tilte: T\n⌖theme: dark\n",
      "unknown key 'tilte'; did you mean 'title'?",
      "unknown key 'theme'; the keys are title, parts, summary, map, paths, address, repository,"
        + " branch, sources, releases, headers, readers, writers, allow-html, findings")
  }

  @Test func `the name of a part is a target's`() {
    for name in ["1a", "-a", "a b", "a/b", "''", ".."] {
      let plain = name == "''" ? "" : name
      expectFinding(
        "title: é\nparts: [É, ⌖\(name)]\n",
        "'\(plain)' is no name of a part; a part is a Swift target and a folder: letters, digits,"
          + " _ and -, beginning with a letter or _")
    }
    expectFinding("title: T\nparts: [A, B, ⌖A]\n", "part 'A' is listed twice; remove one")
    expectFinding("title: T\nparts: [a-b]\n")
    expectFinding(
      "title: T\nparts: [a-b, ⌖a_b]\n",
      "parts 'a-b' and 'a_b' would both be the Swift module a_b; rename one")
  }

  @Test func `a part may say that its Swift is not compiled`() {
    let text = """
      title: T
      parts:
        - A:
            about: What it is about.
            defaults: {swift: illustration "of another book"}
        - B
      findings: warn
      """
    let (manifest, findings) = Manifest.reading(path: "book.yml", bytes: Array(text.utf8))
    #expect(findings.isEmpty)
    #expect(manifest.weavesFaultyBook)
    #expect(manifest.partSummaries == ["A": "What it is about."])
    #expect(
      manifest.plainSwift(ofChapter: "Spec/A/x/1.md") == .illustration(reason: "of another book"))
    #expect(manifest.plainSwift(ofChapter: "Spec/B/1.md") == .implementation)
  }

  @Test(arguments: ["{swift: ⌖example}", "{swift: ⌖illustration}", "{swift: ⌖}"])
  func `a default that would run code, or gives no reason, is told`(value: String) {
    let right =
      "write: defaults: {swift: illustration \"why it is not compiled\", rules: since=1.0}"
    expectFinding(
      "title: T\nparts:\n  - A: {defaults: \(value)}\n",
      "this is no default for Swift; \(right)")
    expectFinding(
      "title: T\nparts:\n  - A: {defaults: {⌖c: x}}\nfindings: ⌖yes\n",
      "'defaults' says nothing of Swift or of rules; \(right)",
      "'findings' is neither warn nor stop; write one of them")
    expectFinding(
      "title: T\nparts:\n  - A: {⌖abuot: x}\n", "unknown key 'abuot'; did you mean 'about'?")
  }

  @Test func `values of the wrong kind are told`() {
    let start = "title: T\nparts: [A]\n"
    expectFinding(
      start + "allow-html: ⌖perhaps\n", "'allow-html' is neither true nor false; write one of them")
    expectFinding(
      start + "repository: ⌖git@x.org:a\n",
      "'repository' is no web address; it starts with https://")
    expectFinding(start + "branch: ⌖{}\n", "'branch' is no text; write: branch: \"…\"")
  }

  @Test func `a text that is no YAML is told where it breaks`() {
    expectFinding(
      "title: T\nparts: [A⌖\n", "this is not YAML: did not find expected ',' or ']'")
    expectFinding(
      "title: \"T\nparts: [A]⌖\n", "this is not YAML: found unexpected end of stream")
    expectFinding(
      "title: T\n⌖\tparts: [A]\n",
      "this is not YAML: found a tab character that violates indentation")
  }

  @Test func `a book may say how headers of its program are compiled`() {
    let text = """
      title: T
      parts: [P]
      headers:
        include: [include, machine/include]
        first: [include/config.h]
        define: [NDEBUG, "WORD=64 + 1"]
        stand-ins: {made: [include/generic]}
      """
    let (manifest, findings) = Manifest.reading(path: "book.yml", bytes: Array(text.utf8))
    #expect(findings.isEmpty)
    #expect(manifest.headers.include == ["include", "machine/include"])
    #expect(manifest.headers.first == ["include/config.h"])
    #expect(manifest.headers.define == ["NDEBUG", "WORD=64 + 1"])
    #expect(manifest.headers.standIns == ["made": ["include/generic"]])
  }

  @Test func `a book may say which programs read its formats`() {
    let text = """
      title: T
      parts: [P]
      readers: {parcel: parcel-read --plain, layout label: label_read}
      writers: {parcel: parcel-write}
      """
    let (manifest, findings) = Manifest.reading(path: "book.yml", bytes: Array(text.utf8))
    #expect(findings.isEmpty)
    #expect(manifest.readers["parcel"]?.product == "parcel-read")
    #expect(manifest.readers["parcel"]?.arguments == ["--plain"])
    #expect(manifest.readers["layout label"]?.product == "label_read")
    #expect(manifest.writers.mapValues(\.product) == ["parcel": "parcel-write"])
    let right = "calls no product of this package; write its name, and arguments behind it"
    expectFinding(
      "title: T\nparts: [P]\nreaders: {a: ⌖../read, b: ⌖'/bin/sh -c', c: ⌖-x}",
      "'../read' \(right)", "'/bin/sh -c' \(right)", "'-x' \(right)")
    expectFinding(
      "title: T\nparts: [P]\nreaders: ⌖read",
      "'readers' names no programs; write: readers: {BINDING: PRODUCT}")
    expectFinding(
      "title: T\nparts: [P]\nwriters: {a: ⌖/bin/true}", "'/bin/true' \(right)")
  }

  @Test func `what would lead a compiler elsewhere is told`() {
    let right = "this is not of the form a/path, from the program's folder; mend it"
    expectFinding(
      """
      title: T
      parts: [P]
      headers:
        include: [⌖../other, ok, ⌖/etc]
        ⌖defines: [A]
        define: [⌖-fplugin=x, A=1]
        first: ⌖config.h
        stand-ins: {⌖a/b: [include], made: [⌖a/../..]}
      """, right, right, "unknown key 'defines'; did you mean 'define'?",
      "this is not of the form NAME=VALUE; mend it",
      "'first' is no list; write: first: [a/path, from the program's folder]",
      "this is no name of a folder; write one as in #include <NAME/…>", right)
    expectFinding(
      "title: T\nparts: [P]\nheaders: ⌖yes\n",
      "'headers' says nothing; write: headers: {include: [include]}")
  }

  @Test func `sources are patterns with addresses, in their order`() {
    let text = """
      title: T
      parts: [A]
      sources:
        - "`{file}`, {release}": https://git.example.org/tree/{file}?h=v{release}
        - "RFC {number}":
            https://www.rfc-editor.org/rfc/rfc{number}
      """
    let (manifest, findings) = Manifest.reading(path: "book.yml", bytes: Array(text.utf8))
    #expect(findings.isEmpty)
    #expect(
      manifest.sources.map(\.text) == [
        "`{file}`, {release} → https://git.example.org/tree/{file}?h=v{release}",
        "RFC {number} → https://www.rfc-editor.org/rfc/rfc{number}",
      ])
  }

  @Test func `a source that nobody could find or follow is a finding`() {
    let start = "title: T\nparts: [A]\nsources:\n  - "
    let right = "write: sources: [\"RFC {number}\": \"https://example.org/rfc{number}\"]"
    expectFinding(
      "title: T\nparts: [A]\nsources: ⌖https://e.org\n", "'sources' is no list; \(right)")
    expectFinding(start + "⌖https://e.org\n", "this is no pattern with an address; \(right)")
    let all = "{file}, {release}, {symbol}, {hash}, {number}, {name}, {section}"
    expectFinding(
      start + "⌖\"RFC {numbr}\": https://e.org/{number}\n",
      "unknown placeholder '{numbr}'; did you mean 'number'?")
    expectFinding(
      start + "⌖RFC: https://e.org/x\n",
      "'RFC' has no placeholder; write what differs as \(all)")
    expectFinding(
      start + "⌖\"{name}{section}\": https://e.org/{name}\n",
      "two placeholders touch in '{name}{section}'; write what stands between them")
    expectFinding(
      start + "⌖\"RFC {number\": https://e.org/x\n",
      "a brace stands alone in 'RFC {number'; placeholders are \(all)")
    expectFinding(
      start + "\"RFC {number}\": ⌖https://e.org/{hash}\n",
      "'RFC {number}' says nothing of {hash}; it has {number}")
    for address in [
      "http://e.org/{number}", "https://{number}", "https://e.org", "javascript:{number}",
    ] {
      expectFinding(
        start + "\"RFC {number}\": ⌖\"\(address)\"\n",
        "'\(address)' is no address; it starts with https:// and a host, and a slash")
    }
    expectFinding(
      start + "\"RFC {number}\": ⌖\"https://e.org/a b\"\n",
      "'https://e.org/a b' has a character that no address has; write it as %20 is written")
  }

  @Test func `anchors and aliases, which can blow up, are refused where they stand`() {
    let message = "a manifest has no anchors and aliases; write the value out, or in quotes"
    expectFinding("title: ⌖*nothing\nparts: [A]\n", message)
    expectFinding("title: T\na: ⌖&a [x, x]\n? *a\n: x\n", message)
    for start in ["title: ", "- ", "  ", "[", "[a,", "{a: ", "{\"a\":", "? ", "--- "] {
      for name in ["a", "-a", "_", "1"] { expectFinding("a: b\n\(start)⌖*\(name)\n", message) }
    }
    expectFinding("title: R &D and *more*\nparts: [A: \"memory *that* &may\"]\n")
  }

  @Test func `a key that stands twice is told`() {
    expectFinding(
      "⌖title: T\nparts: [A]\ntitle: U\n", "'title' stands here more than once; remove all but one")
  }

  @Test func `a manifest that is not UTF-8 is told`() {
    let (_, findings) = Manifest.reading(path: "book.yml", bytes: Array("title: ".utf8) + [0xFF])
    #expect(
      findings.map(\.description) == [
        "book.yml:1:8: error: this byte is not UTF-8; save the manifest as UTF-8"
      ])
  }
}
