// The grammar of info strings:
//
//     info      = language { word | quoted | key "=" value }
//     swift     = "swift" [ "test" | "support" | "example" ] { attribute }
//               | "swift" "fails" quoted | "swift" "traps" quoted { attribute }
//               | "swift" "illustration" quoted
//               | "swift"                          implementation, or the part's default in book.yml
//     attribute = "rule=" id { "," id } | "tag=" tag { "," tag }
//               | "time-limit=" seconds | "gap=" quoted
//     binding   = "yaml" "binding=" id [ "form-of=" id ] { release } | "dts" "binding=" id
//     release   = "since=" name | "until=" name | "in=" name { "," name }
//     layout    = "text" "layout=" name { release } { key "=" value }
//     output    = "text" "output"
//     tag       = letter or digit { letter or digit | "-" | "_" | "." }
//     quoted    = '"' text without quotes '"'

/// What an info string says, and what is wrong with it.
struct InfoString {
  /// A mistake, with the offset of the word that it is about.
  struct Mistake: Equatable {
    var kind: Finding.Kind
    var offset: Int
    var message: String
    /// What stands at the offset, and what would be right there, where that is known.
    var replacement: Replacement?
  }

  struct Replacement: Equatable {
    var old: String
    var new: String
  }

  var language = ""
  var role = Role.plain
  var provedRules: [String] = []
  /// Where each of them stands.
  var ruleOffsets: [Int] = []
  var tags: [String] = []
  var timeLimit: Int?
  var gap: String?
  var attributes: [String: String] = [:]
  /// The format that a binding is a form of, where that is another's name.
  var formOf: String?
  /// What a binding or a layout says of the releases that have it.
  var claimWords: [AttributeWord] = []
  var mistakes: [Mistake] = []

  /// What a layout says beside its name.
  static let layoutKeys =
    ["layout", "size", "name", "define", "header", "struct", "writer", "reader"] + releaseKeys

  /// What a schema says beside its format.
  static let schemaKeys = ["binding", "form-of"] + releaseKeys

  /// What both say of releases.
  static let releaseKeys = ["since", "until", "in"]

  static let roles = ["test", "support", "example", "fails", "traps", "illustration"]

  /// - Parameter plainSwift: the role of a Swift fence that names none.
  init(_ text: String, plainSwift: Role = .implementation) {
    var words = words(of: text)[...]
    guard let first = words.popFirst() else { return }
    language = first.text
    switch language {
    case "swift" where first.isQuoted: suspectMisspeltSwift(first, words, in: text)
    case "swift":
      role = plainSwift
      readSwift(first, &words)
    case "yaml": readBinding(words, keys: Self.schemaKeys) { .schema(binding: $0) }
    case "dts": readBinding(words, keys: ["binding"]) { .tree(binding: $0) }
    case "text" where words.contains { $0.attribute?.key == "layout" }: readLayout(words)
    case "text": readText(words)
    default: suspectMisspeltSwift(first, words, in: text)
    }
  }

  private typealias Word = AttributeWord

  private mutating func words(of text: String) -> [Word] {
    let words = Word.words(of: text)
    for word in words where word.isUnclosed {
      mistake(.unclosedQuote, word, "this quote is never closed; end it with \"")
    }
    return words
  }

  private mutating func readSwift(_ language: Word, _ words: inout ArraySlice<Word>) {
    if let word = words.first, !word.isQuoted, word.attribute == nil {
      words.removeFirst()
      // What follows a role that is unknown has no known meaning.
      guard readRole(word, &words) else { return }
    }
    for word in words { readAttribute(word) }
  }

  private mutating func readRole(_ word: Word, _ words: inout ArraySlice<Word>) -> Bool {
    switch word.text {
    case "test": role = .test
    case "support": role = .support
    case "example": role = .example
    case "fails":
      role = .fails(expected: takeText(&words, word, "part of the compiler's message"))
    case "traps":
      role = .traps(expected: takeText(&words, word, "part of what it says when it traps"))
    case "illustration":
      role = .illustration(reason: takeText(&words, word, "why it is not compiled"))
    default:
      role = .plain
      let end = suggestion(
        for: word.text, among: Self.roles,
        otherwise: "a Swift fence has no role or one of " + Self.roles.joined(separator: ", "))
      mistake(.unknownRole, word, "unknown role '\(word.text)'" + end, word.text, end.nearest)
      return false
    }
    return true
  }

