// From Markdown to a chapter. Never fails: whatever is wrong becomes a finding.

extension Chapter {
  /// Reads a chapter from its bytes.
  ///
  /// - Parameter path: from the package's root; it stands in all locations.
  package init(path: String, bytes: [UInt8]) {
    self = ChapterReader(path: path, bytes: bytes).read().chapter
  }

  /// Reads a chapter and keeps its document, for weaving.
  package static func reading(
    path: String, bytes: [UInt8]
  ) -> (chapter: Chapter, document: MarkdownDocument) {
    ChapterReader(path: path, bytes: bytes).read()
  }
}

/// One pass over one document's nodes.
private struct ChapterReader {
  let path: String
  let source: SourceText
  var chapter: Chapter
  var slugs = SlugMaker()

  init(path: String, bytes: [UInt8]) {
    self.path = path
    source = SourceText(bytes)
    chapter = Chapter(
      path: path, title: Chapter.stem(of: path), headings: [], fences: [], rules: [], links: [],
      lineCount: source.lineCount, findings: [])
  }

  consuming func read() -> (chapter: Chapter, document: MarkdownDocument) {
    if let place = source.firstInvalidUTF8() {
      report(
        "invalid-utf8", line: place.line, column: place.column,
        "this byte is not UTF-8; save the chapter as UTF-8")
    }
    let document = MarkdownDocument(parsing: source.bytes)
    for node in document.root.descendants() {
      switch node.kind {
      case .heading: readHeading(node)
      case .codeBlock: readFence(node)
      case .blockQuote: readRule(node)
      case .link, .image: readLink(node)
      default: continue
      }
    }
    if let title = chapter.headings.first(where: { $0.level == 1 }) { chapter.title = title.text }
    chapter.findings.sort()
    return (chapter, document)
  }

  private mutating func readHeading(_ node: Node) {
    let text = node.plainText
    chapter.headings.append(
      Heading(
        level: node.headingLevel, text: text, slug: slugs.slug(for: text), line: node.line))
  }

  private mutating func readFence(_ node: Node) {
    let code = Self.normalized(node.literal)
    let isFenced = node.isFenced
    let info = InfoString(isFenced ? node.fenceInfo : "")
    let codeLineCount = code.utf8.count { $0 == UInt8(ascii: "\n") }
    // An open fence ends with its last line of code, a closed one with a line of its own.
    let isClosed = !isFenced || node.lastLine - node.line - 1 >= codeLineCount
    var fence = Fence(
      language: info.language, role: info.role, provedRules: info.provedRules,
      line: isFenced ? node.line : node.line - 1,
      lastLine: isClosed ? node.lastLine : max(node.lastLine, node.line), isClosed: isClosed,
      code: code)
    fence.heading = chapter.headings.indices.last
    check(fence, info)
    chapter.fences.append(fence)
  }

  private mutating func check(_ fence: Fence, _ info: InfoString) {
    for mistake in info.mistakes {
      report(
        mistake.kind, line: fence.line,
        column: source.column(of: mistake.word, inLine: fence.line), mistake.message)
    }
    let column = max(1, source.column(of: fence.language, inLine: fence.line) - 3)
    if !fence.isClosed {
      report(
        "unclosed-fence", line: fence.line, column: column,
        "this fence is never closed; end it with a line of as many fence marks")
    }
    if fence.role.isTangled, fence.line < 4 {
      report(
        "early-fence", line: fence.line, column: column,
        "the first Swift fence opens at line 4 or later, since lines 1 to 3 of the tangled file"
          + " are taken; start the chapter with its title and a sentence")
    }
  }

  private mutating func readRule(_ quote: Node) {
    guard let paragraph = quote.firstChild, paragraph.kind == .paragraph,
      let strong = paragraph.firstChild, strong.kind == .strong
    else { return }
    let id = strong.plainText
    guard id.contains("."), !id.contains(where: \.isWhitespace), id.last != "." else { return }
    guard Rule.isIdentifier(id) else {
      report(
        "malformed-rule", line: quote.line, column: source.column(of: id, inLine: quote.line),
        "'\(id)' is no rule id; " + Rule.identifierForm)
      return
    }
    let location = Location(file: path, line: quote.line, column: quote.column)
    let sentence = paragraph.plainText.dropFirst(id.count).drop(while: \.isWhitespace)
    var rule = Rule(id: id, location: location, text: String(sentence))
    readUnprovedReason(of: &rule)
    if rule.text.isEmpty {
      report("empty-rule", line: quote.line, column: 1, "rule '\(id)' says nothing; state it")
    }
    chapter.rules.append(rule)
  }

  private mutating func readUnprovedReason(of rule: inout Rule) {
    guard let start = rule.text.range(ofLast: "(unproved:"), rule.text.last == ")" else { return }
    let reason = rule.text[start.upperBound...].dropLast().drop(while: \.isWhitespace)
    rule.unprovedReason = String(reason)
    if reason.isEmpty {
      report(
        "missing-text", line: rule.location.line, column: rule.location.column,
        "rule '\(rule.id)' does not say why it is unproved; write (unproved: reason)")
    }
    rule.text = String(rule.text[..<start.lowerBound])
  }

  private mutating func readLink(_ node: Node) {
    chapter.links.append(
      Link(
        destination: node.destination,
        location: Location(
          file: path, line: node.line,
          column: source.column(of: node.destination, inLine: node.line))))
  }

  private mutating func report(_ kind: String, line: Int, column: Int, _ message: String) {
    chapter.findings.append(
      Finding(kind, Location(file: path, line: line, column: column), message))
  }

  /// Code with \n after each line, whatever the chapter's line endings are.
  private static func normalized(_ code: String) -> String {
    guard code.utf8.contains(UInt8(ascii: "\r")) else { return code }
    return code.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\r" || $0 == "\n" }
      .joined(separator: "\n")
  }
}

extension String {
  /// Where a text last stands in this string.
  func range(ofLast text: String) -> Range<Index>? {
    var found: Range<Index>?
    var start = startIndex
    while let next = self[start...].firstRange(of: text) {
      found = next
      start = next.upperBound
    }
    return found
  }
}
