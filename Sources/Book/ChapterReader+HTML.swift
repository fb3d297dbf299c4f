// The author's own HTML: its tags, its anchors, and where it leads.

extension ChapterReader {
  mutating func readHTML(_ node: Node) {
    if let block { balance.enter(block) }
    let literal = node.literal
    let html = AuthorHTML(literal, continuing: balance.textElement)
    chapter.htmlAnchors += html.anchors
    for tag in html.tags { read(tag, of: html.html, in: node) }
    if let unfinished = html.unfinished {
      let text = html.html[unfinished.start...].prefix { $0 != UInt8(ascii: "\n") }
      let offset = links.offset(of: String(decoding: text, as: UTF8.self), in: source)
      balance.add(unfinished, at: location(offset, of: node))
    }
    guard node.kind == .htmlBlock else { return }
    if html.isUnclosed {
      report(
        .unclosedComment, line: node.line, column: max(1, node.column),
        "this comment is never closed, so all that follows would be lost; end it with -->")
    }
    checkHiddenFence(node)
  }

  private mutating func read(_ tag: AuthorHTML.Tag, of html: [UInt8], in node: Node) {
    // What has no end is found by its beginning.
    let written = tag.isFinished ? html[tag.range] : []
    let offset =
      written.isEmpty ? nil : links.offset(of: String(decoding: written, as: UTF8.self), in: source)
    balance.add(tag, at: location(offset, of: node))
    for reference in tag.references where !reference.isData {
      let start = offset.map { $0 + reference.range.lowerBound - tag.range.lowerBound }
      let isVerbatim = html[reference.range].elementsEqual(reference.destination.utf8)
      chapter.links.append(
        Link(
          destination: reference.destination, location: location(start, of: node),
          kind: reference.kind, isHTML: true, isVerbatim: start != nil && isVerbatim))
    }
  }
}
