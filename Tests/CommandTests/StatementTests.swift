// Formats that chapters state are read with the book.

import Bindings
import Book
import Testing

@testable import Command

struct StatementTests {
  @Test func `what is wrong with a schema is a finding of the book`() async throws {
    let chapter = "# T\n\n```yaml binding=b\npatternProperties:\n  \"$a^\": {type: object}\n```\n"
    try await withPackage(book(chapter)) { folder in
      for _ in 1...2 {
        let snapshot = try Snapshot(BookPackage(containing: folder))
        #expect(
          snapshot.book.findings.map(\.kind) == [.bindingForm, .bindingPattern])
        #expect(snapshot.bindings.bindings.keys.sorted() == ["b"])
        snapshot.keep()
      }
    }
  }
}
