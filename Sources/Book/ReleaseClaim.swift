// What a rule says of the releases for which it holds, after its id or as a default of many:
//
//     claim     = { attribute }
//     attribute = "since=" release | "until=" release | "in=" release { "," release }
//               | "ours" | "ours=" quoted
//     quoted    = '"' what others do instead '"'

/// For which releases a rule says that it holds; whether there are such releases, the book knows.
package struct ReleaseClaim: Hashable, Sendable {
  /// The name of a release, and where it is written.
  package struct Mention: Hashable, Sendable {
    package var name: String
    package var location: Location
    /// Whether the name stands at the location letter by letter.
    package var isVerbatim = true
  }

  /// The first release of a range.
  package var since: Mention?
  /// The last release of a range.
  package var until: Mention?
  /// Releases that are named one by one.
  package var named: [Mention] = []
  /// Whether the rule is the book's own, stricter than what it describes.
  package var isOurs = false
  /// What others do where the rule is the book's own.
  package var elsewhere: String?

  static let keys = ["since", "until", "in", "ours"]

  /// Whether one of some words can only be an attribute, or almost is one.
  static func isLikely(_ words: some Sequence<AttributeWord>) -> Bool {
    words.contains { $0.attribute != nil || nearMiss(of: $0.text, among: ["ours"]) != nil }
  }

  /// Reads a claim.
  ///
  /// - Parameters:
  ///   - place: where a word stands, or what follows as many bytes of it; `nil` when it is not written
  ///     as it reads.
  ///   - elsewhere: where it stands roughly.
  static func reading(
    _ words: some Sequence<AttributeWord>, at elsewhere: Location,
    place: @escaping (AttributeWord, Int) -> Location?
  ) -> (claim: ReleaseClaim, findings: [Finding]) {
    var reader = Reader(claim: ReleaseClaim(), findings: [], around: elsewhere, place: place)
    for word in words { reader.read(word) }
    return (reader.claim, reader.findings)
  }

  private struct Reader {
    var claim: ReleaseClaim
    var findings: [Finding]
    var around: Location
    var place: (AttributeWord, Int) -> Location?

    mutating func read(_ word: AttributeWord) {
      let (key, value) = word.attribute ?? (word.text, "")
      switch word.isQuoted ? "" : key {
      case "since" where claim.since == nil: claim.since = mentions(word, key, [value]).first
      case "until" where claim.until == nil: claim.until = mentions(word, key, [value]).first
      case "since", "until":
        report(.strayWord, word, "'\(key)' is said twice; keep the one that holds")
      case "in":
        let names = value.split(separator: ",", omittingEmptySubsequences: false)
        claim.named += mentions(word, key, names.map(String.init))
      case "ours": readOurs(word)
      default:
        let end = suggestion(
          for: key, among: ReleaseClaim.keys,
          otherwise: "a rule says since=, until=, in= or ours of the releases for which it holds")
        report(
          .unknownAttribute, word, "unknown attribute '\(key)'" + end,
          edits: end.edits(of: key, at: word.isQuoted ? nil : place(word, 0)))
      }
    }

    private mutating func mentions(
      _ word: AttributeWord, _ key: String, _ names: [String]
    ) -> [Mention] {
      guard !names.contains("") else {
        report(.missingText, word, "'\(key)' needs the name of a release; write: \(key)=…")
        return []
      }
      var offset = key.utf8.count + 1
      return names.map { name in
        defer { offset += name.utf8.count + 1 }
        let place = place(word, offset)
        return Mention(name: name, location: place ?? around, isVerbatim: place != nil)
      }
    }

    private mutating func readOurs(_ word: AttributeWord) {
      claim.isOurs = true
      guard let (_, value) = word.attribute else { return }
      claim.elsewhere = AttributeWord.unquoted(value)
      if claim.elsewhere == nil {
        report(
          .missingText, word,
          "'ours' says in quotes what others do instead, or nothing; write: ours=\"…\"")
      }
    }

    private mutating func report(
      _ kind: Finding.Kind, _ word: AttributeWord, _ message: String, edits: [Finding.Edit] = []
    ) {
      findings.append(Finding(kind, place(word, 0) ?? around, message, edits: edits))
    }
  }
}
