// The author's own HTML: its tags, its anchors, and where it leads.

extension ChapterReader {
  mutating func readHTML(_ node: Node) {
    if let block { balance.enter(block) }
    let literal = node.literal
    let html = AuthorHTML(literal, continuing: balance.textElement)
    chapter.htmlAnchors += html.anchors
    var ids = html.ids[...]
    for tag in html.tags {
      let offset = read(tag, of: html.html, in: node)
      while let id = ids.first, id.range.lowerBound < tag.range.upperBound {
        let start = offset.map { $0 + id.range.lowerBound - tag.range.lowerBound }
        self.ids.append((id.id, location(start, of: node)))
        ids.removeFirst()
      }
    }
    if let unfinished = html.unfinished {
      let text = html.html[unfinished.start...].prefix { $0 != UInt8(ascii: "\n") }
      let offset = links.offset(of: String(decoding: text, as: UTF8.self), in: source)
      balance.add(unfinished, at: location(offset, of: node))
    }
    guard node.kind == .htmlBlock else { return }
    if html.isUnclosed { reportUnclosedComment(html, in: node) }
    checkHiddenFence(node, besides: html.commentedLines)
  }

  private mutating func reportUnclosedComment(_ html: AuthorHTML, in node: Node) {
    guard let comment = html.comments.last else { return }
    // Markdown lets a comment hold empty lines only where its HTML begins with it.
    let isCut = html.html[..<comment.lowerBound].contains { !$0.isSpace }
    let text = html.html[comment].prefix { $0 != UInt8(ascii: "\n") }
    let offset = links.offset(of: String(decoding: text, as: UTF8.self), in: source)
    let place = location(offset, of: node)
    report(
      .unclosedComment, line: place.line, column: place.column,
      isCut
        ? "Markdown ends this comment with the HTML that it is in, in line \(node.lastLine), so what"
          + " follows would be shown; end it there, or begin it below an empty line"
        : "this comment is never closed, so all that follows would be lost; end it with -->")
  }

  /// Reads a tag, and says where it stands in the chapter, if that is known.
  private mutating func read(_ tag: AuthorHTML.Tag, of html: [UInt8], in node: Node) -> Int? {
    // What has no end is found by its beginning.
    let written = tag.isFinished ? html[tag.range] : []
    let offset =
      written.isEmpty ? nil : links.offset(of: String(decoding: written, as: UTF8.self), in: source)
    balance.add(tag, at: location(offset, of: node))
    for reference in tag.references where !reference.isData {
      let start = offset.map { $0 + reference.range.lowerBound - tag.range.lowerBound }
      if reference.isWebPicture {
        // The page has a link in place of the whole element, where that can be.
        guard tag.webPicture == nil else { continue }
        let place = location(start, of: node)
        chapter.htmlFindings.append(Finding(.deadLink, place, Picture.isElsewhere))
        continue
      }
      let isVerbatim = html[reference.range].elementsEqual(reference.destination.utf8)
      chapter.links.append(
        Link(
          destination: reference.destination, location: location(start, of: node),
          kind: reference.kind, isHTML: true, isVerbatim: start != nil && isVerbatim))
    }
    return offset
  }
}

// No id stands twice on a page, else a link would lead to the first of them.
extension ChapterReader {
  /// The ids of what is around a chapter on its page, or comes there while it is read.
  private static let idsOfPage = ["Content", "Page", "Book", "Search", "Keys", "KeysTitle", "Card"]

  /// Ids of the author's own HTML that the page has besides; ask when all else is read.
  func repeatedIDs() -> [Finding] {
    guard !ids.isEmpty else { return [] }
    var owners: [String: String] = [:]
    for heading in chapter.headings { owners[heading.slug] = "a heading in line \(heading.line)" }
    for rule in chapter.rules { owners[rule.anchor] = "a rule in line \(rule.location.line)" }
    for term in chapter.terms { owners[term.anchor] = "a term in line \(term.location.line)" }
    for id in Self.idsOfPage { owners[id] = "the page itself" }
    let lines = Set(chapter.fences.flatMap(\.shownLines))
    return ids.compactMap { id, location in
      let line = id.first == "L" ? Int(id.dropFirst()) : nil
      let isLine = line.map { lines.contains($0) && "L\($0)" == id } == true
      let owner = owners[id] ?? (isLine ? "a line of code" : nil)
      guard let owner else {
        owners[id] = "a tag in line \(location.line)"
        return nil
      }
      return Finding(
        .duplicateAnchor, location,
        "\(owner) has the id '\(id)' on this page too, so a link would lead to one of them only;"
          + " give this another")
    }
  }
}

extension AuthorHTML {
  /// The lines that begin in a comment, counted from 0.
  fileprivate var commentedLines: Set<Int> {
    let newline = UInt8(ascii: "\n")
    var lines: Set<Int> = []
    var (line, place) = (0, 0)
    for comment in comments {
      line += html[place..<comment.lowerBound].count { $0 == newline }
      for byte in html[comment] where byte == newline {
        line += 1
        lines.insert(line)
      }
      place = comment.upperBound
    }
    return lines
  }
}
