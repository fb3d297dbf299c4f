// What an example printed, against what its chapter says it prints.

package import Book

/// The verdict of a `text output` fence.
package struct PrintedOutput: Hashable, Sendable {
  package let stated: StatedOutput
  /// Not run where the test did not come to its end.
  package let verdict: Verdict
  /// What was printed, as it is compared; nothing where the test did not come to its end.
  package let printed: [String]
  /// Whether more was printed than is kept, so that nothing can be written back.
  package let isCut: Bool
  /// Where the two differ: lines of the chapter's text, and of what was printed.
  package let differences: [LineEdits.Hunk]

  init(_ stated: StatedOutput, _ result: TestResult?) {
    self.stated = stated
    guard let result, result.verdict == .passed || result.verdict == .failed else {
      (verdict, printed, isCut, differences) = (.notRun, [], false, [])
      return
    }
    printed = StatedOutput.lines(of: result.output)
    isCut = result.isOutputCut
    differences = LineEdits(from: stated.lines, to: printed).hunks
    verdict = differences.isEmpty ? .passed : .failed
  }

  /// Each difference at the chapter's line, in words; the first few of many.
  package var messages: [(line: Int, text: String)] {
    let first = stated.line + 1
    var messages = differences.prefix(Self.mostMessages).map { hunk in
      // What is printed beyond the text stands at its last line.
      let line = min(first + hunk.old.lowerBound, max(stated.line, stated.lastLine - 1))
      return (line, text(of: hunk))
    }
    if differences.count > messages.count, let last = messages.last {
      messages.append((last.0, "and \(differences.count - messages.count) more differences"))
    }
    return messages
  }

  private static let mostMessages = 20

  private func text(of hunk: LineEdits.Hunk) -> String {
    let (old, new) = (quoted(stated.lines[hunk.old]), quoted(printed[hunk.new]))
    if hunk.new.isEmpty { return "does not print \(old)" }
    return hunk.old.isEmpty ? "also prints \(new)" : "prints \(new), not \(old)"
  }

  private func quoted(_ lines: ArraySlice<String>) -> String {
    let more = lines.count > 3 ? " and \(lines.count - 3) more lines" : ""
    return lines.prefix(3).map { "'\($0)'" }.joined(separator: ", ") + more
  }
}
