// Real values, to be written into examples that state others: all of them or none, and only where the
// chapters still are as they were run.

import Book
import Evidence
import Foundation

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
  init(_ evidence: Evidence, again: Evidence, read: (String) throws -> [UInt8]) throws {
    for path in Self.paths(evidence) {
      let shown = again.chapters[path]?.shownValues ?? [:]
      var values = evidence.chapters[path]?.shownValues ?? [:]
      for (line, value) in values.sorted(by: { $0.key < $1.key }) where shown[line] != value {
        values[line] = nil
        refusals.append(Self.refusal(Location(file: path, line: line), value, shown[line]))
      }
      let old = try read(path)
      let new = ValueComment.accepting(values, in: old, path: path)
      let difference = LineDifference(old, new, path: path)
      guard !difference.isEmpty else { continue }
      changes.append(Change(path: path, old: old, new: new, difference: difference))
    }
  }

  /// The chapters in which something else is shown than is stated.
  static func paths(_ evidence: Evidence) -> [String] {
    evidence.chapters.filter { !$0.value.shownValues.isEmpty }.keys.sorted()
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
  /// - Throws: `LoadError` when one was changed since it was run, or cannot be written.
  func write(in package: BookPackage) throws {
    for change in changes where try package.read(change.path) != change.old {
      throw LoadError(
        "\(change.path) was changed while its values were looked for; nothing was written; run again"
      )
    }
    var written: [Change] = []
    do {
      for change in changes {
        try Data(change.new).write(to: package.url(change.path), options: .atomic)
        written.append(change)
      }
    } catch {
      for change in written {
        try? Data(change.old).write(to: package.url(change.path), options: .atomic)
      }
      throw LoadError("nothing was written: \((error as NSError).localizedDescription)")
    }
  }
}
