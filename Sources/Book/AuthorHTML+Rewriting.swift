// HTML that is allowed, as a page shows it.

extension AuthorHTML {
  /// The same HTML with other destinations.
  ///
  /// - Parameters:
  ///   - picture: what stands in place of a picture on the web, from its address and its alternative text.
  ///   - destination: where a link leads on the site.
  func rewritten(
    picture: (String, String) -> String, destination: (Reference) -> String
  ) -> String {
    var result: [UInt8] = []
    var done = 0
    for tag in tags {
      if let address = tag.webPicture {
        result += rest[done..<tag.restRange.lowerBound]
        result += picture(address, tag.alternative).utf8
        done = tag.restRange.upperBound
        continue
      }
      for reference in tag.references {
        let new = destination(reference)
        guard new != reference.destination else { continue }
        result += rest[done..<reference.restRange.lowerBound]
        let escaped = Self.escaped(new)
        result += (reference.isQuoted ? escaped : "\"\(escaped)\"").utf8
        done = reference.restRange.upperBound
      }
    }
    return String(decoding: result + rest[done...], as: UTF8.self)
  }

  /// What may stand between quotes of either kind.
  private static func escaped(_ value: String) -> String {
    value.map { character in
      switch character {
      case "&": "&amp;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: String(character)
      }
    }.joined()
  }
}
