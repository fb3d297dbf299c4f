// References that nothing defines: Markdown leaves `[^9]` and `[text][nope]` as the text they are, so
// that readers see brackets where a note or a link was meant.

extension ChapterReader {
  /// Reports references in a block's text; `inlines` are all that it holds, in order.
  mutating func checkReferences(in block: Node, _ inlines: [Node]) {
    // Few paragraphs have a bracket that is no link.
    guard inlines.contains(where: { $0.kind == .text && $0.literalHas("[") }) else { return }
    let found = BracketReference.all(in: text(of: inlines)).filter(\.isFree)
    guard !found.isEmpty else { return }
    let lines = source.offsets(ofLines: block.line, through: block.lastLine)
    // The cells of a row share its line.
    if written.range != lines || lines.isEmpty { written = WrittenReferences(source, in: lines) }
    for reference in found { report(reference, in: block) }
  }

  /// The text of a block, with marks where a node ends and where it is no text.
  private func text(of inlines: [Node]) -> [UInt8] {
    var text: [UInt8] = []
    var parent: Node?
    for node in inlines where node.firstChild == nil {
      if parent != node.parent { text.append(BracketReference.border) }
      parent = node.parent
      switch node.kind {
      case .text where isAddress(node): text.append(BracketReference.other)
      case .text: text += node.literal.utf8
      case .softBreak, .lineBreak: text.append(UInt8(ascii: " "))
      default: text.append(BracketReference.other)
      }
    }
    return text
  }

  /// Whether a text is an address that Markdown made a link of.
  private func isAddress(_ node: Node) -> Bool {
    guard node.literalHas("["), let parent = node.parent, parent.kind == .link else { return false }
    return parent.destination.hasSuffix(node.literal)
  }

  /// Reports a reference where it stands in the source, or else at its block; one that stands there
  /// otherwise, such as with a backslash before its bracket, is meant as text.
  private mutating func report(_ reference: BracketReference, in block: Node) {
    let place: (line: Int, column: Int)
    var label = reference.label
    switch written.next(like: reference) {
    case .text: return
    case .nowhere: place = (max(1, block.line), max(1, block.column))
    case .reference(let offset, let name):
      place = source.place(of: offset)
      label = name
    }
    report(
      reference.isFootnote ? .undefinedFootnote : .undefinedReference, line: place.line,
      column: place.column,
      reference.isFootnote
        ? "there is no footnote '\(label)'; write '[^\(label)]: …', or \\[^\(label)] for the text itself"
        : "no link is defined for '[\(label)]'; write '[\(label)]: address', or put a backslash before"
          + " the brackets")
  }
}
