// The program that the book names for its formats reads what their schemas let a writer write, and writes what
// they say: else a review that runs it would find programs and schemas at odds where nothing changed.

import Book
import Foundation
import Programs
import Testing
import Trials

@testable import Review

struct ReaderTests {
  @Test func `kho-inspect writes a tree of each format that names it, which it reads`() async throws
  {
    let manifest = Shipped.book.manifest
    #expect(manifest.writers.count == 8)
    try await withTemporaryFolder("weft-writers") { folder in
      for (format, writer) in manifest.writers {
        let said = try await ChildProcess.built(writer.product, writer.arguments, in: folder)
          .output()
        #expect(said.status == 0 && said.errors.isEmpty, "\(format): \(said.errors)")
        #expect(Shipped.formats.firstFault(in: said.standardOutput, of: format) == nil, "\(format)")
        let reader = try #require(manifest.readers[format])
        try Data(said.standardOutput).write(to: folder.appending(path: "blob"))
        let read = try await ChildProcess.built(
          reader.product, reader.arguments + ["blob"], in: folder
        ).output()
        #expect(read.status == 0, "\(format): \(read.text)\(read.errors)")
      }
    }
  }

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
