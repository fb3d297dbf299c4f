// The program that the book names for its formats reads what their schemas let a writer write: else a
// review that runs it would find programs and schemas at odds where nothing changed.

import Book
import Foundation
import Programs
import Review
import Testing
import Trials

struct ReaderTests {
  @Test func `kho-inspect reads a tree of each format that names it`() async throws {
    let path = "Spec/book.yml"
    let bytes = try Data(contentsOf: Shipped.package.appending(path: path))
    let readers = Manifest.reading(path: path, bytes: [UInt8](bytes)).manifest.readers
    let set = Shipped.formats
    let questions = Review(from: set, to: set).questions(Set(readers.keys))
    #expect(Set(questions.map(\.format)) == Set(readers.keys) && readers.count == 12)
    try await withTemporaryFolder("weft-readers") { folder in
      for question in questions {
        let command = try #require(readers[question.format])
        try Data(question.bytes).write(to: folder.appending(path: "blob"))
        let said = try await ChildProcess.built(
          command.product, command.arguments + ["blob"], in: folder
        ).output()
        #expect(said.status == 0, "\(question.format): \(said.text)\(said.errors)")
        #expect(said.text.contains("0x12345000") || said.text.contains("0x1245000000"))
      }
    }
  }
}
