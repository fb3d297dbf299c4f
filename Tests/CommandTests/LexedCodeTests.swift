// The tokens of code as they are kept between weaves.

import Foundation
import Lexer
import Run
import Testing

@testable import Command

@Suite struct `The tokens of a chapter's code` {
  private let files = ["Package.swift": "", "Spec/book.yml": "title: T\nparts: [P]\n"]
  private let path = "Spec/P/01-a.md"
  private let code = "let ape = 1 // an ape\n"

  private func lexer(_ root: URL) async throws -> CodeLexer {
    let toolchain = try await Toolchain.found(keptIn: root.appending(path: "toolchain"))
    return CodeLexer(library: toolchain.library("libsourcekitdInProc.so"))
  }

  @Test func `are kept, so that an edit of prose loads no lexer`() async throws {
    try await withPackage(files) { root in
      let package = try BookPackage(containing: root)
      let first = LexedChapter(path, try await lexer(root), in: package)
      let tokens = first.tokens(of: code)
      #expect(tokens.map(\.kind) == [.keyword, .identifier, .number, .comment])
      try first.keep()
      let (idle, asked) = (try await lexer(root), try await lexer(root))
      #expect(LexedChapter(path, idle, in: package).tokens(of: code) == tokens)
      #expect(!idle.isLoaded)
      #expect(LexedChapter(path, asked, in: package).tokens(of: "var ape = 1").count == 3)
      #expect(asked.isLoaded)
    }
  }

  @Test func `are not those of another lexer, nor of a damaged file`() async throws {
    try await withPackage(files) { root in
      let package = try BookPackage(containing: root)
      let lexed = LexedChapter(path, try await lexer(root), in: package)
      let tokens = lexed.tokens(of: code)
      try lexed.keep()
      let copy = root.appending(path: "other.so")
      try Data("no library".utf8).write(to: copy)
      let other = CodeLexer(library: copy.path)
      let uncoloured = LexedChapter(path, other, in: package)
      #expect(uncoloured.tokens(of: code).isEmpty)
      // Else the next run would find the code known, and without colours.
      #expect(throws: LoadError.self) { try uncoloured.keep() }
      let again = CodeLexer(library: copy.path)
      #expect(LexedChapter(path, again, in: package).tokens(of: code).isEmpty && again.isLoaded)
      let folder = package.url("\(PackageLayout.workFolder)/tokens")
      let kept = try FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil)
      let url = try #require(kept.first)
      var bytes = try Data(contentsOf: url)
      bytes[bytes.count - 1] ^= 1
      try bytes.write(to: url)
      let fresh = try await lexer(root)
      #expect(LexedChapter(path, fresh, in: package).tokens(of: code) == tokens)
      #expect(fresh.isLoaded)
    }
  }

  @Test func `are none without a library`() throws {
    let none = CodeLexer(library: nil)
    #expect(!none.isThere && none.tokens(of: code).isEmpty)
    try none.check()
  }
}
