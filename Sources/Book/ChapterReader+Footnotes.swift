// Footnotes that Markdown drops with all that they hold, and code that stands in one.

extension ChapterReader {
  /// The nodes inside footnotes; reports footnotes that Markdown drops with all that they hold.
  mutating func checkFootnotes(_ nodes: [Node]) -> Set<Node> {
    var inFootnotes: Set<Node> = []
    var shown: Set<Int> = []
    for node in nodes where node.kind == .footnoteDefinition {
      shown.insert(node.line)
      if !inFootnotes.contains(node) { inFootnotes.formUnion(node.descendants()) }
    }
    var definitions = (1..<source.lineCount + 1).compactMap(definition)
    if definitions.contains(where: { !shown.contains($0.line) }) {
      // Paragraphs of footnotes that are dropped are no nodes.
      let text = lines(of: nodes)
      definitions.removeAll { !shown.contains($0.line) && text.contains($0.line) }
      reportFootnotes(definitions, shown)
    }
    return inFootnotes
  }

  /// The lines that hold text or code, which defines nothing.
  private func lines(of nodes: [Node]) -> Set<Int> {
    var lines: Set<Int> = []
    for node in nodes {
      switch node.kind {
      case .codeBlock, .htmlBlock, .paragraph, .heading:
        lines.formUnion(node.line...max(node.line, node.lastLine))
      default: continue
      }
    }
    return lines
  }

  private mutating func reportFootnotes(_ definitions: [FootnoteDefinition], _ shown: Set<Int>) {
    var first: [String: FootnoteDefinition] = [:]
    for definition in definitions where shown.contains(definition.line) {
      first[definition.key] = first[definition.key] ?? definition
    }
    for dropped in definitions where !shown.contains(dropped.line) {
      guard let first = first[dropped.key] else {
        report(
          .unusedFootnote, line: dropped.line, column: dropped.column,
          "no text refers to the footnote '\(dropped.label)', so it is not shown; refer to it or remove"
            + " it")
        continue
      }
      for (one, other) in [(first, dropped), (dropped, first)] {
        report(
          .duplicateFootnote, line: one.line, column: one.column,
          "the footnote '\(dropped.label)' is defined twice, here and in line \(other.line); only one is"
            + " shown")
      }
    }
  }

  /// What a line defines that begins a footnote, such as `[^1]: text`, also in a quote or a list.
  private func definition(in number: Int) -> FootnoteDefinition? {
    let line = source.line(number)
    var start = line
    while let first = start.first, first != UInt8(ascii: "[") {
      if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") || first == UInt8(ascii: ">") {
        start.removeFirst()
        continue
      }
      let digits = start.prefix(9).prefix(while: \.isDigit)
      let mark = start.dropFirst(digits.count)
      guard mark.first.map((digits.isEmpty ? "-+*" : ".)").utf8.contains) == true,
        mark.dropFirst().first.map({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) == true
      else { return nil }
      start = mark.dropFirst()
    }
    guard start.starts(with: "[^".utf8), let end = start.firstIndex(of: UInt8(ascii: "]")),
      start[end...].starts(with: "]:".utf8), end > start.startIndex + 2
    else { return nil }
    return FootnoteDefinition(
      label: String(decoding: start[(start.startIndex + 2)..<end], as: UTF8.self), line: number,
      column: start.startIndex - line.startIndex + 1)
  }

  mutating func checkFenceInFootnote(_ node: Node) {
    guard node.fenceMark != nil, InfoString(node.fenceInfo).language == "swift" else { return }
    report(
      .fenceInFootnote, line: node.line, column: node.column,
      "a footnote holds no code that is compiled; move the fence out of it")
  }
}

/// A footnote as a line defines it.
private struct FootnoteDefinition {
  var label: String
  var line: Int
  var column: Int

  /// Markdown takes capitals for small letters.
  var key: String { label.lowercased() }
}
