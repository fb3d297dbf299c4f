// `expression // → value` in an example states what the expression shows. The tangle turns the
// comment, and nothing else of the line, into an operator that checks it (module ExampleValues),
// so that the expression keeps its line and its columns, and may span several lines. The comment
// may also stand on a line of its own, after the expression's last line.

import Book

/// A value comment on one line of code.
package struct ValueComment: Hashable, Sendable {
  /// The code before the comment, with its indentation.
  package var code: Substring
  /// What the chapter says the expression shows, without surrounding white space.
  package var value: Substring

  /// Finds the value comment of a line that has no line break and stands in no multi-line string.
  package init?(line: Substring) {
    var scanner = CommentScanner()
    guard let comment = Self(line: line, &scanner) else { return nil }
    self = comment
  }

  private init?(line: Substring, _ scanner: inout CommentScanner) {
    guard let start = scanner.comment(in: line) else { return nil }
    let text = line[start...].dropFirst(2).drop(while: \.isWhitespace)
    guard text.first == "→" else { return nil }
    code = line[..<start]
    value = text.dropFirst().trimming()
  }

  /// The lines of code with their value comments. An arrow in a string or inside another comment
  /// states nothing.
  package static func lines(of code: String) -> [(line: Substring, comment: ValueComment?)] {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    // The arrow is rare: look for its first byte before reading strings and comments.
    guard code.utf8.contains(0xE2) else { return lines.map { ($0, nil) } }
    var scanner = CommentScanner()
    return lines.map { ($0, ValueComment(line: $0, &scanner)) }
  }

  /// The code with each value comment replaced by its check.
  package static func replacingAll(in code: String) -> String {
    lines(of: code).map { $0.comment?.check ?? String($0.line) }.joined(separator: "\n")
  }

  private var check: String {
    let thrown = "throws "
    let (type, text) =
      value.hasPrefix(thrown)
      ? ("Thrown", value.dropFirst(thrown.count).trimming()) : ("Shown", value)
    // An operator between two operands has white space at both sides.
    let space = code.last.map(\.isWhitespace) == false ? " " : ""
    return "\(code)\(space)==> \(type)(\(Tangled.literal(String(text))))"
  }
}

extension Substring {
  fileprivate func trimming() -> Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...last]
  }
}
