// Real values, to be written into examples that state others.

import Book
import Evidence

/// The chapters with real values in the place of others.
struct Acceptance {
  private var changes: [(path: String, bytes: [UInt8], difference: LineDifference)] = []

  /// - Parameter read: the bytes of a chapter by its path.
  init(_ evidence: Evidence, read: (String) throws -> [UInt8]) throws {
    for (path, known) in evidence.chapters.sorted(by: { $0.key < $1.key }) {
      let values = known.shownValues
      guard !values.isEmpty else { continue }
      let old = try read(path)
      let new = ValueComment.accepting(values, in: old, path: path)
      let difference = LineDifference(old, new, path: path)
      if !difference.isEmpty { changes.append((path, new, difference)) }
    }
  }

  /// How many values differ.
  var count: Int { changes.map(\.difference.count).reduce(0, +) }

  /// The differences, as a reader of diffs wants to see them.
  var lines: [String] { changes.flatMap(\.difference.lines) }

  /// Gives each changed chapter, by its path, to be written.
  func write(_ put: (String, [UInt8]) throws -> Void) throws {
    for change in changes { try put(change.path, change.bytes) }
  }
}
