// Highlighting by the toolchain's own lexer: sourcekitd, loaded from the toolchain in use, so
// that a page colours exactly the Swift that its compiler accepts. A new request costs about
// 0.3 ms, each megabyte about 150 ms, and requests may run side by side.

import CSourceKit
import Synchronization

/// The toolchain's lexer. Made once, used from any thread.
package final class Lexer: Sendable {
  private let api: SourceKit
  private let kinds: [UInt: Token.Kind]
  private let requestCount = Atomic(0)

  /// Loads `libsourcekitdInProc.so`.
  ///
  /// - Throws: `ToolchainLibrary.Unavailable` when the library or one of its functions is missing.
  package init(library: String) throws(ToolchainLibrary.Unavailable) {
    api = try SourceKit(library: library)
    var kinds: [UInt: Token.Kind] = [:]
    for (name, kind) in Self.kindsByName {
      kinds[UInt(bitPattern: api.uid("source.lang.swift.syntaxtype." + name))] = kind
    }
    self.kinds = kinds
  }

  private static let kindsByName: [(String, Token.Kind)] = [
    ("keyword", .keyword), ("identifier", .identifier), ("typeidentifier", .type),
    ("number", .number), ("string", .string), ("comment", .comment), ("comment.mark", .comment),
    ("comment.url", .comment), ("doccomment", .documentation),
    ("doccomment.field", .documentation), ("attribute.builtin", .attribute),
    ("attribute.id", .attribute), ("buildconfig.keyword", .directive),
    ("buildconfig.id", .directive), ("pounddirective.keyword", .directive),
  ]

  /// The tokens of a piece of code, in order and without overlap; none when it cannot be read.
  package func tokens(of code: String) -> [Token] {
    let number = requestCount.add(1, ordering: .relaxed).newValue
    let name = "chapter-\(number).swift"
    let response = api.open(name: name, code: code)
    defer {
      api.dispose(response)
      api.close(name: name)
    }
    guard !api.isError(response) else { return [] }
    return tokens(in: api.syntaxMap(response), length: code.utf8.count)
  }

  private func tokens(in map: sourcekitd_variant_t, length: Int) -> [Token] {
    var tokens: [Token] = []
    var end = 0
    for index in 0..<api.count(map) {
      let entry = api.element(map, index)
      let start = api.offset(entry)
      let stop = start + api.length(entry)
      guard start >= end, stop <= length, start < stop,
        let kind = kinds[UInt(bitPattern: api.kind(entry))]
      else { continue }
      tokens.append(Token(range: start..<stop, kind: kind))
      end = stop
    }
    return tokens
  }
}
