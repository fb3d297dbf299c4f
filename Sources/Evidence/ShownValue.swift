// Real values of examples whose `// → value` was wrong. The module ExampleValues records them as
// attachments named after their line.

extension Attachment {
  /// What ExampleValues calls the attachment of a line.
  package static func shownValueName(line: Int) -> String { "shown-value-\(line).txt" }

  /// The line whose real value this is; `nil` for any other attachment.
  package var shownValueLine: Int? {
    guard name.hasPrefix("shown-value-"), name.hasSuffix(".txt") else { return nil }
    return Int(name.dropFirst("shown-value-".count).dropLast(".txt".count))
  }
}

extension ChapterEvidence {
  /// The real values of examples that state another, by line; of several, the first.
  package var shownValues: [Int: String] {
    var values: [Int: String] = [:]
    for attachment in tests.flatMap(\.attachments) {
      guard let line = attachment.shownValueLine, let bytes = attachment.bytes else { continue }
      if values[line] == nil { values[line] = String(decoding: bytes, as: UTF8.self) }
    }
    return values
  }
}
