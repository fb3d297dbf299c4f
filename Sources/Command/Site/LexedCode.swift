// The tokens of the book's code, kept beside what else is known of it: to load the toolchain's lexer takes
// longer than to weave a page, and an edit of prose changes no code.

import Book
import Lexer
import Run
import Synchronization

/// The toolchain's lexer, loaded when it is asked for the first time.
final class CodeLexer: Sendable {
  /// What tokens depend on: the lexer's library, as it is.
  let identity: String
  /// Whether code will be coloured, as far as can be told without loading it.
  var isThere: Bool { stamp != nil }
  private let library: String
  private let stamp: FileStamp?
  /// Whether it was asked for.
  var isLoaded: Bool { loaded.withLock { $0 != nil } }
  private let loaded = Mutex<Result<Lexer, any Error>?>(nil)

  /// - Parameter library: the path of the lexer's library; where there is none, code is not coloured.
  init(library: String?) {
    self.library = library ?? ""
    stamp = library.flatMap { FileStamp(path: $0, followingLinks: true) }
    var writer = ByteWriter()
    writer.put(self.library)
    writer.put(stamp)
    identity = Digest(of: writer.bytes).description
  }

  /// The tokens of a piece of code; none when the lexer cannot be loaded, which `check` tells.
  func tokens(of code: String) -> [Token] {
    guard isThere else { return [] }
    let lexer = loaded.withLock { loaded in
      let result = loaded ?? Result { try Lexer(library: library) }
      loaded = result
      return try? result.get()
    }
    return lexer?.tokens(of: code) ?? []
  }

  /// - Throws: `LoadError` when the lexer was asked for and could not be loaded.
  func check() throws {
    if case .failure? = loaded.withLock({ $0 }) {
      throw LoadError("the toolchain's lexer cannot be loaded; install a whole toolchain")
    }
  }
}

/// The code of one chapter with its tokens, as they were when the chapter was woven last.
final class LexedChapter: Sendable {
  private let lexer: CodeLexer
  private let file: KeptFile
  private let known: KeptTokens?
  private let used = Mutex<[Digest: [Token]]>([:])

  init(_ path: String, _ lexer: CodeLexer, in package: BookPackage) {
    self.lexer = lexer
    let name = Digest(of: path.utf8).description.prefix(16)
    file = KeptFile(url: package.url("\(PackageLayout.workFolder)/tokens/\(name)"))
    let kept: KeptTokens? = file.value()
    known = kept.flatMap { $0.lexer == lexer.identity ? $0 : nil }
  }

  func tokens(of code: String) -> [Token] {
    let key = Digest(of: code.utf8)
    let tokens = known?.tokens[key] ?? lexer.tokens(of: code)
    used.withLock { $0[key] = tokens }
    return tokens
  }

  /// Keeps what was asked for, where it is not just that already.
  ///
  /// - Throws: `LoadError` when the lexer could not be loaded, so that no code is kept as uncoloured.
  func keep() throws {
    try lexer.check()
    let tokens = used.withLock { $0 }
    guard lexer.isThere, tokens != known?.tokens else { return }
    file.keep(KeptTokens(lexer: lexer.identity, tokens: tokens))
  }
}

/// Tokens by the digests of the code, and the lexer that made them.
private struct KeptTokens: ByteCodable {
  var lexer: String
  var tokens: [Digest: [Token]]

  init(lexer: String, tokens: [Digest: [Token]]) { (self.lexer, self.tokens) = (lexer, tokens) }

  func write(to writer: inout ByteWriter) {
    writer.put(lexer)
    writer.put(tokens.count)
    for (key, list) in tokens.sorted(by: { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }) {
      writer.put(key)
      writer.put(list.count)
      var last = 0
      for token in list {
        writer.put(token.range.lowerBound - last)
        writer.put(token.range.count)
        writer.put(UInt8(Token.Kind.allCases.firstIndex(of: token.kind) ?? 0))
        last = token.range.upperBound
      }
    }
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    lexer = try reader.value()
    tokens = [:]
    for _ in 0..<(try reader.count()) {
      let key: Digest = try reader.value()
      var list: [Token] = []
      var last = 0
      for _ in 0..<(try reader.count()) {
        let (gap, length) = (try reader.number(), try reader.number())
        let kind = Int(try reader.byte())
        guard gap >= 0, length > 0, gap < 1 << 32, length < 1 << 32,
          Token.Kind.allCases.indices.contains(kind)
        else { throw MalformedBytes() }
        let start = last + gap
        list.append(Token(range: start..<start + length, kind: Token.Kind.allCases[kind]))
        last = start + length
      }
      tokens[key] = list
    }
  }
}
