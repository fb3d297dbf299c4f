// What the code of a chapter declares, by indentation: fences are formatted, so that a member stands
// two columns right of its type. Enough to see that a name which prose or a schema mentions is there,
// and to list it; what it means, the compiler knows.
//
//     /// Confines allocations.                      summary
//     ///
//     /// Source: `set_only` in `mm/alloc.c`.        sources: set_only
//     public mutating func useOnly() { … }           name: Type.useOnly

/// A declaration in the module's code.
package struct Symbol: Hashable, Sendable {
  /// `Type`, `Type.member` or `function`; an initialiser is `Type.init`.
  package var name: String
  /// The chapter's line.
  package var line: Int
  /// The first sentence of its comment.
  package var summary: String

  /// The same where a line of plain text has no use for the signs of code.
  package var plainSummary: String {
    summary.utf8.contains(UInt8(ascii: "`")) ? summary.filter { $0 != "`" } : summary
  }

  /// The lines that declare it, up to its body, as one.
  package var declaration: String
  /// The names that its comment cites as its source.
  package var sources: [String]
  /// Whether an index lists it: it is seen from outside its file, and no extension.
  package var isListed: Bool

  /// The declarations at file scope and in types, in order: of fences that make up the module, or of
  /// others that do not run line by line.
  package static func all(
    in chapter: Chapter, of roles: Set<Role> = [.implementation]
  ) -> [Symbol] {
    var symbols: [Symbol] = []
    for fence in chapter.fences where roles.contains(fence.role) {
      var scopes: [(indent: Int, name: String, isType: Bool)] = []
      var comment = Comment()
      let lines = fence.code.lines
      for (offset, line) in lines.enumerated() {
        let text = Substring(line.utf8.drop { $0 == UInt8(ascii: " ") })
        if comment.takes(text) || text.isEmpty { continue }
        let indent = line.utf8.count - text.utf8.count
        scopes.removeAll { $0.indent >= indent }
        // What stands in a function or in a property is nobody's member.
        guard scopes.allSatisfy(\.isType), let found = Declaration(text) else {
          if !text.hasPrefix("@") { comment = Comment() }
          continue
        }
        symbols.append(
          Symbol(
            name: (scopes.map(\.name) + [found.name]).joined(separator: "."),
            line: fence.firstCodeLine + offset, summary: comment.summary,
            declaration: Self.declaration(lines[offset...]),
            sources: comment.sources, isListed: found.isListed))
        scopes.append((indent, found.name, found.isType))
        comment = Comment()
      }
    }
    return symbols
  }

  /// A declaration goes on while a parenthesis is open, and with its result and conditions.
  private static func declaration(_ lines: ArraySlice<Substring>) -> String {
    var text = ""
    for line in lines.prefix(longestDeclaration) {
      let line = line.trimming()
      guard text.isEmpty || isOpen(text) || line.hasPrefix("-> ") || line.hasPrefix("where ")
      else { break }
      text += text.isEmpty || text.hasSuffix("(") || line.hasPrefix(")") ? line : " " + line
      if let body = bodyStart(of: text) { return String(text[..<body]) }
    }
    return text
  }

  /// Where the body begins; a brace within parentheses is a default.
  private static func bodyStart(of text: String) -> String.Index? {
    var (depth, last) = (0, UInt8(ascii: "x"))
    let bytes = text.utf8
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "{") where last == UInt8(ascii: " ") && depth <= 0:
        return bytes.index(before: index)
      default: break
      }
      last = byte
    }
    return nil
  }

  private static func isOpen(_ text: String) -> Bool {
    text.utf8.count { $0 == UInt8(ascii: "(") } > text.utf8.count { $0 == UInt8(ascii: ")") }
  }

  /// In lines; what goes on for longer is cut.
  private static let longestDeclaration = 12
}

/// The comment above a declaration, as far as it was read.
private struct Comment {
  var sources: [String] = []
  private var opening = ""
  private var hasOpened = false
  private var isSource = false

