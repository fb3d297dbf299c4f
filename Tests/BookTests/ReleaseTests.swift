// Releases: the table of a book, what rules claim of it, and what can be wrong with that.

import Testing

@testable import Book

private let manifest = """
  title: T
  parts:
    - P: {defaults: {rules: since=1.1}}
    - Q
  releases:
    Zoo: [1.0, 1.1: with lions, 2.0]
    Keeper: [k1, k2]

  """

/// A rule that says why nothing proves it.
private func rule(_ head: String) -> String { "> **\(head)** R. (unproved: so)\n" }

/// Compares what is wrong with one chapter of a book with releases.
private func expectInBook(
  _ chapter: String, _ expected: String..., required: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let (bytes, places) = unmarked(Array(chapter.utf8))
  let text = manifest + (required ? "  required: true\n" : "")
  let found = book(["Spec/book.yml": text, "Spec/Q/a.md": String(decoding: bytes, as: UTF8.self)])
    .findings.map { "\($0.location.line):\($0.location.column) \($0.kind.rawValue): \($0.message)" }
  #expect(
    found == zip(places, expected).map { "\($0.line):\($0.column) \($1)" },
    sourceLocation: sourceLocation)
}

private func book(_ files: [String: String]) -> Book {
  let names = ["P/a.md", "Q/a.md"].filter { files["Spec/" + $0] != nil }
  var parts = entries(names)
  for part in ["P", "Q"] where parts[part] == nil { parts[part] = [] }
  return Book.reading(BookFolder(path: "Spec", parts: parts)) { Array((files[$0] ?? "").utf8) }
}

/// What the rules of a book with releases hold for: id, words, and all releases.
private func scopes(_ chapter: String, in part: String = "Q") -> [String] {
  let book = book(["Spec/book.yml": manifest, "Spec/\(part)/a.md": chapter])
  #expect(book.findings.isEmpty)
  return book.chapters.flatMap(\.rules).map { rule in
    let scope = book.manifest.scope(of: rule)
    let own = scope?.isOurs == true ? " ours[\(scope?.elsewhere ?? "")]" : ""
    return "\(rule.id) \(rule.text) [\(scope?.words ?? "")] \(scope?.releases ?? [])\(own)"
  }
}

@Suite struct `Releases of rules` {
  @Test(arguments: [
    ("since=1.1", "[Zoo since 1.1] [\"1.1\", \"2.0\"]"),
    ("until=1.1", "[Zoo until 1.1] [\"1.0\", \"1.1\"]"),
    ("since=1.0 until=1.1", "[Zoo 1.0 to 1.1] [\"1.0\", \"1.1\"]"),
    ("since=2.0 until=2.0", "[Zoo 2.0] [\"2.0\"]"),
    ("in=2.0,1.0", "[Zoo 1.0, 2.0] [\"1.0\", \"2.0\"]"),
    ("since=1.1 in=k2", "[Zoo since 1.1; Keeper k2] [\"1.1\", \"2.0\", \"k2\"]"),
    ("ours", "[] [] ours[]"),
    ("ours=\"others *go* on\" in=k1", "[Keeper k1] [\"k1\"] ours[others go on]"),
  ])
  func `a rule holds for those that it names`(claim: String, scope: String) {
    #expect(scopes(rule("a.b \(claim)")) == ["a.b R. \(scope)"])
  }

