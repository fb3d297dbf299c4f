// HTML that an author wrote into a chapter: its comments, which no page shows, and the places in it
// that links may lead to. Markdown's parser gives it in pieces, a tag or a whole block each.
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

  private let html: [UInt8]
  private var position = 0

  /// Elements whose content is text to a browser.
  private static let textElements: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
  ]

  init(_ html: String) {
    self.html = Array(html.utf8)
    while position < self.html.count {
      if starts("<!--") {
        skipComment()
      } else if starts("<"), Self.isLetter(byte(after: 1)) {
        takeTag()
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

  private mutating func takeTag() {
    take(1)
    let element = word { Self.isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    while position < html.count {
      skipSpace()
      guard position < html.count, byte(after: 0) != UInt8(ascii: ">") else { break }
      let name = word { !Self.isSpace($0) && !"=>/".utf8.contains($0) }
      skipSpace()
      guard byte(after: 0) == UInt8(ascii: "=") else {
        if name.isEmpty { take(1) }
        continue
      }
      take(1)
      skipSpace()
      let value = attributeValue()
      if name == "id" || name == "name" && element == "a" { anchors.append(value) }
    }
    take(1)
    if Self.textElements.contains(element) { takeText(of: element) }
  }

  private mutating func attributeValue() -> String {
    let mark = byte(after: 0)
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
      return text(takenWhile: { !Self.isSpace($0) && $0 != UInt8(ascii: ">") })
    }
    take(1)
    defer { take(1) }
    return text(takenWhile: { $0 != mark })
  }

  private mutating func takeText(of element: String) {
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
    while let next = byte(after: 0), Self.isSpace(next) || next == UInt8(ascii: "/") { take(1) }
  }

  private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
    text(takenWhile: belongs).lowercased()
  }

  private mutating func text(takenWhile belongs: (UInt8) -> Bool) -> String {
    let taken = html[position...].prefix(while: belongs)
    take(taken.count)
    return String(decoding: taken, as: UTF8.self)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isLetter(_ byte: UInt8?) -> Bool {
    byte.map { (0x61...0x7A).contains(lower($0)) } ?? false
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
