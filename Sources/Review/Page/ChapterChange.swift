// What changed in a chapter, piece by piece, each by what it is: prose, code, tests, values, formats.

import Book

/// A changed part of a chapter.
struct ChangedPiece {
  var kinds: [TextKind]
  var sides: Sides
}

/// How a chapter of one revision became that of the other.
struct ChapterChange {
  let path: String
  let title: String
  let pieces: [ChangedPiece]
  /// How many lines are gone and new, by kind.
  let counts: [TextKind: (gone: Int, new: Int)]

  /// `nil` when nothing changed.
  init?(_ path: String, _ old: ChapterText?, _ new: ChapterText?) {
    guard old?.lines != new?.lines, let title = (new ?? old)?.chapter.title else { return nil }
    self.path = path
    self.title = title
    var pieces: [ChangedPiece] = []
    var counts: [TextKind: (gone: Int, new: Int)] = [:]
    let stretches = Alignment.stretches(old?.lines ?? [], new?.lines ?? [])
    for stretch in stretches where !stretch.isSame {
      for index in stretch.old { counts[old?.kinds[index] ?? .prose, default: (0, 0)].gone += 1 }
      for index in stretch.new { counts[new?.kinds[index] ?? .prose, default: (0, 0)].new += 1 }
      pieces += Self.pieces(stretch, old, new)
    }
    self.pieces = pieces
    self.counts = counts
  }

  /// All chapters that differ, in the order of their paths.
  static func all(_ base: RevisionText, _ head: RevisionText) -> [ChapterChange] {
    Set(base.chapters.keys).union(head.chapters.keys).sorted().compactMap {
      ChapterChange($0, base.chapters[$0], head.chapters[$0])
    }
  }

  func touches(_ kinds: TextKind...) -> Bool { kinds.contains { counts[$0] != nil } }

  /// What a reviewer would ask about; `nil` when nothing strikes.
  var remark: String? {
    if touches(.code), !touches(.prose) { return "the code changed, and the prose did not" }
    if touches(.formats), !touches(.code) { return "a format changed, and no code of this chapter" }
    if touches(.code), !touches(.checks, .values) { return "the code changed, and no test of it" }
    if counts.keys.allSatisfy({ $0 == .prose }) { return "the prose changed, and nothing else" }
    return nil
  }

  private static func pieces(
    _ stretch: Stretch, _ old: ChapterText?, _ new: ChapterText?
  ) -> [ChangedPiece] {
    let before = groups(stretch.old, old)
    let after = groups(stretch.new, new)
    func piece(_ kinds: [TextKind], _ gone: Range<Int>, _ come: Range<Int>) -> ChangedPiece {
      ChangedPiece(
        kinds: kinds, sides: Sides(old: excerpt(old, gone), new: excerpt(new, come)))
    }
    if before.map(\.kind) == after.map(\.kind) {
      return zip(before, after).map { piece([$0.kind], $0.range, $1.range) }
    }
    if before.isEmpty { return after.map { piece([$0.kind], stretch.old, $0.range) } }
    if after.isEmpty { return before.map { piece([$0.kind], $0.range, stretch.new) } }
    let kinds = Set((before + after).map(\.kind))
    return [piece(TextKind.allCases.filter(kinds.contains), stretch.old, stretch.new)]
  }

  private static func excerpt(_ text: ChapterText?, _ range: Range<Int>) -> Excerpt? {
    range.isEmpty ? nil : text?.excerpt(range.lowerBound + 1...range.upperBound)
  }

  /// Lines of one kind that follow each other.
  private static func groups(
    _ range: Range<Int>, _ text: ChapterText?
  ) -> [(kind: TextKind, range: Range<Int>)] {
    var groups: [(kind: TextKind, range: Range<Int>)] = []
    for index in range {
      let kind = text?.kinds[index] ?? .prose
      if let last = groups.last, last.kind == kind {
        groups[groups.count - 1].range = last.range.lowerBound..<index + 1
      } else {
        groups.append((kind, index..<index + 1))
      }
    }
    return groups
  }
}
