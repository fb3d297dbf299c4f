// Citations in text: where they stand, and where they lead. Each place is looked at once, and no
// placeholder takes more than a path has letters, so that time grows as the text does.

/// A citation that was found.
package struct Citation: Hashable, Sendable {
  /// All of it, in bytes of the text.
  package var range: Range<Int>
  /// What its first placeholder stands for.
  package var core: Range<Int>
  package var address: String
}

extension [CitedSource] {
  /// The citations in a text, in order and without overlap; of several at one place that of the first
  /// pattern. White space in a pattern is any white space in the text.
  package func citations(in text: [UInt8]) -> [Citation] {
    guard !isEmpty else { return [] }
    var found: [Citation] = []
    var place = 0
    while place < text.count {
      // A word is not begun in its middle, nor is a row of backticks.
      let isInside = place > 0 && CitedSource.isOneWord(text[place - 1], text[place])
      if !isInside, let citation = citation(in: text, at: place) {
        found.append(citation)
        place = citation.range.upperBound
      } else {
        place += 1
      }
    }
    return found
  }

  private func citation(in text: [UInt8], at place: Int) -> Citation? {
    for source in self where source.mayBegin(with: text[place]) {
      if let citation = source.citation(in: text, at: place) { return citation }
    }
    return nil
  }
}

extension CitedSource {
  /// Whether a citation may begin with a byte, which most cannot.
  fileprivate func mayBegin(with byte: UInt8) -> Bool {
    guard case .text(let literal)? = pattern.first, let first = literal.first else { return true }
    return first == byte || first == UInt8(ascii: " ") && byte.isSpace
  }

  fileprivate func citation(in text: [UInt8], at start: Int) -> Citation? {
    var place = start
    var values: [Placeholder: Range<Int>] = [:]
    var core: Range<Int>?
    for piece in pattern {
      switch piece {
      case .text(let literal):
        guard let end = Self.end(of: literal, in: text, at: place) else { return nil }
        place = end
      case .placeholder(let placeholder):
        let end = placeholder.end(in: text, at: place)
        guard end > place else { return nil }
        core = core ?? place..<end
        values[placeholder] = place..<end
        place = end
      }
    }
    if place < text.count, Self.isOneWord(text[place - 1], text[place]) { return nil }
    guard let core else { return nil }
    let bytes = address.flatMap { piece -> [UInt8] in
      switch piece {
      case .text(let literal): literal
      case .placeholder(let placeholder): values[placeholder].map { Array(text[$0]) } ?? []
      }
    }
    return Citation(
      range: start..<place, core: core, address: String(decoding: bytes, as: UTF8.self))
  }

  fileprivate static func isOneWord(_ first: UInt8, _ second: UInt8) -> Bool {
    isWord(first) && isWord(second) || first == UInt8(ascii: "`") && second == first
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte >= 0x80
  }

  private static func end(of literal: [UInt8], in text: [UInt8], at start: Int) -> Int? {
    var place = start
    for byte in literal {
      guard place < text.count else { return nil }
      if byte == UInt8(ascii: " "), text[place].isSpace {
        while place < text.count, text[place].isSpace { place += 1 }
      } else {
        guard text[place] == byte else { return nil }
        place += 1
      }
    }
    return place
  }
}

extension CitedSource.Placeholder {
  /// Where what it stands for ends; where it begins, if nothing is there.
  fileprivate func end(in text: [UInt8], at start: Int) -> Int {
    let most = 200
    var end = start
    while end < text.count, end - start < most, takes(text[end]) { end += 1 }
    // A dot behind it ends the sentence.
    while end > start, !(text[end - 1].isLetter || text[end - 1].isDigit || text[end - 1] == 0x5F) {
      end -= 1
    }
    return isWhole(text[start..<end]) ? end : start
  }

  private func takes(_ byte: UInt8) -> Bool {
    switch self {
    case .file, .name:
      byte.isLetter || byte.isDigit || "_.+-".utf8.contains(byte)
        || self == .file && byte == UInt8(ascii: "/")
    case .release: byte.isDigit || byte == UInt8(ascii: ".")
    case .symbol: byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_")
    case .hash: byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    case .number: byte.isDigit
    case .section: byte.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
  }

  private func isWhole(_ word: ArraySlice<UInt8>) -> Bool {
    guard let first = word.first else { return false }
    switch self {
    case .file:
      let steps = word.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      return steps.count > 1 && !steps.contains { $0.isEmpty || $0.allSatisfy { $0 == 0x2E } }
    case .release: return first.isDigit && word.contains(UInt8(ascii: "."))
    case .hash:
      return (12...40).contains(word.count) && word.contains(where: \.isLetter)
        && word.contains(where: \.isDigit)
    case .section, .number: return first.isDigit
    case .symbol, .name: return !first.isDigit
    }
  }
}
