// What of a line of Swift is code and where its comment begins. The toolchain's lexer is not at hand
// when the plugin runs, and all that matters here is what stands in a string or in a comment.

/// Reads lines of Swift in order; remembers strings and comments that span lines.
struct CommentScanner {
  private enum State {
    case code
    /// A string: on one line or several, closed by as many `#` as opened it.
    case string(hashes: Int, isMultiline: Bool)
    case comment(depth: Int)
  }

  private var state = State.code
  /// What is left of the line.
  private var rest = Substring().utf8
  /// The line's bytes that are code; a space for each byte of strings and comments.
  private(set) var code: [UInt8] = []

  /// Reads the next line, and leaves its `code`.
  ///
  /// - Returns: the start of the line's `//` comment, if it has one.
  mutating func comment(in line: Substring) -> Substring.Index? {
    rest = line.utf8
    code.removeAll(keepingCapacity: true)
    while !rest.isEmpty {
      switch state {
      case .code:
        if let start = readCode() { return start }
      case .string(let hashes, let isMultiline): readString(hashes, isMultiline)
      case .comment(let depth): readComment(depth)
      }
    }
    guard case .string(_, isMultiline: false) = state else { return nil }
    // No string on one line stays open, so this was none: a quote in a regular expression. Better
    // a comment too many, at which the compiler stumbles, than a value that nobody checks.
    state = .code
    return line.ranges(of: "// →").last?.lowerBound
  }

  private mutating func readCode() -> Substring.Index? {
    let start = rest.startIndex
    if starts("//") { return start }
    if skip("/*") {
      state = .comment(depth: 1)
    } else if skip("`") {
      if let end = rest.firstIndex(of: UInt8(ascii: "`")) { pass(rest[..<end].count + 1) }
    } else {
      let hashes = rest.prefix { $0 == UInt8(ascii: "#") }.count
      let opening = rest.dropFirst(hashes)
      if opening.starts(with: "\"\"\"".utf8),
        opening.dropFirst(3).allSatisfy({ $0 == 0x20 || $0 == 0x09 })
      {
        pass(hashes + 3)
        state = .string(hashes: hashes, isMultiline: true)
      } else if opening.first == UInt8(ascii: "\"") {
        pass(hashes + 1)
        state = .string(hashes: hashes, isMultiline: false)
      } else if hashes > 0 {
        take(hashes)
      } else {
        take(max(1, rest.prefix { !Self.isMark($0) }.count))
      }
    }
    return nil
  }

  private mutating func readString(_ hashes: Int, _ isMultiline: Bool) {
    let end = String(repeating: "#", count: hashes)
    if skip((isMultiline ? "\"\"\"" : "\"") + end) {
      state = .code
    } else {
      _ = skip("\\" + end)
      pass(1)
    }
  }

  private mutating func readComment(_ depth: Int) {
    if skip("*/") {
      state = depth == 1 ? .code : .comment(depth: depth - 1)
    } else if skip("/*") {
      state = .comment(depth: depth + 1)
    } else {
      pass(1)
    }
  }

  /// Whether a byte may begin a comment, a string or a name in backticks.
  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "`"), UInt8(ascii: "#"), UInt8(ascii: "\""): true
    default: false
    }
  }

  private func starts(_ text: String) -> Bool { rest.starts(with: text.utf8) }

  private mutating func skip(_ text: String) -> Bool {
    guard starts(text) else { return false }
    pass(text.utf8.count)
    return true
  }

  /// Goes over bytes that are no code.
  private mutating func pass(_ count: Int) {
    code += repeatElement(UInt8(ascii: " "), count: min(count, rest.count))
    rest = rest.dropFirst(count)
  }

  /// Goes over bytes of code.
  private mutating func take(_ count: Int) {
    code += rest.prefix(count)
    rest = rest.dropFirst(count)
  }
}