  private mutating func takeText(
    _ words: inout ArraySlice<Word>, _ role: Word, _ meaning: String
  ) -> String {
    if let word = words.first, word.isQuoted {
      words.removeFirst()
      if !word.text.allSatisfy(\.isSpace) { return word.text }
    }
    // Words that follow are most likely the text, without its quotes.
    words = words.drop { !$0.isQuoted && $0.attribute == nil }
    mistake(
      .missingText, role, "'\(role.text)' needs \(meaning) in quotes; write: \(role.text) \"…\"")
    return ""
  }

  private mutating func readAttribute(_ word: Word) {
    guard let (key, value) = word.attribute else {
      let isRole = !word.isQuoted && Self.roles.contains(word.text)
      let end = isRole ? "a role stands right after 'swift'" : "remove it"
      return mistake(.strayWord, word, "'\(word.text)' has no meaning here; " + end)
    }
    switch key {
    case "rule": readRules(value, word)
    case "tag": readTags(value, word)
    case "time-limit": readTimeLimit(value, word)
    case "gap": readGap(value, word)
    default:
      let end = suggestion(
        for: key, among: ["rule", "tag", "time-limit", "gap"],
        otherwise: "the attributes of a Swift fence are rule=, tag=, time-limit= and gap=")
      mistake(.unknownAttribute, word, "unknown attribute '\(key)'" + end, key, end.nearest)
    }
  }

  private mutating func readGap(_ value: String, _ word: Word) {
    guard role.isBody || role == .test else {
      return mistake(
        .gap, word, "only a test or an example fails; this fence is \(role.name); remove gap=")
    }
    guard let reason = Word.unquoted(value) else {
      return mistake(.gap, word, "'gap' needs the reason in quotes; write: gap=\"…\"")
    }
    gap = reason
  }

