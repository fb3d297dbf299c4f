// HTML as a value, and the one place that escapes.
//
// A literal is the program's own HTML; whatever is interpolated into it is text and is escaped,
// unless it is HTML already. So untrusted text cannot reach a page as markup by forgetting a call.

/// Finished HTML.
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
  package private(set) var text: String

  package init() { text = "" }
  package init(stringLiteral value: StaticString) { text = value.description }
  package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Takes over what is known to be HTML: cmark-gfm's output, or a checked figure.
  package init(trusted text: String) { self.text = text }

  /// Text as HTML: markup characters are escaped, and characters that HTML forbids replaced.
  package init(escaping text: some StringProtocol) {
    self.text = ""
    HTML.escape(text, into: &self.text)
  }

  package var isEmpty: Bool { text.isEmpty }

  package static func += (html: inout HTML, more: HTML) { html.text += more.text }

  /// Adds text, escaped.
  package mutating func add(_ text: some StringProtocol) { HTML.escape(text, into: &self.text) }

  /// The same of text that is known to have no controls of direction.
  mutating func add(undirected text: some StringProtocol) {
    HTML.escapePlain(text, into: &self.text)
  }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
    package mutating func appendInterpolation(_ html: HTML) { text += html.text }
    package mutating func appendInterpolation(_ html: HTML?) { text += html?.text ?? "" }
    package mutating func appendInterpolation(_ number: Int) { text += String(number) }
    package mutating func appendInterpolation(_ string: some StringProtocol) {
      HTML.escape(string, into: &text)
    }
  }

  private static func escape(_ string: some StringProtocol, into text: inout String) {
    if isPlain(string, besides: BidiControls.mayBegin) {
      text += string
    } else if BidiControls.areIn(string) {
      escapePlain(BidiControls.isolated(string), into: &text)
    } else {
      escapePlain(string, into: &text)
    }
  }

  private static func escapePlain(_ string: some StringProtocol, into text: inout String) {
    guard !isPlain(string) else {
      text += string
      return
    }
    for scalar in string.unicodeScalars {
      if let byte = UInt8(exactly: scalar.value), let escaped = replacement(for: byte) {
        text += escaped
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether no byte has a replacement or is a particular one, as nearly all text.
  @inline(__always)
  private static func isPlain(
    _ string: some StringProtocol, besides isParticular: (UInt8) -> Bool = { _ in false }
  ) -> Bool {
    func isOrdinary(_ byte: UInt8) -> Bool { !isReplaced(byte) && !isParticular(byte) }
    return string.utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isOrdinary) }
      ?? string.utf8.allSatisfy(isOrdinary)
  }

  /// Whether a byte has a replacement; it is asked of each byte of all pages.
  private static func isReplaced(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F:
      true
    default: false
    }
  }

  private static func replacement(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    // HTML allows no control characters but white space.
    case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: "\u{FFFD}"
    default: nil
    }
  }
}

extension Sequence<HTML> {
  /// All of them, one after the other.
  package func joined(separator: HTML = "") -> HTML {
    HTML(trusted: map(\.text).joined(separator: separator.text))
  }
}
