// The grammar of info strings:
//
//     info      = language { word | quoted | key "=" value }
//     swift     = "swift" [ "test" | "support" | "example" ] [ "rule=" id { "," id } ]
//               | "swift" "fails" quoted | "swift" "illustration" quoted
//     binding   = ( "yaml" | "dts" ) [ "binding=" id ]

/// What an info string says, and what is wrong with it.
struct InfoString {
  /// A mistake, with the word that it is about.
  struct Mistake {
    var kind: String
    var word: String
    var message: String
  }

  var language = ""
  var role = Role.plain
  var provedRules: [String] = []
  var mistakes: [Mistake] = []

  static let roles = ["test", "support", "example", "fails", "illustration"]

  init(_ text: String) {
    var words = Self.words(of: text)
    guard !words.isEmpty else { return }
    language = words.removeFirst().text
    switch language {
    case "swift": readSwift(words)
    case "yaml": readBinding(words) { .schema(binding: $0) }
    case "dts": readBinding(words) { .tree(binding: $0) }
    default: suspectMisspeltSwift(words)
    }
  }

  /// A word of an info string; a quoted one is text, never a keyword.
  private struct Word {
    var text: String
    var isQuoted: Bool
  }

  private static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var rest = Substring(text)
    while let first = rest.first(where: { !$0.isWhitespace }) {
      rest = rest.drop(while: \.isWhitespace)
      if first == "\"" {
        let inside = rest.dropFirst().prefix { $0 != "\"" }
        words.append(Word(text: String(inside), isQuoted: true))
        rest = rest.dropFirst(inside.count + 2)
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        words.append(Word(text: String(word), isQuoted: false))
        rest = rest.dropFirst(word.count)
      }
    }
    return words
  }

  private mutating func readSwift(_ words: [Word]) {
    var words = words[...]
    role = .implementation
    if let word = words.first, !word.isQuoted, !word.text.contains("=") {
      words.removeFirst()
      readRole(word.text, &words)
    }
    for word in words { readAttribute(word) }
  }

  private mutating func readRole(_ name: String, _ words: inout ArraySlice<Word>) {
    switch name {
    case "test": role = .test
    case "support": role = .support
    case "example": role = .example
    case "fails":
      role = .fails(expected: takeText(&words, "fails", "part of the compiler's message"))
    case "illustration":
      role = .illustration(reason: takeText(&words, "illustration", "why it is not compiled"))
    default:
      role = .plain
      let end = suggestion(
        for: name, among: Self.roles,
        otherwise: "a Swift fence has no role or one of " + Self.roles.joined(separator: ", "))
      mistake("unknown-role", name, "unknown role '\(name)'" + end)
    }
  }

  private mutating func takeText(
    _ words: inout ArraySlice<Word>, _ role: String, _ meaning: String
  ) -> String {
    if let word = words.first, word.isQuoted, !word.text.allSatisfy(\.isWhitespace) {
      words.removeFirst()
      return word.text
    }
    if words.first?.isQuoted == true { words.removeFirst() }
    mistake("missing-text", role, "'\(role)' needs \(meaning) in quotes; write: \(role) \"…\"")
    return ""
  }

  private mutating func readAttribute(_ word: Word) {
    let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard !word.isQuoted, parts.count == 2 else {
      mistake("stray-word", word.text, "'\(word.text)' has no meaning here; remove it")
      return
    }
    guard parts[0] == "rule" else {
      let key = String(parts[0])
      let end = suggestion(
        for: key, among: ["rule"], otherwise: "the only attribute of a Swift fence is rule=")
      mistake("unknown-attribute", key, "unknown attribute '\(key)'" + end)
      return
    }
    readRules(parts[1], word: word.text)
  }

  private mutating func readRules(_ list: Substring, word: String) {
    let ids = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard role.isRun else {
      let message = "only a test or an example proves rules; this fence is \(role.name)"
      mistake("misplaced-rule", word, message)
      return
    }
    for id in ids where !Rule.isIdentifier(id) {
      mistake("malformed-rule", word, "'\(id)' is no rule id; " + Rule.identifierForm)
    }
    provedRules += ids.filter(Rule.isIdentifier)
  }

  private mutating func readBinding(_ words: [Word], _ make: (String) -> Role) {
    for word in words {
      let parts = word.text.split(separator: "=", maxSplits: 1)
      if !word.isQuoted, parts.count == 2, parts[0] == "binding" {
        role = make(String(parts[1]))
      } else {
        let key = String(parts.first ?? "")
        let end = suggestion(
          for: key, among: ["binding"], otherwise: "the only attribute here is binding=ID")
        mistake("unknown-attribute", key, "unknown attribute '\(key)'" + end)
      }
    }
  }

  /// Code in `Swift` or `swfit` would silently not be compiled; other languages are left alone.
  private mutating func suspectMisspeltSwift(_ words: [Word]) {
    let hasRole = words.contains { Self.roles.contains($0.text) || $0.text.hasPrefix("rule=") }
    guard
      language.lowercased() == "swift"
        || hasRole && nearMiss(of: language, among: ["swift"]) != nil
    else { return }
    mistake("misspelt-language", language, "'\(language)' is not compiled; write 'swift'")
  }

  private mutating func mistake(_ kind: String, _ word: String, _ message: String) {
    mistakes.append(Mistake(kind: kind, word: word, message: message))
  }
}
