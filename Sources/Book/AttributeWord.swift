// The words after a fence's language, and after a rule's id: bare ones, texts in quotes, and values by
// their keys.

/// A word; a quoted one is text, never a keyword.
struct AttributeWord {
  var text: String
  /// Where it begins, in bytes.
  var offset: Int
  var isQuoted = false
  /// Whether it begins with a quote that nothing ends.
  var isUnclosed = false

  /// The parts of `key=value`.
  var attribute: (key: String, value: String)? {
    guard !isQuoted, let sign = text.firstIndex(of: "=") else { return nil }
    return (String(text[..<sign]), String(text[sign...].dropFirst()))
  }

  /// What stands between the quotes of a value; `nil` when it has none, or is blank.
  static func unquoted(_ value: String) -> String? {
    let inside = value.dropFirst().dropLast()
    guard value.hasPrefix("\""), value.hasSuffix("\""), !inside.allSatisfy(\.isSpace) else {
      return nil
    }
    return String(inside)
  }

  /// The words of a text, in order.
  static func words(of text: String) -> [AttributeWord] {
    var words: [AttributeWord] = []
    var rest = text[...]
    while let start = rest.firstIndex(where: { !$0.isSpace }) {
      rest = rest[start...]
      var word = AttributeWord(
        text: "", offset: text[..<start].utf8.count, isQuoted: rest.first == "\"")
      if word.isQuoted {
        let inside = rest.dropFirst().prefix { $0 != "\"" }
        word.text = String(inside)
        rest = rest[inside.endIndex...]
        word.isUnclosed = rest.popFirst() == nil
      } else {
        let end = bareEnd(rest)
        word.text = String(rest[..<end])
        rest = rest[end...]
      }
      words.append(word)
    }
    return words
  }

  /// Where a bare word ends: before white space, or behind a value in quotes, which may have spaces
  /// in it: `gap="not yet"`. Nothing behind the end is looked at, for there may be as much for each word.
  private static func bareEnd(_ rest: Substring) -> Substring.Index {
    var previous: Character?
    for index in rest.indices {
      if rest[index].isSpace { return index }
      if rest[index] == "\"", previous == "=" {
        let value = rest[rest.index(after: index)...]
        if let quote = value.firstIndex(of: "\"") { return rest.index(after: quote) }
        // No word behind this one has a quote, so this happens once.
        return value.firstIndex(where: \.isSpace) ?? rest.endIndex
      }
      previous = rest[index]
    }
    return rest.endIndex
  }
}

extension SourceText {
  /// Where words stand that follow each other within a range of offsets, by the words' own offsets.
  /// After the first that is not written as it reads, none is looked for.
  func offsets(
    of words: some Sequence<AttributeWord>, in range: Range<Int>
  ) -> [Int: Int] {
    var found: [Int: Int] = [:]
    var start = range.lowerBound
    for word in words {
      // A quoted value may go on in another line.
      let text = String(word.text.prefix { !$0.isSpace })
      guard let offset = offset(of: text, in: start..<range.upperBound) else { break }
      found[word.offset] = offset
      start = offset + text.utf8.count
    }
    return found
  }
}
