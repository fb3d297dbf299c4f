// Rules: which block quotes are rules, what they say, and what can be wrong with them.

import Testing

@testable import Book

private func rules(_ text: String) -> [String] {
  Chapter(path: "a.md", bytes: Array(text.utf8)).rules.map { rule in
    "\(rule.location.line):\(rule.location.column) \(rule.id) [\(rule.text)]"
      + (rule.unprovedReason.map { " unproved [\($0)]" } ?? "")
  }
}

@Suite struct RuleTests {
  @Test(arguments: [
    ("> **a.b** Text.", "1:1 a.b [Text.]"),
    (
      ">**range.capped-2.x** A *size* is `cut`\n> here.",
      "1:1 range.capped-2.x [A size is cut here.]"
    ),
    ("> __a.b__\n> Text.", "1:1 a.b [Text.]"),
    ("> **a.b** Text\nlazily.", "1:1 a.b [Text lazily.]"),
    ("- > **a.b** Text.", "1:3 a.b [Text.]"),
    ("> **a.b** One.\n>\n> More on it, **not.a** rule.", "1:1 a.b [One.]"),
    ("> **a.b** Text. (unproved: no way)", "1:1 a.b [Text.] unproved [no way]"),
    ("> **a.b** T. (unproved: a (b))", "1:1 a.b [T.] unproved [a (b)]"),
    ("> **a.b** (unproved: x) (unproved:\n> y)", "1:1 a.b [(unproved: x)] unproved [y]"),
    ("> **a.b** T. (unproved: x).", "1:1 a.b [T. (unproved: x).]"),
  ])
  func `a block quote that starts with a bold dotted id is a rule`(text: String, rule: String) {
    #expect(rules(text) == [rule])
    #expect(Chapter(path: "a.md", bytes: Array(text.utf8)).findings.isEmpty)
  }

  @Test(arguments: [
    "> Text.", "> a **a.b** c", "**a.b** c", "> **Note.** c", "> **Note** c", "> **e.g.** c",
    "> **See a.b** c", "> **a.b and more** c", "> *a.b* c", "> # **a.b**", "> - **a.b** c", ">",
    "> ```\n> **a.b** c\n> ```",
  ])
  func `other block quotes are none`(text: String) {
    #expect(rules(text).isEmpty)
    #expect(Chapter(path: "a.md", bytes: Array(text.utf8)).findings.isEmpty)
  }

  @Test(arguments: [
    ("a.b", true), ("a.b.c", true), ("a-1.2", true), ("a", false), ("a.", false), (".a", false),
    ("a..b", false), ("A.b", false), ("a.b c", false), ("a_b.c", false), ("é.b", false),
    ("", false),
  ])
  func `an id is dotted, lower case and plain`(id: String, isRight: Bool) {
    #expect(Rule.isIdentifier(id) == isRight)
  }

  @Test func `an id of the wrong form is told`() {
    for id in ["Range.capped", "range..capped", ".range", "range_x.capped"] {
      expectFindings(
        "a\n\n> **⌖\(id)** Text.\n", "malformed-rule: '\(id)' is no rule id; \(Rule.identifierForm)"
      )
    }
  }

  @Test func `a rule says something`() {
    expectFindings("> **⌖a.b**\n", "empty-rule: rule 'a.b' says nothing; state it")
    expectFindings(
      "- > **⌖a.b** (unproved: x)\n", "empty-rule: rule 'a.b' says nothing; state it")
  }

  @Test func `a rule that is unproved says why`() {
    expectFindings(
      "> **⌖a.b** Text. (unproved: )\n",
      "missing-text: rule 'a.b' does not say why it is unproved; write (unproved: reason)")
  }

  @Test func `a second rule in the same quote would be overlooked`() {
    let own = "does not start its block quote; give it a block quote of its own"
    expectFindings(
      "> **a.b** One.\n> **⌖a.c** Two.\n>\n> **⌖a.d** Three.\n",
      "hidden-rule: rule 'a.c' \(own)", "hidden-rule: rule 'a.d' \(own)")
    expectFindings("> Note.\n>\n> **⌖a.b** One.\n", "hidden-rule: rule 'a.b' \(own)")
    expectFindings("> **a.b** One, see **a.c**.\n")
  }

  @Test func `the anchor of a rule is its id`() {
    #expect(Rule.anchor(of: "a.b") == "rule-a.b")
  }
}

@Suite struct HeadingTests {
  private func headings(_ text: String) -> [String] {
    Chapter(path: "a.md", bytes: Array(text.utf8)).headings.map {
      "\($0.line) \($0.level) \($0.slug): \($0.text)"
    }
  }

  @Test(arguments: [
    ("# A", "1 1 a: A"), ("###### A #", "1 6 a: A"), ("A\nb\n===", "1 1 a-b: A b"),
    ("\nA\n-", "2 2 a: A"), ("> # A", "1 1 a: A"), ("- # A", "1 1 a: A"),
    ("# `a` *b* [c](d) <i>e</i> ![f](g)", "1 1 a-b-c-e-f: a b c e f"),
    ("# a\\_b &amp; c", "1 1 a_b--c: a_b & c"), ("#", "1 1 section: "),
  ])
  func `a heading has a level, a line, an anchor and its plain text`(
    text: String, expected: String
  ) {
    #expect(headings(text) == [expected])
  }

  @Test(arguments: ["####### A", "#A", "    # A", "```\n# A\n```", "\\# A", "<div>\n# A\n</div>"])
  func `other lines are none`(text: String) {
    #expect(headings(text).isEmpty)
  }

  @Test func `equal headings have different anchors`() {
    #expect(headings("# A\n## A\n# A") == ["1 1 a: A", "2 2 a-1: A", "3 1 a-2: A"])
  }

  @Test func `the first heading of level 1 is the title`() {
    let text = "## A\n\n# B *c*\n\n# D\n"
    #expect(Chapter(path: "a.md", bytes: Array(text.utf8)).title == "B c")
  }
}
