// What differs between two texts, line by line.

/// The lines that are gone and the lines that are new, by their places from 0; all others are the same in
/// both texts and in the same order.
package struct LineEdits: Hashable, Sendable {
  package private(set) var removed: Set<Int> = []
  package private(set) var inserted: Set<Int> = []

  /// More lines in pairs than this are not compared one by one: then all between the first and the last
  /// that differ count as gone and new.
  private static let mostPairs = 4_000_000

  package init<Line: Hashable>(from old: [Line], to new: [Line]) {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let rest = (old: old.dropFirst(start), new: new.dropFirst(start))
    let end = zip(rest.old.reversed(), rest.new.reversed()).prefix { $0 == $1 }.count
    let (before, after) = (Array(rest.old.dropLast(end)), Array(rest.new.dropLast(end)))
    guard before.count * after.count <= Self.mostPairs else {
      removed = Set(start..<start + before.count)
      inserted = Set(start..<start + after.count)
      return
    }
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, _, _): removed.insert(start + offset)
      case .insert(let offset, _, _): inserted.insert(start + offset)
      }
    }
  }

  /// A place where the texts differ: lines of the old one, and those that stand there now.
  package struct Hunk: Hashable, Sendable {
    package var old: Range<Int>
    package var new: Range<Int>
  }

  /// All of them, in order.
  package var hunks: [Hunk] {
    var hunks: [Hunk] = []
    var (old, new) = (0, 0)
    let ends = (removed.max().map { $0 + 1 } ?? 0, inserted.max().map { $0 + 1 } ?? 0)
    while old < ends.0 || new < ends.1 {
      let start = (old, new)
      while removed.contains(old) { old += 1 }
      while inserted.contains(new) { new += 1 }
      if start != (old, new) { hunks.append(Hunk(old: start.0..<old, new: start.1..<new)) }
      (old, new) = (old + 1, new + 1)
    }
    return hunks
  }
}
