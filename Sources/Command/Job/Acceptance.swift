// Real values, to be written into examples that state others: all of them or none, and only where the
// chapters still are as they were run.

import Book
import Evidence
import Foundation
import Run

/// The chapters with real values in the place of others.
struct Acceptance {
  private struct Change {
    var path: String
    var old: [UInt8]
    var new: [UInt8]
    var difference: LineDifference
  }

  private var changes: [Change] = []
  /// Values that a second run does not show again, and so are not written.
  private(set) var refusals: [Finding] = []

  /// - Parameters:
  ///   - again: evidence of a second run of the same tests.
  ///   - read: the bytes of a chapter as it was run, by its path.
  init(
    _ evidence: Evidence, again: Evidence, in book: Book, read: (String) throws -> [UInt8]
  ) throws {
    let (verdicts, second) = (Verdicts(book, evidence), Verdicts(book, again))
    let chapters = Dictionary(book.chapters.map { ($0.path, $0) }) { first, _ in first }
    for path in Self.paths(evidence, in: book) {
      let shown = again.chapters[path]?.shownValues ?? [:]
      var values = evidence.chapters[path]?.shownValues ?? [:]
      for (line, value) in values.sorted(by: { $0.key < $1.key }) where shown[line] != value {
        values[line] = nil
        refusals.append(Self.refusal(Location(file: path, line: line), value, shown[line]))
      }
      let old = try read(path)
      var new = ValueComment.accepting(values, in: old, path: path)
      // From the last to the first, so that no line moves before its turn.
      let outputs = chapters[path].map { Self.outputs(verdicts, of: $0) } ?? []
      for output in outputs.reversed() {
        let line = output.stated.line
        if let why = output.refusal(again: second.output(atLine: line, of: path)) {
          refusals.append(Finding(.unsteadyValue, Location(file: path, line: line), why))
        } else {
          new = output.written(into: new)
        }
      }
      let difference = LineDifference(old, new, path: path)
      guard !difference.isEmpty else { continue }
      changes.append(Change(path: path, old: old, new: new, difference: difference))
    }
    refusals.sort()
  }

  /// The chapters in which something else is shown or printed than is stated.
  static func paths(_ evidence: Evidence, in book: Book) -> [String] {
    let verdicts = Verdicts(book, evidence)
    let values = evidence.chapters.filter { !$0.value.shownValues.isEmpty }.keys
    let outputs = book.chapters.filter { !Self.outputs(verdicts, of: $0).isEmpty }.map(\.path)
    return Set(values).union(outputs).sorted()
  }

  /// What is printed otherwise than stated, but for known gaps, in the order of lines.
  private static func outputs(
    _ verdicts: Verdicts, of chapter: Outline
  ) -> [PrintedOutput] {
    chapter.checkedFences.filter { $0.gap == nil && $0.output != nil }
      .compactMap { verdicts.fence(atLine: $0.line, of: chapter.path)?.output }
      .filter { $0.verdict == .failed }
  }

  private static func refusal(_ place: Location, _ first: String, _ second: String?) -> Finding {
    let then = second.map { "then '\($0)'" } ?? "then what is stated, or nothing"
    return Finding(
      .unsteadyValue, place,
      "this shows '\(first)' and \(then), so nothing was written; show what is the same in each run"
    )
  }

  /// How many values differ.
  var count: Int { changes.map(\.difference.count).reduce(0, +) }

  /// The differences, as a reader of diffs wants to see them.
  var lines: [String] { changes.flatMap(\.difference.lines) }

  /// Writes all changed chapters, or none.
  ///
  /// - Throws: `LoadError` when one was changed since it was run, `RunFailure` when one cannot be written.
  func write(in package: BookPackage) throws {
    for change in changes where try package.read(change.path) != change.old {
      throw LoadError(
        "\(change.path) was changed while its values were looked for; nothing was written; run again"
      )
    }
    do {
      try ChapterSwap(package: package).write(
        changes.map { ChapterSwap.Change(path: $0.path, old: $0.old, new: $0.new) })
    } catch {
      throw RunFailure("nothing was written: \(FileFailure(error)?.description ?? "\(error)")")
    }
  }
}

extension PrintedOutput {
  /// Why it is not written; `nil` where it can be.
  fileprivate func refusal(again: PrintedOutput?) -> String? {
    if again?.printed != printed {
      return
        "two runs print different text, so nothing was written; print what is the same in each run"
    }
    if !stated.isReplaceable {
      return
        "this output stands in a list or quote, or is not closed, so nothing was written; edit it"
    }
    let endsFence = printed.contains { line in
      let text = line.drop { $0 == " " }
      return text.hasPrefix("```") || text.hasPrefix("~~~")
    }
    let isText = printed.joined().unicodeScalars.allSatisfy {
      $0 == "\t" || $0.properties.generalCategory != .control
    }
    guard endsFence || isCut || !isText else { return nil }
    return
      "what is printed is too long for a fence, or would end it, or holds control characters, so nothing"
      + " was written; print less"
  }

  /// A chapter's text with what was printed in place of what was stated.
  fileprivate func written(into bytes: [UInt8]) -> [UInt8] {
    let newline = UInt8(ascii: "\n")
    var lines = bytes.split(separator: newline, omittingEmptySubsequences: false)
    let range = stated.line..<max(stated.line, stated.lastLine - 1)
    guard range.upperBound <= lines.count else { return bytes }
    let ending: [UInt8] = lines[stated.line - 1].last == 0x0D ? [0x0D] : []
    lines.replaceSubrange(range, with: printed.map { (Array($0.utf8) + ending)[...] })
    return Array(lines.joined(separator: [newline]))
  }
}
