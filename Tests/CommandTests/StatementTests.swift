// Formats that chapters state are read with the book.

import Bindings
import Book
import Foundation
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

  @Test func `findings in formats follow each edit of a schema and of the code that it names`()
    async throws
  {
    let good = """
      # T

      Text.

      ```swift
      public struct Writer {}
      ```

      ```yaml binding=b
      x-writer: Writer
      properties:
        a: {$ref: "types.yaml#/definitions/uint32"}
      additionalProperties: false
      ```

      """
    try await withPackage(book(good)) { folder in
      func kinds(_ chapter: String) throws -> [Finding.Kind] {
        try Data(chapter.utf8).write(to: folder.appending(path: "Spec/Part/01-chapter.md"))
        let snapshot = try Snapshot(BookPackage(containing: folder))
        snapshot.keep()
        return snapshot.book.findings.map(\.kind)
      }
      let edits = [
        ("struct Writer", "struct Other"), ("uint32", "uint33"),
      ]
      for (old, new) in edits {
        let (before, after) = (try kinds(good), try kinds(good.replacing(old, with: new)))
        #expect(before == [] && after.count == 1)
      }
      let mended = try kinds(good)
      #expect(mended == [])
    }
  }
}
