// Terms: what defines one, with which sentence, and what can be wrong with it.

import Testing

@testable import Book

private func terms(_ text: String) -> [String] {
  Chapter(path: "a.md", bytes: Array(text.utf8)).terms.map { term in
    "\(term.location.line):\(term.location.column) \(term.name) [\(term.definition)]"
  }
}

@Suite struct TermTests {
  @Test(arguments: [
    ("A [*lion*](#term-lion) roars.", "1:12 lion [A lion roars.]"),
    ("One. Two [*lions*](#term-lion)\nroar. Three.", "1:20 lion [Two lions roar.]"),
    ("> A [*half-open*](#term-half-open) door.", "1:19 half-open [A half-open door.]"),
    ("[*Sea* ](#term-x) [*Big Sea*](#term-big-sea)", "1:31 Big Sea [Sea  Big Sea]"),
    ("- a\n- b [*c d*](#term-c-d)", "2:13 c d [b c d]"),
    ("| a | [*b*](#term-b) |\n|---|---|", "1:13 b [b]"),
    ("# A [*b*](#term-b)", "1:11 b [A b]"),
    ("`a` is, e.g. A [*b*](#term-b). `c` is.", "1:22 b [a is, e.g. A b.]"),
    ("Is it? \"Yes.\" Why [*b*](#term-b)! No", "1:25 b [Why b!]"),
    ("One (a, B). [*Bee*](#term-bee) is", "1:21 Bee [Bee is]"),
    ("Version 6.12 of [*é*](#term-é).", "1:24 é [Version 6.12 of é.]"),
  ])
  func `an emphasised link to its own anchor defines a term with its sentence`(
    text: String, term: String
  ) {
    #expect(terms(text) == [term])
    #expect(Chapter(path: "a.md", bytes: Array(text.utf8)).findings.isEmpty)
  }

  @Test(arguments: [
    "A [lion](#term-lion).", "A [*lion*](b.md#term-lion).", "A [*lion* king](#term-lion).",
    "A [**lion**](#term-lion).", "A *[lion](#term-lion)*.", "A [*lion*](#lion).", "A *lion*.",
    "`[*lion*](#term-lion)`",
  ])
  func `other links and emphases define none`(text: String) {
    #expect(terms(text).isEmpty)
  }

  @Test func `a long sentence is cut at words around the term`() throws {
    let words = String(repeating: "é word ", count: 100)
    let definition = try #require(
      Chapter(path: "a.md", bytes: Array("\(words)[*lion*](#term-lion) \(words)".utf8)).terms.first
    ).definition
    #expect(definition.hasPrefix("… ") && definition.hasSuffix(" …") && definition.contains("lion"))
    #expect(definition.utf8.count < 480 && !definition.contains("\u{FFFD}"))
  }

  @Test func `the anchor of a term is told where it is none`() {
    expectFindings(
      "A [*lion*](⌖#term-Lion%20King).\n",
      "malformed-term: '#term-Lion%20King' is no anchor of a term; write '#term-' and its words in"
        + " lower case, joined by hyphens")
    expectFindings(
      inBook: [
        "book.yml": "title: T\nparts: [P]\n",
        "P/01-a.md": "# Term lion\n\nA [*lion*](⌖#term-lion).\n",
      ],
      (
        "P/01-a.md",
        "malformed-term: a heading of this chapter has the anchor 'term-lion' already; word one of"
          + " them otherwise"
      ))
  }

  @Test func `a term is defined once, and need not be used`() {
    expectFindings(
      inBook: [
        "book.yml": "title: T\nparts: [P]\n", "P/01-a.md": "A [*lion*](#term-lion).\n",
        "P/02-b.md": "A [*lion*](⌖#term-lion).\n",
      ],
      (
        "P/02-b.md",
        "duplicate-term: the term 'lion' is already defined at Spec/P/01-a.md:1:12; link to it there, or"
          + " give this one an anchor of its own"
      ))
  }

  @Test func `a link to a term leads to where it is defined`() {
    expectFindings(
      inBook: [
        "book.yml": "title: T\nparts: [P]\n",
        "P/01-a.md": "A [*lion cub*](#term-lion-cub), [cubs](#term-lion-cub).\n",
        "P/02-b.md":
          "[A](01-a.md#term-lion-cub), [b](⌖#term-lion-cub), [c](⌖#term-lion-cup), [d](⌖01-a.md#term-x).\n",
      ],
      (
        "P/02-b.md",
        "dead-anchor: the term 'lion cub' is defined in Spec/P/01-a.md; link to it there"
      ),
      (
        "P/02-b.md", "dead-anchor: no chapter defines the term 'lion-cup'; did you mean 'lion-cub'?"
      ),
      (
        "P/02-b.md",
        "dead-anchor: no chapter defines the term 'x'; define it where it is first used, as"
          + " [*x*](#term-x)"
      ))
  }
}
