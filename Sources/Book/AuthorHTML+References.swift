// Attributes of HTML that lead somewhere: as links do, to a picture, or to other content that a page would
// show.

extension AuthorHTML {
  /// An attribute's value.
  struct AttributeValue {
    /// Where it stands in the HTML as written, without quotes.
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
    (isList ? candidates(in: value.range) : [withoutSpace(value.range)]).map { range in
      let shift = rest.count - position
      // Browsers take no notice of white space around an address, nor of lines that it is broken into.
      let text = String(
        decoding: Self.decoded(html[range]).utf8.filter { !(0x09...0x0D).contains($0) },
        as: UTF8.self)
      return Reference(
        destination: String(text[...].trimming()), kind: kind, range: range,
        restRange: range.lowerBound + shift..<range.upperBound + shift,
        isQuoted: value.isQuoted, isInList: isList)
    }
  }

  private func withoutSpace(_ range: Range<Int>) -> Range<Int> {
    let start = html[range].firstIndex { !$0.isSpace } ?? range.upperBound
    let last = html[range].lastIndex { !$0.isSpace } ?? start - 1
    return start..<last + 1
  }

  /// A value as it is meant: with characters in place of the names and numbers of them, such as `&eacute;`.
  static func decoded(_ value: some Collection<UInt8>) -> String {
    let mark = UInt8(ascii: "&")
    var result: [UInt8] = []
    var rest = value[...]
    while let start = rest.firstIndex(of: mark) {
      result += rest[..<start]
      rest = rest[start...]
      // No name is longer.
      let name = rest.dropFirst().prefix(40).prefix {
        $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "#")
      }
      guard rest[name.endIndex...].first == UInt8(ascii: ";") else {
        result.append(mark)
        rest = rest.dropFirst()
        continue
      }
      let end = rest.index(after: name.endIndex)
      if name.elementsEqual("amp".utf8) {
        result.append(mark)
      } else {
        // Markdown has the names of HTML.
        let document = MarkdownDocument(parsing: Array(rest[..<end]))
        result += withExtendedLifetime(document) { $0.root.plainText.utf8 }
      }
      rest = rest[end...]
    }
    return String(decoding: result + rest, as: UTF8.self)
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
