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
    /// Where it stands in the HTML as written, in bytes.
    var range: Range<Int>
    /// Where its attributes lead, in the order in which they stand.
    var references: [Reference] = []
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
        takeEndTag()
      } else {
        take(1)
      }
    }
  }

  /// The HTML without its comments.
  var text: String { String(decoding: rest, as: UTF8.self) }

  private mutating func skipComment() {
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

  private mutating func takeEndTag() {
    let start = position
    take(2)
    let element = word(Self.isInName)
    while let next = byte(after: 0), next != UInt8(ascii: ">") { take(1) }
    take(1)
    tags.append(Tag(element: element, isEnd: true, range: start..<position))
  }

  private static func isInName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == 0x2D
  }

  private mutating func takeTag() {
    let start = position
    var references: [Reference] = []
    var names: Set<String> = []
    take(1)
    let element = word(Self.isInName)
    while position < html.count {
      skipSpace()
      guard position < html.count, byte(after: 0) != UInt8(ascii: ">") else { break }
      let name = word { !$0.isSpace && !"=>/".utf8.contains($0) }
      skipSpace()
      guard byte(after: 0) == UInt8(ascii: "=") else {
        if name.isEmpty { take(1) }
        continue
      }
      take(1)
      skipSpace()
      let value = attributeValue()
      // Of two attributes with one name browsers take the first.
      if names.insert(name).inserted, let kind = Self.references["\(element) \(name)"] {
        references += self.references(in: value, kind, isList: name == "srcset")
      }
      if name == "id" || name == "name" && element == "a" { anchors.append(value.text) }
    }
    let isSelfClosing = position > 0 && html[..<position].last == UInt8(ascii: "/")
    take(1)
    tags.append(
      Tag(
        element: element, isEnd: false, isSelfClosing: isSelfClosing, range: start..<position,
        references: references))
    if Self.textElements.contains(element) { takeText(of: element) }
  }

  private mutating func attributeValue() -> AttributeValue {
    let mark = byte(after: 0)
    let isQuoted = mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'")
    if isQuoted { take(1) }
    let start = position
    let value = text(takenWhile: {
      isQuoted ? $0 != mark : !$0.isSpace && $0 != UInt8(ascii: ">")
    })
    let range = start..<position
    if isQuoted { take(1) }
    return AttributeValue(text: value, range: range, isQuoted: isQuoted)
  }

  private mutating func takeText(of element: String) {
    // Nothing ends this one.
    guard element != "plaintext" else { return take(html.count - position) }
    let end = Array("</\(element)".utf8)
    while position < html.count {
      let next = html[position...].prefix(end.count)
      if next.count == end.count, zip(next, end).allSatisfy({ Self.lower($0) == $1 }) { return }
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

  private mutating func skipSpace() {
    while let next = byte(after: 0), next.isSpace || next == UInt8(ascii: "/") { take(1) }
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
