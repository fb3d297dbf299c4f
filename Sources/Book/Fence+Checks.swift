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
  private(set) var declaresTests = false
  private(set) var misspeltArrows: [MisspeltArrow] = []
  private var scanner = CommentScanner()

  private static let words: [(text: String, kind: Check.Kind)] = [
    ("#expect", .expectation), ("#require", .expectation), ("confirmation", .expectation),
    ("Issue.record", .record), ("withKnownIssue", .record),
  ]

  init(_ fence: Fence) {
    guard fence.role.isRun else { return }
    var line = fence.firstCodeLine
    for text in fence.code.split(separator: "\n", omittingEmptySubsequences: false) {
      let comment = scanner.comment(in: text)
      readWords(line)
      if fence.role == .example, let comment { read(text, comment, line) }
      line += 1
    }
  }

  private mutating func readWords(_ line: Int) {
    let code = scanner.code
    guard
      code.contains(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "@") })
        || code.contains(UInt8(ascii: "I")) || code.contains(UInt8(ascii: "w"))
        || code.contains(UInt8(ascii: "c"))
    else { return }
    if Self.places(of: "@Test", in: code).first != nil { declaresTests = true }
    for word in Self.words {
      for place in Self.places(of: word.text, in: code) {
        checks.append(Check(kind: word.kind, line: line, column: place + 1))
      }
    }
  }

  private mutating func read(_ text: Substring, _ comment: Substring.Index, _ line: Int) {
    if let value = ValueComment(line: text, commentAt: comment) {
      checks.append(
        Check(
          kind: .value, line: line, column: value.checkColumn,
          unreachedReason: value.unreachedReason.map(String.init)))
    } else {
      let arrow = text[comment...].prefixMatch(of: /\/\/ ?[-=]+>/)
      if let arrow { misspeltArrows.append(MisspeltArrow(line: line, text: String(arrow.output))) }
    }
  }

  /// Offsets at which a word stands that no letter continues.
  private static func places(of word: String, in code: [UInt8]) -> [Int] {
    guard code.count >= word.utf8.count else { return [] }
    return code.ranges(of: Array(word.utf8)).compactMap { range in
      let before = range.lowerBound > 0 ? code[range.lowerBound - 1] : UInt8(ascii: " ")
      let after = range.upperBound < code.count ? code[range.upperBound] : UInt8(ascii: " ")
      return isWord(after) || isWord(before) ? nil : range.lowerBound
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 0x80 || Character(Unicode.Scalar(byte)).isLetter
      || Character(Unicode.Scalar(byte)).isNumber
  }
}
