// `expression // → value` in an example states what the expression shows. The tangle turns the
// comment, and nothing else of the line, into an operator that checks it (module ExampleValues),
// so that the expression keeps its line and its columns, and may span several lines.

import Book

/// A value comment on one line of code.
package struct ValueComment: Hashable, Sendable {
  /// The code before the comment, with its indentation.
  package var code: Substring
  /// What the chapter says the expression shows, without surrounding white space.
  package var value: Substring

  static let mark = "// → "

  /// Finds the value comment of a line, which has no line break.
  package init?(line: Substring) {
    // The arrow is rare: look for its three bytes before searching for the whole mark.
    guard line.utf8.contains(0xE2), let mark = line.firstRange(of: Self.mark) else { return nil }
    let code = line[..<mark.lowerBound]
    guard code.contains(where: { !$0.isWhitespace }) else { return nil }
    self.code = code
    value = line[mark.upperBound...].trimming()
  }

  /// The code with each value comment replaced by its check.
  package static func replacingAll(in code: String) -> String {
    guard code.utf8.contains(0xE2), code.contains(Self.mark) else { return code }
    return code.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in ValueComment(line: line)?.check ?? String(line) }
      .joined(separator: "\n")
  }

  private var check: String {
    let thrown = "throws "
    let (type, text) =
      value.hasPrefix(thrown)
      ? ("Thrown", value.dropFirst(thrown.count).trimming()) : ("Shown", value)
    return "\(code)==> \(type)(\(Tangled.literal(String(text))))"
  }
}

extension Substring {
  fileprivate func trimming() -> Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...last]
  }
}
