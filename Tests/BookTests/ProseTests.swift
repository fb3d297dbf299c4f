// The words of a chapter, section by section.

import Testing

@testable import Book

struct ProseTests {
  @Test func `words stand under their headings, without code and markup`() {
    let text = """
      # Title

      Some *words* with `code`
      here.

      - one
      - two

      ```swift
      let hidden = 1
      ```

      ## Part

      | a | b |
      |---|---|
      | c | d |
      """
    let read = Chapter.reading(path: "a.md", bytes: Array(text.utf8))
    #expect(
      read.document.prose(of: read.chapter) == [
        ProseSection(slug: "title", title: "Title", text: "Some words with code here. one two"),
        ProseSection(slug: "part", title: "Part", text: "a b c d"),
      ])
  }
}
