// Two wordings of one text, with the words that differ marked. White space is not compared, so that a
// paragraph that was only wrapped anew shows no mark.

struct Wording {
  /// Part of a line.
  struct Piece: Hashable {
    var text: String
    var isMarked: Bool
  }

  /// Line by line.
  private(set) var old: [[Piece]]
  private(set) var new: [[Piece]]

  init(_ old: String, _ new: String) {
    let (before, after) = (Self.words(of: old), Self.words(of: new))
    let stretches = Alignment.stretches(before.map(\.key), after.map(\.key))
    func count(_ words: some Sequence<Word>) -> Int { words.count { $0.key != " " } }
    let same = stretches.filter(\.isSame).reduce(0) { $0 + count(before[$1.old]) }
    // Where hardly a word stayed, marks would tell nothing.
    let isOther = same * 3 < max(count(before), count(after))
    func lines(_ words: [Word], _ range: (Stretch) -> Range<Int>) -> [[Piece]] {
      var lines: [[Piece]] = [[]]
      for stretch in stretches {
        for word in words[range(stretch)] {
          Self.add(word.text, isMarked: !isOther && !stretch.isSame, to: &lines)
        }
      }
      return lines
    }
    self.old = lines(before, \.old)
    self.new = lines(after, \.new)
  }

  /// One wording, without marks.
  static func lines(of text: String) -> [[Piece]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? [] : [Piece(text: String($0), isMarked: false)]
    }
  }

  private struct Word {
    var text: Substring
    /// What is compared.
    var key: Substring
  }

  private enum Kind { case letters, space, other }

  private static func kind(_ character: Character) -> Kind {
    if character.isWhitespace { return .space }
    return character.isLetter || character.isNumber || character == "_" ? .letters : .other
  }

  private static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var rest = text[...]
    while let first = rest.first {
      let kind = kind(first)
      let word = kind == .other ? rest.prefix(1) : rest.prefix { self.kind($0) == kind }
      words.append(Word(text: word, key: kind == .space ? " " : word))
      rest = rest[word.endIndex...]
    }
    return words
  }

  private static func add(_ text: Substring, isMarked: Bool, to lines: inout [[Piece]]) {
    for (index, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { lines.append([]) }
      guard !part.isEmpty else { continue }
      let last = lines.count - 1
      if let piece = lines[last].last, piece.isMarked == isMarked {
        lines[last][lines[last].count - 1].text += part
      } else {
        lines[last].append(Piece(text: String(part), isMarked: isMarked))
      }
    }
  }
}
