// `expression // → value` in an example states what the expression shows. The tangle turns the
// comment, and nothing else of the line, into an operator that checks it (module ExampleValues),
// so that the expression keeps its line and its columns, and may span several lines. The comment
// may also stand on a line of its own, after the expression's last line.

/// A value comment on one line of code.
package struct ValueComment: Hashable, Sendable {
  /// The code before the comment, with its indentation.
  package var code: Substring
  /// What the chapter says the expression shows, without surrounding white space.
  package var value: Substring
  /// Why no run reaches the line, from `(not reached: reason)` after the value.
  package var unreachedReason: Substring?

  /// Finds the value comment of a line that has no line break and stands in no multi-line string.
  package init?(line: Substring) {
    var scanner = CommentScanner()
    guard let comment = Self(line: line, &scanner) else { return nil }
    self = comment
  }

  /// Finds the value comment of the next line that a scanner reads.
  init?(line: Substring, _ scanner: inout CommentScanner) {
    guard let start = scanner.comment(in: line) else { return nil }
    self.init(line: line, commentAt: start)
  }

  /// Reads the comment that begins at an index; `nil` when it states no value.
  init?(line: Substring, commentAt start: Substring.Index) {
    let text = line[start...].dropFirst(2).drop(while: \.isSpace)
    guard text.first == "→" else { return nil }
    code = line[..<start]
    value = text.dropFirst().trimming()
    if value.last == ")", let mark = value.ranges(of: "(not reached:").last {
      unreachedReason = value[mark.upperBound...].dropLast().trimming()
      value = value[..<mark.lowerBound].trimming()
    }
  }

  /// What the chapter says the expression throws: an error's text or type, empty for any error; `nil`
  /// when it says that a value is shown.
  package var thrown: Substring? {
    let word = "throws"
    guard value == word || value.hasPrefix("\(word) ") else { return nil }
    return value.dropFirst(word.count).trimming()
  }

  /// Whether the operator that takes the comment's place needs white space before it, as any
  /// operator between two operands.
  package var needsSpace: Bool { code.last.map(\.isSpace) == false }

  /// Where that operator stands in the tangled line, from 1, in bytes.
  var checkColumn: Int { code.utf8.count + (needsSpace ? 1 : 0) + 1 }

  /// The lines of code with their value comments. An arrow in a string or inside another comment
  /// states nothing.
  package static func lines(of code: String) -> [(line: Substring, comment: ValueComment?)] {
    let lines = code.lines
    // The arrow is rare: look for its first byte before reading strings and comments.
    guard code.utf8.contains(0xE2) else { return lines.map { ($0, nil) } }
    var scanner = CommentScanner()
    return lines.map { ($0, ValueComment(line: $0, &scanner)) }
  }
}
