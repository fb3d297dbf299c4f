// The first page of a book that is woven in spite of its errors.

import Book
import Evidence
import Testing

@testable import Weave

private func home(_ chapter: String) throws -> String {
  let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "a.md", kind: .regular)]])
  let book = Book.reading(folder) { path in
    Array((path.hasSuffix("yml") ? "title: T\nparts: [P]\nfindings: warn\n" : chapter).utf8)
  }
  let weaver = Weaver(
    WeaveContext(book, Evidence.absent), theme: try Theme(shell: "{{{body}}}"), lex: { _ in [] })
  return try weaver.bookPage("index.html").text
}

@Suite struct HomePageTests {
  @Test func `a book without errors says nothing of errors`() throws {
    #expect(try !home("# A\n").contains("Woven in spite"))
  }

  @Test func `errors are named, the first twenty with their places`() throws {
    let one = try home("# A\n\n[x](<&nowhere.md>)\n")
    #expect(one.contains("Woven in spite of an error"))
    #expect(
      one.contains(
        "<li>Spec/P/a.md:3:6: there is no chapter &#39;Spec/P/&amp;nowhere.md&#39;; no chapter"))
    let many = try home(String(repeating: "[x](b.md)\n", count: 25))
    #expect(many.contains("Woven in spite of 25 errors"))
    #expect(many.contains("Spec/P/a.md:20:5") && !many.contains("Spec/P/a.md:21:5"))
    #expect(many.contains("<li>and 5 more</li>"))
  }
}
