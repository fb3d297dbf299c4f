// Blocks of code: their roles, their lines, and what is wrong with them.

extension ChapterReader {
  mutating func readFence(_ node: Node) {
    let code = node.literal
    let lineCount = code.utf8.count { $0 == UInt8(ascii: "\n") }
    let info = InfoString(
      node.fenceMark == nil ? "" : node.fenceInfo, plainSwift: plainSwift)
    let firstCodeLine = node.fenceMark == nil ? node.line : node.line + 1
    var fence = Fence(
      language: info.language, role: info.role, provedRules: info.provedRules, line: node.line,
      firstCodeLine: firstCodeLine, lastLine: firstCodeLine + lineCount - 1, isClosed: true,
      code: code)
    fence.attributes = info.attributes
    fence.tags = info.tags
    fence.timeLimit = info.timeLimit
    fence.gap = info.gap
    fence.formOf = info.formOf
    fence.heading = chapter.headings.indices.last
    if let mark = node.fenceMark {
      fence.isClosed = closes(mark, line: fence.lastLine + 1)
      if fence.isClosed { fence.lastLine += 1 }
      let column = infoColumn(of: node)
      fence.ruleColumns = column.map { column in info.ruleOffsets.map { column + $0 } } ?? []
      check(fence, info, node, column)
      readClaim(of: &fence, info, node, column)
      readChecks(of: &fence, column: node.column)
      readOutput(fence, column: node.column)
      if node.column > 1 { readPrefixes(of: &fence) }
    } else {
      checkHiddenFence(node)
    }
    chapter.fences.append(fence)
  }

  /// What Markdown took off the lines, so that a compiler's columns can be those of the chapter; less
  /// than nothing where it made more spaces of a tab than it took off.
  private func readPrefixes(of fence: inout Fence) {
    guard fence.role.isTangled || fence.role.isStatement else { return }
    for (index, code) in fence.code.lines.enumerated() {
      let line = source.line(fence.firstCodeLine + index)
      let width = line.count - code.utf8.count
      // Of a tab that is partly in the prefix, the code has the rest as spaces.
      let words = code.utf8.drop { $0 == UInt8(ascii: " ") }
      if width != 0, line.count >= words.count, line.suffix(words.count).elementsEqual(words) {
        fence.prefixWidths[fence.firstCodeLine + index] = width
      }
    }
  }

  /// Whether the line after the code is the closing fence: it consists of the prefix of quotes,
  /// enough marks and white space. A line outside the quote or list that ended with the code may
  /// look the same, but begins a block of its own.
  private func closes(_ mark: (character: UInt8, count: Int), line: Int) -> Bool {
    guard !codeStarts.contains(line) else { return false }
    let marks = source.line(line).drop(while: isPrefix).prefix { $0 == mark.character }
    return marks.count >= mark.count && source.line(line)[marks.endIndex...].allSatisfy(isBlank)
  }

  private mutating func check(
    _ fence: Fence, _ info: InfoString, _ node: Node, _ infoColumn: Int?
  ) {
    for mistake in info.mistakes {
      let place = infoColumn.map {
        Location(file: path, line: fence.line, column: $0 + mistake.offset)
      }
      let edit = place.flatMap { place in
        mistake.replacement.map { Finding.Edit(place, replace: $0.old, with: $0.new) }
      }
      chapter.findings.append(
        Finding(
          mistake.kind, place ?? Location(file: path, line: fence.line, column: node.column),
          mistake.message, edits: edit.map { [$0] } ?? []))
    }
    if !fence.isClosed {
      report(
        .unclosedFence, line: fence.line, column: node.column,
        "this fence is never closed; end it with a line of as many fence marks")
    }
    if fence.role.isTangled, fence.line < 4 {
      report(
        .earlyFence, line: fence.line, column: node.column,
        "the first Swift fence opens at line 4 or later, since lines 1 to 3 of the tangled file"
          + " are taken; start the chapter with its title and a sentence")
    }
  }

  /// What a schema or a layout says of the releases that have it.
  private mutating func readClaim(
    of fence: inout Fence, _ info: InfoString, _ node: Node, _ infoColumn: Int?
  ) {
    guard !info.claimWords.isEmpty else { return }
    let (file, line) = (path, fence.line)
    let (claim, findings) = ReleaseClaim.reading(
      info.claimWords, at: Location(file: file, line: line, column: node.column)
    ) { word, offset in
      infoColumn.map { Location(file: file, line: line, column: $0 + word.offset + offset) }
    }
    fence.claim = claim
    chapter.findings += findings
  }

  /// The column of the info string's first byte; `nil` when it is not written as it reads, since
  /// it has escapes.
  private func infoColumn(of node: Node) -> Int? {
    let line = source.line(node.line)
    let fence = line.dropFirst(node.column - 1)
    let info = fence.drop { $0 == fence.first }.drop(while: isBlank)
    guard info.starts(with: node.fenceInfo.utf8) else { return nil }
    return info.startIndex - line.startIndex + 1
  }
}

// Swift that no fence holds would silently not be compiled.
extension ChapterReader {
  /// Finds lines that look like a Swift fence to an author but are none to Markdown.
  ///
  /// - Parameter comments: the lines of the node that may look like anything, counted from 0.
  mutating func checkHiddenFence(_ node: Node, besides comments: Set<Int> = []) {
    guard let why = reasonForHiding(node) else { return }
    for number in node.line...max(node.line, min(node.lastLine, source.lineCount))
    where !comments.contains(number - node.line) {
      let line = source.line(number)
      let start = line.drop(while: isPrefix)
      let marks = start.prefix { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }
      let info = start[marks.endIndex...]
      // Three backticks may open a piece of code inside a line, which closes on it.
      guard marks.count >= 3, info.starts(with: "swift".utf8), info.firstRange(of: marks) == nil
      else { continue }
      report(.hiddenFence, line: number, column: start.startIndex - line.startIndex + 1, why)
    }
  }

  private func reasonForHiding(_ node: Node) -> String? {
    switch node.kind {
    case .paragraph:
      "this is no fence, since a backtick follows its mark; open and close it with ~~~"
    case .htmlBlock:
      "this is a part of the HTML above, not a fence; put an empty line between them"
    case .codeBlock:
      "this is indented code, not a fence; indent it by less than four spaces"
    default: nil
    }
  }
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

/// Whether a byte may stand before the text of a line in quotes and lists.
private func isPrefix(_ byte: UInt8) -> Bool { isBlank(byte) || byte == UInt8(ascii: ">") }
