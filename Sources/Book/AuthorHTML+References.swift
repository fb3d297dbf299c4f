// Attributes of HTML that lead somewhere: as links do, to a picture, or to other content that a page would
// show.

extension AuthorHTML {
  /// An attribute's value, and where it stands in the HTML as written, without quotes.
  struct AttributeValue {
    var text: String
    var range: Range<Int>
    var isQuoted: Bool
    /// The quote that nothing closes.
    var openQuote: UInt8?
  }

  static let references: [String: Link.Kind] = [
    "a href": .link, "area href": .link, "form action": .link, "button formaction": .link,
    "input formaction": .link,
    "img src": .picture, "img srcset": .picture, "source srcset": .picture,
    "video poster": .picture, "input src": .picture, "image href": .picture,
    "image xlink:href": .picture,
    "iframe src": .content, "frame src": .content, "object data": .content,
    "embed src": .content, "video src": .content, "audio src": .content, "source src": .content,
    "track src": .content,
  ]

  /// The addresses in a value that was just taken.
  func references(
    in value: AttributeValue, _ kind: Link.Kind, isList: Bool
  ) -> [Reference] {
    (isList ? candidates(in: value.range) : [value.range]).map { range in
      let text = String(decoding: html[range], as: UTF8.self)
      let shift = rest.count - position
      return Reference(
        destination: text.replacing("&amp;", with: "&"), kind: kind, range: range,
        restRange: range.lowerBound + shift..<range.upperBound + shift,
        isQuoted: value.isQuoted)
    }
  }

  /// The addresses in a list of pictures, such as `one.png, two.png 2x`.
  ///
  /// An address ends with white space, and what stands behind it with a comma; but an address may end
  /// with a comma too, and then nothing stands behind it.
  private func candidates(in list: Range<Int>) -> [Range<Int>] {
    let comma = UInt8(ascii: ",")
    var found: [Range<Int>] = []
    var rest = html[list]
    while true {
      rest = rest.drop { $0.isSpace || $0 == comma }
      let address = rest.prefix { !$0.isSpace }
      guard !address.isEmpty else { return found }
      rest = rest[address.endIndex...]
      let end = address.lastIndex { $0 != comma }.map { $0 + 1 } ?? address.startIndex
      found.append(address.startIndex..<end)
      if end == address.endIndex { rest = rest.drop { $0 != comma } }
    }
  }
}
