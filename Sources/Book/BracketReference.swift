// What has the form of a reference to a footnote or a link, in text as it is read and as it is written.

/// Text that has the form of a reference.
struct BracketReference {
  /// All of it: `[^9]`, or `[text][nope]`.
  var range: Range<Int>
  /// Where its brackets stand, and the sign that makes a footnote of it.
  var signs: [Int]
  /// What it refers to, and where that stands.
  var label: String
  var labelRange: Range<Int>
  var isFootnote: Bool
  /// Whether it does not belong to what stands before it, as in `matrix[i][j]`.
  var isFree: Bool

  /// Stands for what is no text, such as code; no byte of UTF-8 is this one.
  static let other: UInt8 = 0xFF
  /// Stands where emphasis or a link begins or ends; no byte of UTF-8 is this one.
  static let border: UInt8 = 0xFE
  /// Markdown takes no longer label for one.
  private static let longest = 1000

  /// The references in a text, in order; in time linear in its length.
  static func all(in text: [UInt8]) -> [BracketReference] {
    var found: [BracketReference] = []
    var open: [Int] = []
    var last: Range<Int>?
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "[") { open.append(index) }
      guard byte == UInt8(ascii: "]"), let start = open.popLast() else { continue }
      let pair = start..<index + 1
      if let label = footnote(text[pair].dropFirst().dropLast()) {
        found.append(
          BracketReference(
            range: pair, signs: [start, start + 1, index], label: label,
            labelRange: start + 2..<index, isFootnote: true, isFree: true))
      } else if let first = last, first.upperBound == start,
        let label = link(text[first].dropFirst().dropLast(), text[pair].dropFirst().dropLast())
      {
        let named = start + 1 < index ? pair : first
        found.append(
          BracketReference(
            range: first.lowerBound..<pair.upperBound,
            signs: [first.lowerBound, start - 1, start, index], label: label,
            labelRange: named.lowerBound + 1..<named.upperBound - 1, isFootnote: false,
            isFree: isFree(first.lowerBound, in: text)))
      }
      last = pair
    }
    return found
  }

  private static func footnote(_ inside: ArraySlice<UInt8>) -> String? {
    guard inside.first == UInt8(ascii: "^"), inside.count > 1, inside.count < longest,
      inside.dropFirst().allSatisfy({ $0 > 0x20 && !"[]^".utf8.contains($0) && $0 < border })
    else { return nil }
    return String(decoding: inside.dropFirst(), as: UTF8.self)
  }

  private static func link(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) -> String? {
    let label = second.isEmpty ? first : second
    // Boxes to be ticked are none: [ ][x].
    guard label.count < longest, first.isEmpty || !first.allSatisfy(\.isSpace),
      label.allSatisfy({ !"[]^".utf8.contains($0) && $0 != other })
    else { return nil }
    let words = String(decoding: label.filter { $0 != border }, as: UTF8.self)
      .split(whereSeparator: \.isSpace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }

  private static func isFree(_ start: Int, in text: [UInt8]) -> Bool {
    let before = text[..<start].suffix(8).filter { $0 != border }
    // A name may end so: m_[i][j].
    guard let byte = before.reversed().drop(while: "_*".utf8.contains).first else { return true }
    guard byte >= 0x80 else { return !byte.isWord && !")]}$/".utf8.contains(byte) }
    guard byte != other,
      let scalar = String(decoding: before, as: UTF8.self).unicodeScalars
        .last(where: { $0 != "_" && $0 != "*" })
    else { return byte != other }
    return !scalar.properties.isAlphabetic || isIdeographic(scalar)
  }

  /// Whether words are written with this one without spaces between them.
  private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
      true
    default: scalar.properties.isIdeographic
    }
  }
}
