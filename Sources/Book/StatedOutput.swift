// What a chapter says that an example prints: a `text output` fence after it, with nothing but prose
// between them. It is compared with what the example's run printed to standard output, which comes on a
// channel of its own, a test after the other; so an edit of it asks for no new run.

/// The text of a `text output` fence.
package struct StatedOutput: Hashable, Sendable {
  /// The line of the opening fence.
  package var line: Int
  /// The line of the closing fence; of the last text when there is none.
  package var lastLine: Int
  /// Its lines, without white space at their ends, which nobody sees, and without empty ones at the end.
  package var lines: [String]
  /// Whether the text begins where its lines do, in no list and no quote, so that other text can take its
  /// place.
  package var isReplaceable: Bool

  package init(line: Int, lastLine: Int, text: String, isReplaceable: Bool) {
    self.line = line
    self.lastLine = lastLine
    self.isReplaceable = isReplaceable
    lines = Self.lines(of: text)
  }

  /// The lines of a text as they are compared.
  package static func lines(of text: String) -> [String] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      line in
      line.lastIndex { !$0.isSpace }.map { String(line[...$0]) } ?? ""
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  init(_ fence: Fence, isReplaceable: Bool) {
    self.init(
      line: fence.line, lastLine: fence.lastLine, text: fence.code, isReplaceable: isReplaceable)
  }
}

extension ChapterReader {
  /// Gives an output to the example or test before it.
  ///
  /// - Parameter column: where the fence begins.
  mutating func readOutput(_ fence: Fence, column: Int) {
    guard fence.role == .output else { return }
    guard let index = chapter.fences.indices.last,
      chapter.fences[index].heading == fence.heading, chapter.fences[index].printsAlone
    else {
      return report(
        .misplacedOutput, line: fence.line, column: column,
        "this output belongs to nothing; put it after an example, or a fence with one test, under the"
          + " same heading and with no other code between them")
    }
    chapter.fences[index].output = StatedOutput(fence, isReplaceable: column == 1 && fence.isClosed)
  }
}

extension Fence {
  /// Whether all that it prints is one test's.
  fileprivate var printsAlone: Bool {
    role == .example || role == .test && tests.count == 1
  }
}