  /// The first sentence; all of the first paragraph when that ends none.
  var summary: String {
    let scalars = opening.unicodeScalars
    let end = scalars.indices.first { index in
      guard ".!?".unicodeScalars.contains(scalars[index]) else { return false }
      let rest = scalars[scalars.index(after: index)...]
      let next = rest.drop { $0 == " " }
      return next.startIndex > rest.startIndex && next.first.map(Self.beginsSentence) ?? false
    }
    return end.map { String(opening[...$0]) } ?? opening
  }

  /// Whether a sentence may begin with a character: a capital letter or code.
  private static func beginsSentence(_ first: Unicode.Scalar) -> Bool {
    first == "`" || first.properties.generalCategory == .uppercaseLetter
  }

  /// Whether a line belongs to a comment.
  mutating func takes(_ line: Substring) -> Bool {
    guard line.hasPrefix("///") else { return false }
    let text = line.dropFirst(3).drop { $0 == " " }
    hasOpened = hasOpened || text.isEmpty && !opening.isEmpty
    // No sentence that a reader takes in at a glance is longer.
    if !hasOpened, opening.utf8.count < 1000 { opening += opening.isEmpty ? text : " " + text }
    isSource = text.hasPrefix("Source: ") || isSource && !text.isEmpty
    if isSource {
      for name in Self.names(in: text) where !sources.contains(name) { sources.append(name) }
    }
    return true
  }

  /// The names of C in backticks.
  private static func names(in text: Substring) -> [String] {
    var names: [String] = []
    var rest = text
    while let start = rest.firstIndex(of: "`") {
      rest = rest[rest.index(after: start)...]
      let name = rest.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
      guard rest[name.endIndex...].first == "`" else { continue }
      // What closes one name opens none.
      rest = rest[rest.index(after: name.endIndex)...]
      if let first = name.first, !first.isNumber { names.append(String(name)) }
    }
    return names
  }
}

/// What a line of code declares.
private struct Declaration {
  var name: String
  var isType: Bool
  var isListed = true

  private static let types: Set<Substring> = [
    "struct", "enum", "class", "actor", "protocol", "extension",
  ]
  private static let members: Set<Substring> = ["func", "var", "let", "case", "typealias"]
  private static let statements: Set<Substring> = ["return", "guard", "if", "for"]

  init?(_ text: Substring) {
    var words = text.utf8.split(separator: UInt8(ascii: " "), maxSplits: 8).map(Substring.init)[...]
    while let word = words.popFirst() {
      if word.hasPrefix("init(") || word.hasPrefix("init?(") || word.hasPrefix("init<") {
        (name, isType) = ("init", false)
        return
      }
      if Self.types.contains(word) || Self.members.contains(word) {
        guard let next = words.first else { return nil }
        name = Self.name(next)
        isType = Self.types.contains(word)
        if word == "extension" { isListed = false }
        if name.isEmpty { return nil }
        return
      }
      if word == "private" || word == "fileprivate" { isListed = false }
      let isModifier = word.hasPrefix("@") || word.utf8.allSatisfy(Self.isOfModifier)
      guard isModifier, !Self.statements.contains(word) else { return nil }
    }
    return nil
  }

  /// The name that a word begins with, without backticks.
  private static func name(_ word: Substring) -> String {
    let end = word.utf8.firstIndex { byte in
      byte < 0x80 && !byte.isLetter && !byte.isDigit
        && !"_.`".utf8.contains(byte)
    }
    let name = word[..<(end ?? word.endIndex)]
    // Beyond ASCII it takes more to tell letters.
    guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
      return name.prefix { $0.isLetter || $0.isNumber || "_.`".contains($0) }.filter { $0 != "`" }
    }
    return name.utf8.contains(UInt8(ascii: "`")) ? name.filter { $0 != "`" } : String(name)
  }

  /// Modifiers are words of the language, such as `private(set)`.
  private static func isOfModifier(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
  }
}
