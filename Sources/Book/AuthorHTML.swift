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
  var rest: [UInt8] = []
  /// Whether a comment has no end, so that all that follows it would be lost.
  private(set) var isUnclosed = false
  /// Where comments stand in the HTML as written.
  private(set) var comments: [Range<Int>] = []
  /// What else has no end, and would take what follows the HTML for a part of itself.
  var unfinished: Unfinished?
  /// What an `id` of any tag, and a `name` of an anchor, name.
  var anchors: [String] = []
  /// In the order in which they stand.
  var tags: [Tag] = []
  /// What ids name, and where that stands in the HTML as written.
  var ids: [(id: String, range: Range<Int>)] = []

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
    /// The same in what is left without comments.
    var restRange: Range<Int>
    /// Where its attributes lead, in the order in which they stand.
    var references: [Reference] = []
    /// What stands for a picture where it is not shown.
    var alternative = ""

    /// The address of a picture on the web, which no page shows.
    var webPicture: String? {
      guard element == "img", !isEnd, isFinished else { return nil }
      return references.first { !$0.isInList && $0.isWebPicture }?.destination
    }
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
    /// Whether the attribute's value is a list of several.
    var isInList: Bool

    /// Whether it is a picture on the web.
    var isWebPicture: Bool { kind == .picture && Link.isOnWeb(destination) }

    /// Whether it is a picture in the text itself.
    var isData: Bool { kind == .picture && destination.lowercased().hasPrefix("data:image/") }
  }

  let html: [UInt8]
  var position = 0
  /// Where the last of each end of declarations is, as far as it was looked for.
  var ends: [String: Int] = [:]

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

  // MARK: Bytes

  func starts(_ text: String) -> Bool { html[position...].starts(with: text.utf8) }

  func byte(after offset: Int) -> UInt8? {
    position + offset < html.count ? html[position + offset] : nil
  }

  mutating func take(_ count: Int) {
    let end = min(position + count, html.count)
    rest += html[position..<end]
    position = end
  }

  mutating func skipSpace(_ isSpace: (UInt8) -> Bool) {
    while let next = byte(after: 0), isSpace(next) { take(1) }
  }

  mutating func word(_ belongs: (UInt8) -> Bool) -> String {
    text(takenWhile: belongs).lowercased()
  }

  mutating func text(takenWhile belongs: (UInt8) -> Bool) -> String {
    let taken = html[position...].prefix(while: belongs)
    take(taken.count)
    return String(decoding: taken, as: UTF8.self)
  }

  static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
