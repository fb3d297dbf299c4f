// Characters that set the direction of text. One in a test's name could turn round the time and the
// rules that stand beside it, and one in code could show it as what it is not.

package enum BidiControls {
  /// What each does, by Unicode's names.
  private static let names: [Unicode.Scalar: String] = [
    "\u{061C}": "ARABIC LETTER MARK", "\u{200E}": "LEFT-TO-RIGHT MARK",
    "\u{200F}": "RIGHT-TO-LEFT MARK", "\u{202A}": "LEFT-TO-RIGHT EMBEDDING",
    "\u{202B}": "RIGHT-TO-LEFT EMBEDDING", "\u{202C}": "POP DIRECTIONAL FORMATTING",
    "\u{202D}": "LEFT-TO-RIGHT OVERRIDE", "\u{202E}": "RIGHT-TO-LEFT OVERRIDE",
    "\u{2066}": "LEFT-TO-RIGHT ISOLATE", "\u{2067}": "RIGHT-TO-LEFT ISOLATE",
    "\u{2068}": "FIRST STRONG ISOLATE", "\u{2069}": "POP DIRECTIONAL ISOLATE",
  ]

  static func areIn(_ text: some StringProtocol) -> Bool {
    text.utf8.contains(where: mayBegin) && text.unicodeScalars.contains { names[$0] != nil }
  }

  /// Whether a byte of UTF-8 is one of the two with which they begin, which few texts have.
  static func mayBegin(_ byte: UInt8) -> Bool { byte == 0xE2 || byte == 0xD8 }

  /// The text with each line an isolate of its own, so that nothing in it reaches beyond. Works in
  /// attributes too, where no element could be.
  static func isolated(_ text: some StringProtocol) -> String {
    guard areIn(text) else { return String(text) }
    var result = String.UnicodeScalarView()
    var line = String.UnicodeScalarView()
    func endLine() {
      result += line.contains { names[$0] != nil } ? isolatedLine(line) : line
      line = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      guard endsParagraph(scalar) else {
        line.append(scalar)
        continue
      }
      endLine()
      result.append(scalar)
    }
    endLine()
    return String(result)
  }

  /// Whether a character ends a paragraph, and with it every isolate: type B of Unicode's algorithm.
  private static func endsParagraph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", "\r", "\u{1C}"..."\u{1E}", "\u{85}", "\u{2029}": true
    default: false
    }
  }

  private static func isolatedLine(_ line: String.UnicodeScalarView) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var depth = 0
    result.append("\u{2068}")
    for scalar in line {
      switch scalar {
      case "\u{2066}"..."\u{2068}": depth += 1
      // What closes nothing of this text would close the isolate around it.
      case "\u{2069}" where depth == 0: continue
      case "\u{2069}": depth -= 1
      default: break
      }
      result.append(scalar)
    }
    // The end of an isolate also ends the embeddings in it.
    result.append(contentsOf: repeatElement("\u{2069}", count: depth + 1))
    return result
  }

  /// Code with the controls shown as what they are.
  package static func shown(_ code: some StringProtocol) -> HTML {
    var html = HTML()
    add(code, to: &html)
    return html
  }

  /// Adds code with the controls shown as what they are.
  static func add(_ code: some StringProtocol, to html: inout HTML) {
    guard areIn(code) else { return html.add(undirected: code) }
    var plain = String.UnicodeScalarView()
    for scalar in code.unicodeScalars {
      guard let name = names[scalar] else {
        plain.append(scalar)
        continue
      }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let number = "U+" + String(repeating: "0", count: 4 - digits.count) + digits
      html.add(String(plain))
      html += "<span class=\"bidi\" title=\"\(name)\">\(number)</span>"
      plain = String.UnicodeScalarView()
    }
    html.add(String(plain))
  }
}
