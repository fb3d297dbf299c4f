// Terms: which words a chapter defines, and with which sentences.

extension ChapterReader {
  /// Finds the sentences around the terms that a block of prose defines, in one pass over the block.
  mutating func findDefinitions(in block: [Node]) {
    var text = Sentences()
    var terms: [(node: Node, place: Int)] = []
    for node in block {
      switch node.kind {
      case .text: text.add(node.literal)
      case .code: text.addCode(node.literal)
      case .softBreak, .lineBreak: text.add(" ")
      case .link where node.definedTerm != nil: terms.append((node, text.count))
      default: continue
      }
    }
    definitions = [:]
    guard !terms.isEmpty else { return }
    let starts = text.starts
    var sentence = 0
    for (node, place) in terms {
      while sentence + 1 < starts.count, starts[sentence + 1] <= place { sentence += 1 }
      definitions[node] = text.sentence(sentence, of: starts, around: place)
    }
  }

  /// Reads the term that a link defines; what it says of itself must be an anchor.
  mutating func readTerm(_ key: String, _ node: Node, at location: Location) {
    guard Term.isKey(key) else {
      chapter.findings.append(
        Finding(
          .malformedTerm, location,
          "'\(node.destination)' is no anchor of a term; write '#term-' and its words in lower case,"
            + " joined by hyphens"))
      return
    }
    chapter.terms.append(
      Term(
        key: key, words: node.plainText, definition: definitions[node] ?? "", location: location))
  }
}

/// The text of a block, in sentences.
private struct Sentences {
  private var bytes: [UInt8] = []
  /// Where code begins, which may begin a sentence in lower case.
  private var codeStarts: Set<Int> = []

  /// The longest sentence that is told whole; longer ones would be told again for each of their terms.
  private static let longest = 400

  var count: Int { bytes.count }

  mutating func add(_ text: String) { bytes += text.utf8 }

  mutating func addCode(_ text: String) {
    codeStarts.insert(bytes.count)
    bytes += text.utf8
  }

  /// Where sentences begin: after a full stop and a space, but not within a sentence, as after "e.g.".
  var starts: [Int] {
    var starts = [0]
    var wordStart = 0
    for index in bytes.indices.dropLast() where bytes[index + 1] == UInt8(ascii: " ") {
      defer { wordStart = index + 2 }
      var end = index
      while end > wordStart, ")\"'".utf8.contains(bytes[end]) { end -= 1 }
      guard ".?!".utf8.contains(bytes[end]), index + 2 < bytes.count else { continue }
      let word = bytes[wordStart..<end]
      let isAbbreviation = word.contains(UInt8(ascii: "."))
      let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index + 2])
      if !isAbbreviation, !isLower || codeStarts.contains(index + 2) { starts.append(index + 2) }
    }
    return starts
  }

  /// One of the sentences, cut short around a place in it where it is too long.
  func sentence(_ number: Int, of starts: [Int], around place: Int) -> String {
    let end = number + 1 < starts.count ? starts[number + 1] - 1 : bytes.count
    var range = starts[number]..<max(starts[number], end)
    guard range.count > Self.longest else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    let first = max(
      range.lowerBound, min(place - Self.longest / 2, range.upperBound - Self.longest))
    range = word(at: first)..<word(at: min(range.upperBound, first + Self.longest))
    let text = String(decoding: bytes[range], as: UTF8.self)
    return (first > starts[number] ? "… " : "") + text + (range.upperBound < end ? "…" : "")
  }

  /// The beginning of the word at a place, which is near in any prose, or at least of its character.
  private func word(at place: Int) -> Int {
    var start = place
    while start > 0, start < bytes.count, place - start < 60, bytes[start - 1] != UInt8(ascii: " ")
    {
      start -= 1
    }
    while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
