// Citations in prose become links. One may go over several nodes, `mm/alloc.c`, 6.12; the link is around
// what of it stands in one node with what its first placeholder stands for.

extension MarkdownDocument {
  /// Makes links of the citations in text, but in headings and in links.
  func linkCitations(with substitution: some ChapterSubstitution) {
    var leftOut: Set<Node> = []
    for node in root.descendants() {
      switch node.kind {
      case .link, .image, .heading:
        leftOut.formUnion(node.descendants())
      case .text, .code, .softBreak, .codeBlock, .htmlBlock, .htmlInline: continue
      default:
        guard !leftOut.contains(node), node.firstChild != nil else { continue }
        var run = InlineRun()
        for child in Array(node.children) where !run.take(child) {
          link(run, with: substitution)
          run = InlineRun()
        }
        link(run, with: substitution)
      }
    }
  }

  private func link(_ run: InlineRun, with substitution: some ChapterSubstitution) {
    guard !run.text.isEmpty else { return }
    var citations = substitution.citations(in: run.text)[...]
    for piece in run.pieces {
      var own: [Citation] = []
      while let next = citations.first, next.core.lowerBound < piece.range.upperBound {
        // Code is cited as code, with its backticks.
        if piece.node.kind != .code || next.range.lowerBound <= piece.range.lowerBound {
          own.append(next)
        }
        citations.removeFirst()
      }
      guard let first = own.first else { continue }
      let isThere =
        piece.node.kind == .code
        ? insert(
          html: substitution.html(
            ofCitation: piece.node.literal, isCode: true, address: first.address),
          before: piece.node) : split(piece, run.text, at: own, with: substitution)
      if isThere { take(piece.node) }
    }
  }

  /// - Returns: whether the pieces may stand there.
  private func split(
    _ piece: InlineRun.Piece, _ text: [UInt8], at citations: [Citation],
    with substitution: some ChapterSubstitution
  ) -> Bool {
    func words(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
    var place = piece.range.lowerBound
    for citation in citations {
      let range = citation.range.clamped(to: place..<piece.range.upperBound)
      if range.lowerBound > place {
        insert(text: words(place..<range.lowerBound), before: piece.node)
      }
      let html = substitution.html(
        ofCitation: words(range), isCode: false, address: citation.address)
      guard insert(html: html, before: piece.node) else { return false }
      place = range.upperBound
    }
    if place < piece.range.upperBound {
      insert(text: words(place..<piece.range.upperBound), before: piece.node)
    }
    return true
  }
}

/// Neighbouring nodes as one text: code in backticks, line breaks as spaces.
private struct InlineRun {
  struct Piece {
    var node: Node
    /// In the text, with the backticks of code.
    var range: Range<Int>
  }

  private(set) var text: [UInt8] = []
  private(set) var pieces: [Piece] = []

  /// Whether a node belongs to it.
  mutating func take(_ node: Node) -> Bool {
    let start = text.count
    switch node.kind {
    case .text: text += node.literal.utf8
    case .code: text += "`\(node.literal)`".utf8
    case .softBreak: text.append(UInt8(ascii: " "))
    default: return false
    }
    pieces.append(Piece(node: node, range: start..<text.count))
    return true
  }
}
