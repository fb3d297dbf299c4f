// What changed in one chapter, for git: first what becomes of its formats, then line by line, each change
// by what it is.

import Bindings
import Book

package struct ChapterDifferenceText {
  /// What a line of the output is, for its colour.
  package enum Kind: Sendable {
    case head, finding, place, gone, new
  }

  package let lines: [(kind: Kind, text: String)]

  /// - Parameters:
  ///   - path: what the chapter is called.
  ///   - old: its bytes before; `nil` when there was none.
  ///   - new: its bytes after.
  package init(_ path: String, from old: [UInt8]?, to new: [UInt8]?) {
    let (before, after) = (old.map { Side(path, $0) }, new.map { Side(path, $0) })
    var lines: [(kind: Kind, text: String)] = []
    let change = ChapterChange(path, before?.text, after?.text)
    if let change {
      let what = old == nil ? " (new)" : new == nil ? " (gone)" : ""
      lines.append((.head, "\(path)\(what): \(Self.counts(change))"))
    }
    let base = before?.formats ?? BindingSet()
    let head = after?.formats ?? BindingSet()
    for finding in Review(from: base, to: head, seeksWitnesses: false).findings
    where finding.rule.area != .names { lines += Self.lines(of: finding, head) }
    for piece in change?.pieces ?? [] { lines += Self.lines(of: piece) }
    self.lines = lines
  }

  private struct Side {
    var text: ChapterText
    var formats: BindingSet

    init(_ path: String, _ bytes: [UInt8]) {
      text = ChapterText(path, bytes)
      formats = BindingSet(chapters: [Outline(of: text.chapter)])
    }
  }

  private static func counts(_ change: ChapterChange) -> String {
    TextKind.allCases.compactMap { kind in
      change.counts[kind].map { "\(kind.rawValue) +\($0.new) -\($0.gone)" }
    }
    .joined(separator: ", ")
  }

  /// With an unchanged name: whether it was raised, a chapter alone cannot tell.
  private static func lines(
    of finding: ReviewFinding, _ head: BindingSet
  ) -> [(kind: Kind, text: String)] {
    let place = head.place(of: finding.change.path, finding.change.keyword)
    let before = place.map { "\($0): " } ?? ""
    var lines: [(kind: Kind, text: String)] = [
      (.finding, "\(before)\(finding.rule.change) [\(finding.rule.id)]"),
      (
        .finding,
        "    \(finding.change.path) (\(finding.change.old.isEmpty ? "nothing" : finding.change.old)"
          + " → \(finding.change.new.isEmpty ? "nothing" : finding.change.new))"
      ),
    ]
    if let bare = finding.bare {
      lines.append((.finding, "    UP \(bare.up.name), BACK \(bare.back.name)"))
    }
    return lines
  }

  private static func lines(of piece: ChangedPiece) -> [(kind: Kind, text: String)] {
    let kinds = piece.kinds.map(\.rawValue).joined(separator: ", ")
    let (old, new) = (piece.sides.old, piece.sides.new)
    let places = [old.map { "-\($0.firstLine)" }, new.map { "+\($0.firstLine)" }]
      .compactMap(\.self).joined(separator: " ")
    func shown(_ excerpt: Excerpt?, _ sign: String, _ kind: Kind) -> [(kind: Kind, text: String)] {
      (excerpt?.text.split(separator: "\n", omittingEmptySubsequences: false) ?? [])
        .map { (kind, "\(sign)\($0)") }
    }
    return [(.place, "@@ \(places) @@ \(kinds)")] + shown(old, "-", .gone) + shown(new, "+", .new)
  }
}