  private mutating func readTags(_ value: String, _ word: Word) {
    guard role.isListedTest else {
      return mistake(
        .tag, word, "only a test or an example has tags; this fence is \(role.name); remove tag=")
    }
    for tag in value.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      if Fence.isTag(tag) {
        if !tags.contains(tag) { tags.append(tag) }
      } else {
        mistake(
          .tag, word,
          "'\(tag)' is no tag; write letters, digits, dots, hyphens and underscores: tag=slow")
      }
    }
  }

  private mutating func readTimeLimit(_ value: String, _ word: Word) {
    guard role.isRun else {
      return mistake(
        .timeLimit, word,
        "only a test or an example takes time; this fence is \(role.name); remove time-limit=")
    }
    guard let seconds = Int(value), Fence.timeLimits.contains(seconds) else {
      return mistake(
        .timeLimit, word,
        "'\(value)' is no time limit; write whole seconds, from 1 to \(Fence.timeLimits.upperBound):"
          + " time-limit=90")
    }
    timeLimit = seconds
  }

  private mutating func readRules(_ value: String, _ word: Word) {
    guard role.isRun else {
      return mistake(
        .misplacedRule, word, "only a test or an example proves rules; this fence is \(role.name)"
      )
    }
    var offset = word.offset + "rule=".utf8.count
    for id in value.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      if Rule.isIdentifier(id) {
        provedRules.append(id)
        ruleOffsets.append(offset)
      } else {
        mistake(.malformedRule, word, "'\(id)' is no rule id; " + Rule.identifierForm)
      }
      offset += id.utf8.count + 1
    }
  }

  private mutating func readBinding(
    _ words: ArraySlice<Word>, keys: [String], _ make: (String) -> Role
  ) {
    for word in words {
      let key = word.attribute?.key ?? word.text
      if word.isQuoted || !keys.contains(key) {
        let all = keys.map { "\($0)=" }.joined(separator: ", ")
        let end = suggestion(
          for: key, among: keys,
          otherwise: keys.count == 1
            ? "the only attribute here is binding=ID" : "a schema has \(all)")
        mistake(
          .unknownAttribute, word, "unknown attribute '\(key)'" + end, key,
          word.isQuoted ? nil : end.nearest)
      } else if key != "binding", key != "form-of" {
        claimWords.append(word)
      } else if let id = word.attribute?.value, !id.isEmpty {
        if key == "binding" {
          role = make(id)
        } else if formOf == nil {
          formOf = id
        } else {
          mistake(.strayWord, word, "a schema is a form of one format; remove this, or the other")
        }
      } else {
        mistake(.missingText, word, "'\(key)' needs the binding's name; write: \(key)=ID")
      }
    }
    let isNamed = words.contains { ($0.attribute?.key ?? $0.text) == "binding" }
    if let word = words.first, !isNamed, formOf != nil || !claimWords.isEmpty {
      mistake(.missingText, word, "this is no schema without its name; write: binding=ID")
    }
  }

  /// Of a text only the word `output` means something; almost that word would silently check nothing.
  private mutating func readText(_ words: ArraySlice<Word>) {
    guard let word = words.first, !word.isQuoted else { return }
    guard word.text == "output" else {
      guard let nearest = nearMiss(of: word.text, among: ["output"]) else { return }
      return mistake(
        .unknownRole, word, "unknown role '\(word.text)'; did you mean '\(nearest)'?", word.text,
        nearest)
    }
    role = .output
    for word in words.dropFirst() {
      mistake(.strayWord, word, "'\(word.text)' has no meaning here; remove it")
    }
  }

  private mutating func readLayout(_ words: ArraySlice<Word>) {
    for word in words {
      let (key, value) = word.attribute ?? (word.text, "")
      if word.isQuoted || !Self.layoutKeys.contains(key) {
        let end = suggestion(
          for: key, among: Self.layoutKeys,
          otherwise: "a layout has " + Self.layoutKeys.map { "\($0)=" }.joined(separator: ", "))
        mistake(
          .unknownAttribute, word, "unknown attribute '\(key)'" + end, key,
          word.isQuoted ? nil : end.nearest)
      } else if Self.releaseKeys.contains(key) {
        claimWords.append(word)
      } else if value.isEmpty {
        mistake(.missingText, word, "'\(key)' needs a value; write: \(key)=…")
      } else if key == "layout" {
        role = .layout(name: value)
      } else {
        attributes[key] = value
      }
    }
  }

  /// Code in `Swift`, `swfit` or `swift,test` would silently not be compiled; other languages are
  /// left alone.
  private mutating func suspectMisspeltSwift(
    _ word: Word, _ words: ArraySlice<Word>, in info: String
  ) {
    let hasRole = words.contains {
      !$0.isQuoted && Self.roles.contains($0.text) || $0.attribute?.key == "rule"
    }
    // Other tools write the language as {.swift}, {swift} or lang=swift.
    var bare = language.lowercased().drop { "{.".contains($0) }
    for prefix in ["lang=", "language="] where bare.hasPrefix(prefix) {
      bare = bare.dropFirst(prefix.count)
    }
    let stem = bare.prefix { $0.isLetter }
    let limit = hasRole ? 3 : 1
    let isNear =
      abs(bare.count - 5) <= limit && !bare.isEmpty
      && nearMiss(of: String(bare), among: ["swift"]) != nil
    guard !word.isQuoted, stem == "swift" || isNear else {
      return suspectOtherSigns(word, info[...].trimming())
    }
    let isBare = language.count == stem.count || language.first.map { "{.l".contains($0) } == true
    let right = isBare || stem != "swift" ? "'swift'" : "'swift' and a role, with a space between"
    // Of a language in other tools' signs, not all may be in its word.
    let isWord = language.allSatisfy(\.isLetter)
    mistake(
      .misspeltLanguage, word, "'\(language)' is not compiled; write \(right)", language,
      isWord ? "swift" : nil)
  }

  private mutating func suspectOtherSigns(_ word: Word, _ info: Substring) {
    guard LikelySwift.isMeant(by: info, language: word.isQuoted ? nil : word.text) else { return }
    mistake(
      .misspeltLanguage, word, "'\(info.prefix(60))' is not compiled; write 'swift'")
  }

  /// - Parameters:
  ///   - old: what the word begins with.
  ///   - new: what would be right in its place.
  private mutating func mistake(
    _ kind: Finding.Kind, _ word: Word, _ message: String, _ old: String = "", _ new: String? = nil
  ) {
    mistakes.append(
      Mistake(
        kind: kind, offset: word.offset, message: message,
        replacement: new.map { Replacement(old: old, new: $0) }))
  }
}
