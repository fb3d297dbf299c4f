// A part of a chapter as it is written, and two of them side by side.

import Weave

/// Some lines of a chapter.
struct Excerpt: Hashable {
  var path: String
  /// From 1.
  var firstLine: Int
  /// Without a line break at its end.
  var text: String

  /// The place for people.
  var place: String { "\(path):\(firstLine)" }

  /// The lines up to a limit, with a note of what is left out.
  func cut(to limit: Int) -> Excerpt {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > limit else { return self }
    var short = self
    short.text =
      lines.prefix(limit).joined(separator: "\n") + "\n… \(lines.count - limit) lines more"
    return short
  }
}

/// What both revisions say of one thing.
struct Sides: Hashable {
  var old: Excerpt?
  var new: Excerpt?

  /// Whether both say the same, wherever they say it.
  var isSame: Bool { old?.text == new?.text }

  var state: String {
    if old == nil && new == nil { return "absent" }
    return isSame ? "untouched" : old == nil ? "new" : new == nil ? "gone" : "changed"
  }

  private static let mostLines = 400

  func html() -> HTML {
    if isSame, let new { return "<div class=\"both\">\(Self.listing(new, nil, "new"))</div>" }
    let (old, new) = (old?.cut(to: Self.mostLines), new?.cut(to: Self.mostLines))
    let wording = old.flatMap { old in new.map { Wording(old.text, $0.text) } }
    let before = old.map { Self.listing($0, wording?.old, "old") } ?? Self.nothing("before")
    let after = new.map { Self.listing($0, wording?.new, "new") } ?? Self.nothing("after")
    return "<div class=\"sides\">\(before)\(after)</div>"
  }

  private static func nothing(_ when: HTML) -> HTML { "<p class=\"none\">nothing \(when)</p>" }

  private static func listing(
    _ excerpt: Excerpt, _ lines: [[Wording.Piece]]?, _ side: HTML
  ) -> HTML {
    let lines = lines ?? Wording.lines(of: excerpt.cut(to: mostLines).text)
    let rows = lines.enumerated().map { index, pieces -> HTML in
      let text = pieces.map { piece -> HTML in
        let shown = BidiControls.shown(piece.text)
        if !piece.isMarked { return shown }
        return side == "old" ? "<del>\(shown)</del>" : "<ins>\(shown)</ins>"
      }
      return
        "<span class=\"row\" data-n=\"\(excerpt.firstLine + index)\">\(text.joined())\n</span>"
    }
    return """
      <div class="\(side)"><p class="at">\(excerpt.place)</p><pre><code>\(rows.joined())</code></pre></div>
      """
  }
}