  @Test func `a rule's own claim goes before its chapter's, and that before its part's`() {
    let two = rule("a.b") + "\n" + rule("a.c in=k1")
    #expect(scopes(two) == ["a.b R. [] []", "a.c R. [Keeper k1] [\"k1\"]"])
    #expect(
      scopes(two, in: "P") == [
        "a.b R. [Zoo since 1.1] [\"1.1\", \"2.0\"]", "a.c R. [Keeper k1] [\"k1\"]",
      ])
    #expect(
      scopes("---\nrules: in=k2\n---\n\n" + two, in: "P") == [
        "a.b R. [Keeper k2] [\"k2\"]", "a.c R. [Keeper k1] [\"k1\"]",
      ])
  }

  @Test func `a claim over two lines of a quote is read`() {
    #expect(
      scopes("> **a.b ours=\"others\n> go on\"**\n> R. (unproved: so)\n")
        == ["a.b R. [] [] ours[others go on]"])
  }

  @Test func `what follows a text over two lines is told where it stands`() {
    expectInBook(
      "> **a.b ours=\"others\n> go on\" ⌖til=1.0**\n> R. (unproved: so)\n",
      "unknown-attribute: unknown attribute 'til'; a rule says since=, until=, in= or ours of the"
        + " releases for which it holds")
  }

  @Test func `a release that is not listed is told, once for a default`() {
    expectInBook(
      rule("a.b since=⌖1.01"), "unknown-release: there is no release '1.01'; did you mean '1.0'?")
    expectInBook(
      "---\nrules: in=k1,⌖later\n---\n\n" + rule("a.b") + "\n" + rule("a.c"),
      "unknown-release: there is no release 'later'; list it under 'releases' in book.yml")
  }

  @Test func `a range without a release is told`() {
    expectInBook(
      rule("a.b since=⌖2.0 until=1.0"),
      "empty-range: '1.0' came before '2.0', so no release is meant; swap them")
    expectInBook(
      rule("a.b since=⌖1.0 until=k2"),
      "empty-range: '1.0' is of Zoo and 'k2' of Keeper; a range begins and ends in one line of"
        + " releases")
  }

  @Test func `what is no claim is told`() {
    let those = "a rule says since=, until=, in= or ours of the releases for which it holds"
    expectInBook(
      rule("a.b ⌖untli=1.0"), "unknown-attribute: unknown attribute 'untli'; did you mean 'until'?")
    expectInBook(
      rule("a.b ⌖kernel=1.0"), "unknown-attribute: unknown attribute 'kernel'; \(those)")
    expectInBook(
      rule("a.b since=1.0 ⌖later"), "unknown-attribute: unknown attribute 'later'; \(those)")
    expectInBook(
      rule("a.b ⌖our"), "unknown-attribute: unknown attribute 'our'; did you mean 'ours'?")
    expectInBook(
      rule("a.b ⌖in=1.0,"), "missing-text: 'in' needs the name of a release; write: in=…")
    expectInBook(
      rule("a.b ⌖ours=stricter"),
      "missing-text: 'ours' says in quotes what others do instead, or nothing; write: ours=\"…\"")
  }

  @Test func `where a book asks for it, a rule without a release or a mark is told`() {
    let text = "⌖" + rule("a.b") + "\n" + rule("a.c ours") + "\n" + rule("a.d in=2.0")
    expectInBook(
      text,
      "missing-release: rule 'a.b' does not say for which releases it holds; after its id write"
        + " since=, until=, in= or ours", required: true)
    expectInBook(text.replacing("⌖", with: ""))
  }

  /// A schema without a word in it.
  private func schema(_ info: String) -> String { "# T\n\n⌖```yaml \(info)\n\n```\n" }

  @Test func `a schema is of releases that are listed, each with one form of a format`() {
    let text = schema("binding=a-1 form-of=a until=1.1") + schema("binding=a since=2.0")
    expectInBook(text.replacing("⌖", with: ""))
    expectInBook(
      "# T\n\n```yaml binding=a since=⌖3\n\n```\n",
      "unknown-release: there is no release '3'; list it under 'releases' in book.yml")
    expectInBook(
      "# T\n\n```text layout=a until=⌖3\n\n```\n",
      "unknown-release: there is no release '3'; list it under 'releases' in book.yml")
    expectInBook(
      "# T\n\n```yaml binding=a ⌖sinc=1.0\n\n```\n",
      "unknown-attribute: unknown attribute 'sinc'; did you mean 'since'?")
    expectInBook(
      schema("binding=a-1 form-of=b"),
      "binding-reference: there is no binding 'b'; form-of= names the format of a fence with 'yaml binding='"
    )
    expectInBook(
      schema("binding=a-1 form-of=a until=2.0").replacing("⌖", with: "")
        + schema("binding=a since=2.0"),
      "binding-name: 'a' and 'a-1' are both the form of 'a' in 2.0; a release has one, the other is"
        + " stated at Spec/Q/a.md:3:1")
  }

  @Test func `what a schema or a rule says twice, or of no format, is told`() {
    expectInBook(
      "# T\n\n```yaml ⌖form-of=a since=1.0\n\n```\n",
      "missing-text: this is no schema without its name; write: binding=ID")
    expectInBook(
      "# T\n\n⌖```yaml binding=a form-of=a ⌖form-of=b\n\n```\n",
      "binding-reference: 'a' is a form itself; form-of= names the format that others are forms of",
      "stray-word: a schema is a form of one format; remove this, or the other")
    expectInBook(
      "# T\n\n```yaml binding=a since=1.0 ⌖since=2.0\n\n```\n",
      "stray-word: 'since' is said twice; keep the one that holds")
    expectInBook(
      rule("a.b until=2.0 ⌖until=1.0"), "stray-word: 'until' is said twice; keep the one that holds"
    )
  }

  @Test func `a table that cannot be read is told`() {
    let start = "title: T\nparts: [A]\nreleases: "
    let right = "write: releases: {Name: [1.0, 1.1: what it is], required: true}"
    func findings(_ value: String) -> [String] {
      Manifest.reading(path: "b", bytes: Array((start + value + "\n").utf8)).findings
        .map { "\($0.location.column) \($0.message)" }
    }
    #expect(findings("[1.0]") == ["11 'releases' has no lines of releases; \(right)"])
    #expect(findings("{A: 1.0}") == ["15 'A' is no list of releases; \(right)"])
    #expect(findings("{required: often}") == ["22 'required' is no list of releases; \(right)"])
    #expect(
      findings("{A: [one two]}") == [
        "16 this is no release; its name has letters, digits, dots, hyphens and + only; \(right)"
      ])
    #expect(
      findings("{A: [1.0], B: [1.0]}") == [
        "26 release '1.0' is listed twice; remove one, or rename it"
      ])
  }

  @Test func `a book names no more releases than each rule can list, each shortly`() {
    func findings(_ lines: [[String]]) -> (names: [String], findings: [String]) {
      let lists = zip("ABC", lines).map { "\($0): [\($1.joined(separator: ", "))]" }
      let text = "title: T\nparts: [A]\nreleases: {\(lists.joined(separator: ", "))}\n"
      let (manifest, findings) = Manifest.reading(path: "b", bytes: Array(text.utf8))
      return (manifest.releases.names, findings.map(\.message))
    }
    let names = (0..<300).map { "r\($0)" }
    #expect(findings([Array(names[..<200])]).findings == [])
    for lines in [[names], [Array(names[..<150]), Array(names[150...]), ["x"]]] {
      let (known, found) = findings(lines)
      #expect(known == Array(names[..<200]))
      #expect(
        found == ["a book names at most 200 releases; leave out those that differ in no rule"])
    }
    let long = String(repeating: "1", count: 41)
    #expect(
      findings([[long, "2"]]).findings == [
        "a release's name has at most 40 characters; shorten it, and say what it is behind it"
      ])
  }
}
