// What a run of a fence compares: the one grammar of stated values and expectations, for all stages.
// Only code counts: an arrow or an `#expect` in a string or in a comment checks nothing.

/// One comparison that a run makes.
package struct Check: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    /// `expression  // → value`
    case value
    /// `#expect`, `#require` or `confirmation`
    case expectation
    /// `Issue.record`, `withKnownIssue`: fails when it is reached, or wraps what may fail.
    case record
  }

  package var kind: Kind
  /// The chapter's line.
  package var line: Int
  /// The column in the tangled file, from 1, in bytes.
  package var column: Int
  /// Why no run reaches it, in the author's words; only of values.
  package var unreachedReason: String?

  package init(kind: Kind, line: Int, column: Int, unreachedReason: String? = nil) {
    self.kind = kind
    self.line = line
    self.column = column
    self.unreachedReason = unreachedReason
  }

  /// Whether a run that does not reach it has left something unchecked.
  package var mustBeReached: Bool { kind != .record && unreachedReason == nil }
}

/// A comment that looks like a stated value and is none: `// -> 1`.
struct MisspeltArrow: Hashable {
  var line: Int
  /// As written, with the slashes.
  var text: String
}

/// Reads a fence's code once for all that it checks.
struct CheckReader {
  private(set) var checks: [Check] = []
  private(set) var tests: [DeclaredTest] = []
  private(set) var misspeltArrows: [MisspeltArrow] = []
  private(set) var malformedTolerances: [(line: Int, tolerance: Tolerance.Malformed)] = []
  private var scanner = CommentScanner()
  /// Whether the function of the last `@Test` is still to come.
  private var isNameOpen = false

  private enum Word {
    case check(Check.Kind)
    case test, function
  }

  /// What makes a check or a test, by its bytes; none begins like another.
  private static let words: [(text: [UInt8], word: Word)] = [
    (Array("#expect".utf8), .check(.expectation)), (Array("#require".utf8), .check(.expectation)),
    (Array("confirmation".utf8), .check(.expectation)),
    (Array("Issue.record".utf8), .check(.record)),
    (Array("withKnownIssue".utf8), .check(.record)), (Array("@Test".utf8), .test),
    (Array("func".utf8), .function),
  ]
  private static let firstBytes = Set(words.map(\.text[0]))

  init(_ fence: Fence) {
    // What code that traps has compared, no run tells.
    guard fence.role == .test || fence.role == .example else { return }
    var line = fence.firstCodeLine
    for text in fence.code.lines {
      let comment = scanner.comment(in: text)
      readWords(text, line)
      if fence.role == .example, let comment { read(text, comment, line) }
      line += 1
    }
  }

  private mutating func readWords(_ text: Substring, _ line: Int) {
    let code = scanner.code
    var isInWord = false
    for (index, byte) in code.enumerated() {
      defer { isInWord = Self.isWord(byte) }
      guard !isInWord, Self.firstBytes.contains(byte) else { continue }
      for (bytes, word) in Self.words where code[index...].starts(with: bytes) {
        let end = index + bytes.count
        if end < code.count, Self.isWord(code[end]) { continue }
        switch word {
        case .check(let kind): checks.append(Check(kind: kind, line: line, column: index + 1))
        case .test: begin(text.utf8.dropFirst(end), line)
        case .function: name(text.utf8.dropFirst(end))
        }
      }
    }
  }

  private mutating func begin(_ rest: Substring.UTF8View, _ line: Int) {
    let name = DeclaredTest.displayName(in: rest)
    tests.append(DeclaredTest(name: name, line: line))
    isNameOpen = name.isEmpty
  }

  private mutating func name(_ rest: Substring.UTF8View) {
    guard isNameOpen, let last = tests.indices.last else { return }
    tests[last].name = DeclaredTest.functionName(in: rest)
    isNameOpen = false
  }

  private mutating func read(_ text: Substring, _ comment: Substring.Index, _ line: Int) {
    if let value = ValueComment(line: text, commentAt: comment) {
      checks.append(
        Check(
          kind: .value, line: line, column: value.checkColumn,
          unreachedReason: value.unreachedReason.map(String.init)))
      do throws(Tolerance.Malformed) { _ = try Tolerance(stated: value.value) } catch {
        malformedTolerances.append((line, error))
      }
    } else {
      let arrow = text[comment...].prefixMatch(of: /\/\/ ?[-=]+>/)
      if let arrow { misspeltArrows.append(MisspeltArrow(line: line, text: String(arrow.output))) }
    }
  }

  /// Whether a byte may stand within a name.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
