// The toolchain's lexer, loaded for real.

import Foundation
import Testing

@testable import Lexer

/// The toolchain that runs these tests.
private func libraryPath() -> String {
  let paths = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  for path in paths {
    let swift = URL(filePath: "\(path)/swift").resolvingSymlinksInPath()
    let library = swift.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "lib/libsourcekitdInProc.so")
    if FileManager.default.fileExists(atPath: library.path) { return library.path }
  }
  return "no toolchain on PATH"
}

struct LexerTests {
  let lexer: Lexer

  init() throws { lexer = try Lexer(library: libraryPath()) }

  private func texts(_ code: String, _ kind: Token.Kind) -> [String] {
    let bytes = Array(code.utf8)
    return lexer.tokens(of: code).filter { $0.kind == kind }
      .map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test func `keywords, names, numbers, strings and comments are told apart`() {
    let code = "let size = 0x1000 // bytes\nlet name = \"oops\"\n"
    #expect(texts(code, .keyword) == ["let", "let"])
    #expect(texts(code, .identifier) == ["size", "name"])
    #expect(texts(code, .number) == ["0x1000"])
    #expect(texts(code, .string) == ["\"oops\""])
    #expect(texts(code, .comment).first?.hasPrefix("// bytes") == true)
  }

  @Test func `offsets count UTF-8 bytes`() {
    #expect(texts("let é = 1\nlet b = 22\n", .number) == ["1", "22"])
  }

  @Test func `tokens come in order without overlap, for any text`() {
    for code in ["", "}}}{{{", "\"unterminated", "/* open", "\u{0}\u{FFFF}", "日本 = `x", "#if"] {
      var end = 0
      for token in lexer.tokens(of: code) {
        #expect(token.range.lowerBound >= end)
        end = token.range.upperBound
      }
      #expect(end <= code.utf8.count)
    }
  }

  @Test func `a library that is not there is an error with its name`() {
    #expect(throws: ToolchainLibrary.Unavailable.self) { try Lexer(library: "/nowhere/libx.so") }
  }

  @Test func `many threads may ask at once`() async {
    let codes = (0..<64).map { "let value\($0) = \($0)\n" }
    let counts = await withTaskGroup(of: Int.self) { group in
      for code in codes { group.addTask { [lexer] in lexer.tokens(of: code).count } }
      return await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect(counts.allSatisfy { $0 == counts.first })
  }
}
