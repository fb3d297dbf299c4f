// Rules: block quotes that start with a bold dotted id.

extension ChapterReader {
  /// Reads the rule at a block quote's start, and finds ids inside it that would be overlooked.
  mutating func readRules(_ quote: Node) {
    for (index, block) in quote.children.enumerated() where block.kind == .paragraph {
      var isAtLineStart = true
      for node in block.children {
        if isAtLineStart, node.kind == .strong {
          if index == 0, node == block.firstChild {
            readRule(quote, block, node)
          } else {
            checkHiddenRule(node)
          }
        }
        isAtLineStart = node.kind == .softBreak || node.kind == .lineBreak
      }
    }
  }

  private mutating func checkHiddenRule(_ strong: Node) {
    let id = strong.plainText
    guard Rule.isIdentifier(id) else { return }
    report(
      .hiddenRule, at: strong, id,
      "rule '\(id)' does not start its block quote; give it a block quote of its own")
  }

  private mutating func readRule(_ quote: Node, _ paragraph: Node, _ strong: Node) {
    let bold = strong.plainText
    let words = AttributeWord.words(of: bold)
    guard let id = words.first?.text, id.contains("."), id.last != ".",
      words.count == 1 || ReleaseClaim.isLikely(words.dropFirst())
    else { return }
    guard Rule.isIdentifier(id) else {
      report(.malformedRule, at: strong, id, "'\(id)' is no rule id; " + Rule.identifierForm)
      return
    }
    let location = Location(file: path, line: quote.line, column: quote.column)
    var rule = Rule(
      id: id, location: location, text: String(paragraph.plainText.dropFirst(bold.count).trimming())
    )
    if words.count > 1 {
      rule.claim = claim(words.dropFirst(), of: id, strong, paragraph)
      shortened.append((strong, id))
    } else {
      rule.claim = chapterClaim
    }
    readUnprovedReason(of: &rule)
    if rule.text.isEmpty {
      report(.emptyRule, at: strong, id, "rule '\(id)' says nothing; state it")
    }
    if rule.unprovedReason?.isEmpty == true {
      report(
        .missingText, at: strong, id,
        "rule '\(id)' does not say why it is unproved; write (unproved: reason)")
    }
    chapter.rules.append(rule)
  }

  /// What stands after a rule's id.
  private mutating func claim(
    _ words: some Sequence<AttributeWord>, of id: String, _ strong: Node, _ paragraph: Node
  ) -> ReleaseClaim {
    let all = source.offsets(ofLines: paragraph.line, through: paragraph.lastLine)
    let start = source.offset(of: id, in: all).map { $0 + id.utf8.count } ?? all.lowerBound
    return claim(words, in: start..<all.upperBound)
  }

  /// Reads a claim that is written within a range of offsets.
  mutating func claim(
    _ words: some Sequence<AttributeWord>, in range: Range<Int>
  ) -> ReleaseClaim {
    func location(_ offset: Int) -> Location {
      let place = source.place(of: offset)
      return Location(file: path, line: place.line, column: place.column)
    }
    let places = source.offsets(of: words, in: range).mapValues(location)
    let (claim, findings) = ReleaseClaim.reading(words, at: location(range.lowerBound)) {
      word, offset in
      places[word.offset].map { Location(file: $0.file, line: $0.line, column: $0.column + offset) }
    }
    chapter.findings += findings
    return claim
  }

  private func readUnprovedReason(of rule: inout Rule) {
    guard rule.text.utf8.last == UInt8(ascii: ")"),
      let start = rule.text.range(ofLast: "(unproved:")
    else { return }
    rule.unprovedReason = String(rule.text[start.upperBound...].dropLast().trimming())
    rule.text = String(rule.text[..<start.lowerBound].trimming())
  }

  private mutating func report(
    _ kind: Finding.Kind, at strong: Node, _ id: String, _ message: String
  ) {
    let line = source.offsets(ofLines: strong.line, through: strong.line)
    let place = source.offset(of: id, in: line).map(source.place)
    report(kind, line: strong.line, column: place?.column ?? max(1, strong.column), message)
  }
}

extension String {
  /// Where a text last stands in this string.
  fileprivate func range(ofLast text: String) -> Range<Index>? { ranges(of: text).last }
}
