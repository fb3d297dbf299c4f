// The tags and declarations of HTML, taken as browsers take them: what stands in quotes ends nothing, in
// end tags neither.

extension AuthorHTML {
  mutating func takeTag(isEnd: Bool = false) {
    let (start, restStart) = (position, rest.count)
    take(isEnd ? 2 : 1)
    var tag = Tag(
      element: word { !Self.endsName($0) }, isEnd: isEnd, range: start..<start,
      restRange: restStart..<restStart)
    var names: Set<String> = []
    var quote: UInt8?
    var end = position
    while true {
      skipSpace { $0.isSpace || $0 == UInt8(ascii: "/") }
      guard let next = byte(after: 0), next != UInt8(ascii: ">") else { break }
      let attribute = self.attribute()
      end = position
      quote = attribute.value?.openQuote
      // Of two attributes with one name browsers take the first.
      if names.insert(attribute.name).inserted, !isEnd { read(attribute, of: &tag) }
    }
    tag.isSelfClosing = position > end && html[position - 1] == UInt8(ascii: "/")
    tag.isFinished = position < html.count
    take(1)
    (tag.range, tag.restRange) = (start..<position, restStart..<rest.count)
    tags.append(tag)
    if !tag.isFinished {
      let mark = quote.map { String(UnicodeScalar($0)) } ?? ""
      unfinished =
        unfinished
        ?? Unfinished(
          opening: (isEnd ? "</" : "<") + tag.element, ending: mark + ">", start: start)
    }
    if !isEnd, Self.textElements.contains(tag.element) { takeText(of: tag.element) }
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    byte.isSpace || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  private mutating func attribute() -> (name: String, value: AttributeValue?) {
    // An equals sign may begin a name.
    let first = byte(after: 0) == UInt8(ascii: "=") ? "=" : ""
    take(first.utf8.count)
    let name = first + word { !Self.endsName($0) && $0 != UInt8(ascii: "=") }
    skipSpace(\.isSpace)
    guard byte(after: 0) == UInt8(ascii: "=") else { return (name, nil) }
    take(1)
    skipSpace(\.isSpace)
    return (name, attributeValue())
  }

  private mutating func read(
    _ attribute: (name: String, value: AttributeValue?), of tag: inout Tag
  ) {
    guard let value = attribute.value else { return }
    let (element, name) = (tag.element, attribute.name)
    if let kind = Self.references["\(element) \(name)"] {
      tag.references += references(in: value, kind, isList: name == "srcset")
    }
    if name == "alt" { tag.alternative = Self.decoded(html[value.range]) }
    guard name == "id" || name == "name" && element == "a" else { return }
    let text = Self.decoded(html[value.range])
    anchors.append(text)
    if name == "id" { ids.append((text, value.range)) }
  }

  private mutating func attributeValue() -> AttributeValue {
    let mark = byte(after: 0)
    let isQuoted = mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'")
    if isQuoted { take(1) }
    let start = position
    let end = html[start...].firstIndex {
      isQuoted ? $0 == mark : $0.isSpace || $0 == UInt8(ascii: ">")
    }
    take((end ?? html.count) - start)
    let range = start..<position
    let isOpen = isQuoted && position == html.count
    if isQuoted { take(1) }
    return AttributeValue(range: range, isQuoted: isQuoted, openQuote: isOpen ? mark : nil)
  }

  /// Takes what browsers take for a comment and end with the first `>`, whatever it is to Markdown.
  mutating func takeDeclaration() {
    let start = position
    let opening = html[start...].prefix { !$0.isSpace && $0 != UInt8(ascii: ">") }.prefix(16)
    // Markdown ends them so, and drawings and formulas have such text that is none of a comment.
    let ending =
      starts("<![CDATA[")
      ? "]]>" : starts("<?") && html[..<start].allSatisfy(\.isSpace) ? "?>" : ">"
    while let next = byte(after: 0), next != UInt8(ascii: ">") { take(1) }
    if ends[ending] == nil { ends[ending] = html.lastIndex(of: ending) ?? -1 }
    if position == html.count || ends[ending, default: -1] < start {
      unfinished =
        unfinished
        ?? Unfinished(
          opening: String(decoding: opening, as: UTF8.self), ending: ending, start: start)
    }
    take(1)
  }

  mutating func takeText(of element: String) {
    // Nothing ends this one.
    guard element != "plaintext" else { return take(html.count - position) }
    let end = Array("</\(element)".utf8)
    while position < html.count {
      let next = html[position...].prefix(end.count)
      let isEnd = next.count == end.count && zip(next, end).allSatisfy { Self.lower($0) == $1 }
      if isEnd, byte(after: end.count).map(Self.endsName) != false { return }
      take(1)
    }
  }
}
