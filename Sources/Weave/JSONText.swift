// JSON as text. Foundation's encoder takes many times as long, and what programs and the page's scripts read
// of a book was a seventh of all weaving. Tests hold what is written here against the encoder's.

/// A value that is written as JSON.
enum JSONText {
  case text(String)
  case number(Int)
  /// Written as `null` where it is not finite.
  case decimal(Double)
  case flag(Bool)
  case list([JSONText])
  /// In the order in which they are written; those without a value are left out.
  case members([(name: String, value: JSONText?)])

  static func texts(_ texts: some Sequence<String>) -> JSONText { .list(texts.map(JSONText.text)) }

  /// The value on one line.
  ///
  /// - Parameter escapingSlashes: so that no text ends the script that the JSON is part of.
  func written(escapingSlashes: Bool = false) -> String {
    var writer = Writer(escapesSlashes: escapingSlashes)
    writer.put(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Writes values one after the other.
  struct Writer {
    let escapesSlashes: Bool
    private(set) var bytes: [UInt8] = []

    init(escapesSlashes: Bool) { self.escapesSlashes = escapesSlashes }

    mutating func put(_ value: JSONText) {
      switch value {
      case .text(let text): put(quoted: text)
      case .number(let number): bytes += String(number).utf8
      case .decimal(let number): put(number)
      case .flag(let flag): put(flag ? "true" : "false")
      case .list(let values):
        put("[")
        for (index, value) in values.enumerated() {
          if index > 0 { put(",") }
          put(value)
        }
        put("]")
      case .members(let members): put(members)
      }
    }

    /// What is JSON already.
    mutating func put(_ text: StaticString) {
      text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func put(_ number: Double) {
      guard number.isFinite else { return put("null") }
      let text = number.description
      // As integers are written where it is one.
      bytes += (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8
    }

    private mutating func put(_ members: [(name: String, value: JSONText?)]) {
      put("{")
      var isFirst = true
      for case (let name, let value?) in members {
        if !isFirst { put(",") }
        put(quoted: name)
        put(":")
        put(value)
        isFirst = false
      }
      put("}")
    }

    private mutating func put(quoted text: String) {
      put("\"")
      var text = text
      text.withUTF8 { utf8 in
        var rest = UnsafeBufferPointer(rebasing: utf8[...])
        while let place = rest.firstIndex(where: isEscaped) {
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: rest[..<place]))
          putEscaped(rest[place])
          rest = UnsafeBufferPointer(rebasing: rest[(place + 1)...])
        }
        bytes.append(contentsOf: rest)
      }
      put("\"")
    }

    private func isEscaped(_ byte: UInt8) -> Bool {
      switch byte {
      case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"): true
      case UInt8(ascii: "/"): escapesSlashes
      default: false
      }
    }

    private mutating func putEscaped(_ byte: UInt8) {
      switch byte {
      case 0x08: put("\\b")
      case 0x09: put("\\t")
      case 0x0A: put("\\n")
      case 0x0C: put("\\f")
      case 0x0D: put("\\r")
      case 0..<0x20:
        put(byte < 16 ? "\\u000" : "\\u00")
        bytes += String(byte, radix: 16).utf8
      default: bytes += [UInt8(ascii: "\\"), byte]
      }
    }
  }
}
