// What is wrong with a chapter's file as a whole, before and beside its structure.

extension ChapterReader {
  /// A chapter's path stands in a Swift string and in the names of generated files.
  mutating func checkPath() {
    let isPlain = path.unicodeScalars.allSatisfy { scalar in
      scalar != "\"" && scalar != "\\" && scalar.properties.generalCategory != .control
    }
    if !isPlain {
      report(
        .chapterName, line: 1, column: 1,
        "a chapter's path has no quotes, backslashes and control characters; rename it")
    }
  }

  /// Reports bytes that are no text, and text that would take Markdown's parser minutes; only the
  /// latter must not be parsed.
  mutating func isReadable() -> Bool {
    if let place = source.firstInvalidUTF8() {
      report(
        .invalidUTF8, line: place.line, column: place.column,
        "this byte is not UTF-8; save the chapter as UTF-8")
    }
    if let nul = source.bytes.firstIndex(of: 0) {
      let place = source.place(of: nul)
      report(
        .nulByte, line: place.line, column: place.column,
        "this byte is zero and no text; remove it, or save the chapter as UTF-8")
    }
    guard let (line, reason) = MarkdownLimit.exceeded(in: source) else { return true }
    report(.markdownLimit, line: line, column: 1, reason)
    return false
  }

  /// The nodes inside footnotes; reports footnotes that Markdown drops with all that they hold.
  mutating func checkFootnotes(_ nodes: [Node]) -> Set<Node> {
    var inFootnotes: Set<Node> = []
    var shown: [Int: String] = [:]
    for node in nodes where node.kind == .footnoteDefinition {
      shown[node.line] = footnoteLabel(source.line(node.line)) ?? ""
      if !inFootnotes.contains(node) { inFootnotes.formUnion(node.descendants()) }
    }
    let dropped = (1..<source.lineCount + 1).compactMap { line in
      shown[line] != nil ? nil : footnoteLabel(source.line(line)).map { (line, $0) }
    }
    if !dropped.isEmpty { reportFootnotes(dropped, beside: shown, outside: nodes) }
    return inFootnotes
  }

  private mutating func reportFootnotes(
    _ dropped: [(line: Int, label: String)], beside shown: [Int: String], outside nodes: [Node]
  ) {
    var literal: Set<Int> = []
    for node in nodes where node.kind == .codeBlock || node.kind == .htmlBlock {
      literal.formUnion(node.line...max(node.line, node.lastLine))
    }
    for (line, label) in dropped where !literal.contains(line) {
      let first = shown.filter { $0.value.lowercased() == label.lowercased() }.keys.min()
      if let first {
        for (line, other) in [(first, line), (line, first)] {
          report(
            .duplicateFootnote, line: line, column: 1,
            "the footnote '\(label)' is defined twice, here and in line \(other); only one is shown"
          )
        }
        continue
      }
      report(
        .unusedFootnote, line: line, column: 1,
        "no text refers to the footnote '\(label)', so it is not shown; refer to it or remove it")
    }
  }

  /// The label of a line that begins a footnote, such as `[^1]: text`.
  private func footnoteLabel(_ line: ArraySlice<UInt8>) -> String? {
    let start = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") }
    guard start.starts(with: "[^".utf8), let end = start.firstIndex(of: UInt8(ascii: "]")),
      start[end...].starts(with: "]:".utf8), end > start.startIndex + 2
    else { return nil }
    return String(decoding: start[(start.startIndex + 2)..<end], as: UTF8.self)
  }

  mutating func checkFenceInFootnote(_ node: Node) {
    guard node.fenceMark != nil, InfoString(node.fenceInfo).language == "swift" else { return }
    report(
      .fenceInFootnote, line: node.line, column: node.column,
      "a footnote holds no code that is compiled; move the fence out of it")
  }
}
