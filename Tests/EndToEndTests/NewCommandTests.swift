// `weft new`, whose book the tests of the plugin build and run.

import Foundation
import Programs
import Testing
import Trials

@Suite struct `A new book` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "weft-new-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func weft(_ arguments: String...) async throws -> ChildProcess.Output {
    try await BuiltProgram.weft(arguments, in: folder)
  }

  private func names(_ path: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path).sorted()
  }

  @Test func `is named after its folder, and nothing is wrong with its text`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try await weft("new", "--json", "deep/my-book")
    #expect(made.status == 0 && made.text.contains("\"Spec/Counting/02-tally.md\""))
    #expect(try names("deep") == ["my-book"])
    let book = folder.appending(path: "deep/my-book")
    let manifest = try String(
      contentsOf: book.appending(path: "Package.swift"), encoding: .utf8)
    #expect(manifest.contains("name: \"my-book\"") && !manifest.contains("WEFT"))
    #expect(FileManager.default.isExecutableFile(atPath: book.appending(path: ".ci/run").path))
    let checked = try await BuiltProgram.weft(["check"], in: book)
    #expect(checked.status == 0 && checked.text.contains("2 chapters, 2 rules: nothing wrong"))
  }

  @Test(arguments: ["a b", "-b", "a\"b", "ü"])
  func `has a name that a package can have`(name: String) async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let refused = try await weft("new", "--", name)
    #expect(refused.status == 2 && refused.errors.contains("cannot be a package's name"))
    #expect(try names() == [])
  }

  @Test func `takes the place of nothing, and is there as a whole or not at all`() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("mine".utf8).write(to: folder.appending(path: "taken"))
    let refused = try await weft("new", "taken")
    #expect(refused.status == 2 && refused.errors.contains("is there already"))
    let blocked = try await weft("new", "taken/book")
    #expect(blocked.status == 4 && blocked.errors.contains("no book can be made in"))
    let homeless = try await weft("new", "book", "--weft", "nowhere")
    #expect(homeless.status == 2 && homeless.errors.contains("--weft says where it is"))
    #expect(try names() == ["taken"])
  }
}
