// Languages in the signs of other tools: `{ .swift }`, `class="swift"`, `{code-cell} swift`. Code under
// them looks as if it were compiled.

/// Whether an info string that does not begin with `swift` means Swift all the same.
enum LikelySwift {
  /// What other tools call the language.
  private static let keys: Set<String> = ["lang", "language", "class", "code", "brush", "engine"]

  /// - Parameter language: the first word, unless it is in quotes.
  static func isMeant(by info: Substring, language: String?) -> Bool {
    // A word is a language of its own, whatever follows it, as in: c title="swift".
    if let word = language?.lowercased(), word.allSatisfy(isOfWord) {
      return isSwift(word) && word != bare(word)
    }
    var rest = info.lowercased()[...]
    while let start = rest.firstIndex(where: isOfWord) {
      let piece = rest[start...].prefix(while: isOfWord)
      rest = rest[piece.endIndex...]
      let key = rest.drop(while: \.isSpace)
      if key.first == "=" || key.first == ":" {
        rest = key.dropFirst().drop(while: \.isSpace)
        let value = value(&rest)
        if keys.contains(String(piece)),
          value.split(whereSeparator: \.isSpace).contains(where: isSwift)
        {
          return true
        }
      } else if isSwift(piece) {
        return true
      }
    }
    return false
  }

  /// Takes what stands after a key, which may be in quotes.
  private static func value(_ rest: inout Substring) -> Substring {
    let quote = rest.first.flatMap { "\"'".contains($0) ? $0 : nil }
    if quote != nil { rest.removeFirst() }
    let value = rest.prefix {
      quote == nil ? !$0.isSpace && !"{}[]()<>,".contains($0) : $0 != quote
    }
    rest = rest[value.endIndex...].dropFirst(quote == nil ? 0 : 1)
    return value
  }

  private static func isOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "+#-_".contains(character)
  }

  /// A language as style sheets call it is `language-swift`.
  private static func bare(_ word: some StringProtocol) -> String {
    for prefix in ["language-", "lang-"] where word.hasPrefix(prefix) {
      return String(word.dropFirst(prefix.count))
    }
    return String(word)
  }

  private static func isSwift(_ word: some StringProtocol) -> Bool {
    let name = bare(word)
    return 4...6 ~= name.utf8.count && nearMiss(of: name, among: ["swift"]) != nil
  }
}
