// HTML that an author wrote into a chapter: its comments, which no page shows, its tags, the places
// in it that links may lead to, and where its own links lead. Markdown's parser gives it in pieces,
// a tag or a whole block each.
//
//     <a name="here">        a tag: quotes may hold '>' and what looks like a comment
//     <!-- note -->          a comment
//     <script> … </script>   text up to the end tag, whatever it looks like

/// A piece of HTML, read as browsers do as far as it matters here. Never fails, and takes time
/// linear in its length.
struct AuthorHTML {
  /// All but the comments.
  private(set) var rest: [UInt8] = []
  /// Whether a comment has no end, so that all that follows it would be lost.
  private(set) var isUnclosed = false
  /// Where comments stand in the HTML as written.
  private(set) var comments: [Range<Int>] = []
  /// What else has no end, and would take what follows the HTML for a part of itself.
  private(set) var unfinished: Unfinished?
  /// What an `id` of any tag, and a `name` of an anchor, name.
  private(set) var anchors: [String] = []
  /// In the order in which they stand.
  private(set) var tags: [Tag] = []

  /// A start or end tag.
  struct Tag {
    /// The element in lower case.
    var element: String
    var isEnd: Bool
    /// Whether it ends with `/>`.
    var isSelfClosing = false
    /// Whether it ends in this piece at all.
    var isFinished = true
    /// Where it stands in the HTML as written, in bytes.
    var range: Range<Int>
    /// Where its attributes lead, in the order in which they stand.
    var references: [Reference] = []
  }

  /// Markup that is begun and not ended.
  struct Unfinished {
    /// Its first word: `<hr`, `<?php`.
    var opening: String
    /// What would end it.
    var ending: String
    var start: Int
  }

  /// An address in an attribute, such as `<a href>` has one and `<img srcset>` several.
  struct Reference {
    /// As the address is meant: without escapes.
    var destination: String
    var kind: Link.Kind
    /// Where the address stands in the HTML as written, without quotes.
    var range: Range<Int>
    /// The same in what is left without comments.
    var restRange: Range<Int>
    /// Whether the attribute's value has quotes.
    var isQuoted: Bool

    /// Whether it is a picture in the text itself.
    var isData: Bool { kind == .picture && destination.lowercased().hasPrefix("data:image/") }
  }

  let html: [UInt8]
  private(set) var position = 0
  /// Where the last of each end of declarations is, as far as it was looked for.
  private var ends: [String: Int] = [:]

  /// Elements whose content is text to a browser.
  static let textElements: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext",
  ]

  /// - Parameter element: one whose text this continues, begun in an earlier piece.
  init(_ html: String, continuing element: String? = nil) {
    self.html = Array(html.utf8)
    if let element { takeText(of: element) }
    while position < self.html.count {
      if starts("<!--") {
        skipComment()
      } else if starts("<"), byte(after: 1)?.isLetter == true {
        takeTag()
      } else if starts("</"), byte(after: 2)?.isLetter == true {
        takeTag(isEnd: true)
      } else if starts("<!") || starts("<?") || starts("</") {
        takeDeclaration()
      } else {
        take(1)
      }
    }
  }

  /// The HTML without its comments.
  var text: String { String(decoding: rest, as: UTF8.self) }

  private mutating func skipComment() {
    let start = position
    defer { comments.append(start..<position) }
    // Two short forms end where they begin.
    for form in ["<!-->", "<!--->"] where starts(form) {
      position += form.utf8.count
      return
    }
    position += 4
    while position < html.count, !starts("-->") { position += 1 }
    isUnclosed = position >= html.count
    position = min(position + 3, html.count)
  }

  /// The same HTML with other destinations.
  ///
  /// - Parameter destination: where a link leads on the site.
  func rewritten(_ destination: (Reference) -> String) -> String {
    var result: [UInt8] = []
    var done = 0
    for reference in tags.flatMap(\.references) {
      let old = reference.destination
      let new = destination(reference)
      guard new != old else { continue }
      result += rest[done..<reference.restRange.lowerBound]
      let escaped = Self.escaped(new)
      result += (reference.isQuoted ? escaped : "\"\(escaped)\"").utf8
      done = reference.restRange.upperBound
    }
    return String(decoding: result + rest[done...], as: UTF8.self)
  }

  /// What may stand between quotes of either kind.
  private static func escaped(_ value: String) -> String {
    value.map { character in
      switch character {
      case "&": "&amp;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: String(character)
      }
    }.joined()
  }

  private mutating func takeTag(isEnd: Bool = false) {
    let start = position
    take(isEnd ? 2 : 1)
    var tag = Tag(element: word { !Self.endsName($0) }, isEnd: isEnd, range: start..<start)
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
    tag.range = start..<position
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
    if name == "id" || name == "name" && element == "a" {
      anchors.append(Self.decoded(html[value.range]))
    }
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
  private mutating func takeDeclaration() {
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

  private mutating func takeText(of element: String) {
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

  // MARK: Bytes

  private func starts(_ text: String) -> Bool { html[position...].starts(with: text.utf8) }

  private func byte(after offset: Int) -> UInt8? {
    position + offset < html.count ? html[position + offset] : nil
  }

  private mutating func take(_ count: Int) {
    let end = min(position + count, html.count)
    rest += html[position..<end]
    position = end
  }

  private mutating func skipSpace(_ isSpace: (UInt8) -> Bool) {
    while let next = byte(after: 0), isSpace(next) { take(1) }
  }

  private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
    text(takenWhile: belongs).lowercased()
  }

  private mutating func text(takenWhile belongs: (UInt8) -> Bool) -> String {
    let taken = html[position...].prefix(while: belongs)
    take(taken.count)
    return String(decoding: taken, as: UTF8.self)
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
