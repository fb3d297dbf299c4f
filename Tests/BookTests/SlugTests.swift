// Anchors of headings: GitHub's, so that a link works in both places.

import Testing

@testable import Book

@Suite struct SlugTests {
  @Test(arguments: [
    ("Physical ranges", "physical-ranges"),
    ("What's new?", "whats-new"),
    ("a_b-c", "a_b-c"),
    ("C++ & Swift", "c--swift"),
    ("1.2 Numbers", "12-numbers"),
    ("Größe ÉTÉ", "größe-été"),
    ("日本語 の", "日本語-の"),
    ("e\u{301}a", "e\u{301}a"),
    ("x² ½ Ⅷ ٣", "x--ⅷ-٣"),
    ("🚀 Launch", "-launch"),
    ("❤\u{FE0F}", "\u{FE0F}"),
    ("tab\tand\u{A0}space", "tabandspace"),
    ("snake‿case", "snake‿case"),
    ("", "section"),
    ("!!!", "section"),
  ])
  func `a heading gets the anchor that GitHub gives it`(heading: String, slug: String) {
    var slugs = SlugMaker()
    #expect(Array(slugs.slug(for: heading).unicodeScalars) == Array(slug.unicodeScalars))
  }

  @Test func `a repeated heading is numbered from 1`() {
    var slugs = SlugMaker()
    #expect((0..<3).map { _ in slugs.slug(for: "A") } == ["a", "a-1", "a-2"])
  }

  @Test func `a heading that reads like a numbered one keeps anchors apart`() {
    var slugs = SlugMaker()
    #expect(
      ["A", "A-1", "A", "A-1", "A"].map { slugs.slug(for: $0) } == [
        "a", "a-1", "a-2", "a-1-1", "a-3",
      ])
  }

  @Test func `100,000 equal headings are counted`() {
    var slugs = SlugMaker()
    for _ in 0..<100_000 { _ = slugs.slug(for: "A") }
    #expect(slugs.slug(for: "A") == "a-100000")
  }
}
