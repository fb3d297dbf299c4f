// Writing real values back into a chapter: `// → wrong` becomes `// → right`, and no other byte
// changes.

extension ValueComment {
  /// The chapter's text with the values of some lines replaced.
  ///
  /// Lines that stand in no example, or have no value comment, stay as they are, and so does a known gap,
  /// which states what is to be.
  package static func accepting(_ values: [Int: String], in bytes: [UInt8], path: String) -> [UInt8]
  {
    let chapter = Chapter(path: path, bytes: bytes)
    let examples = chapter.fences.filter { $0.role == .example && $0.gap == nil }
    var accepted: [UInt8] = []
    accepted.reserveCapacity(bytes.count)
    var number = 0
    var rest = bytes[...]
    while !rest.isEmpty {
      number += 1
      let content = rest.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
      rest = rest[content.endIndex...]
      let ending = rest.starts(with: [0x0D, 0x0A]) ? rest.prefix(2) : rest.prefix(1)
      rest = rest[ending.endIndex...]
      if let value = values[number],
        examples.contains(where: { $0.line < number && number <= $0.lastLine }),
        let line = accepting(value, inLine: content)
      {
        accepted += line
      } else {
        accepted += content
      }
      accepted += ending
    }
    return accepted
  }

  private static func accepting(_ value: String, inLine bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let line = String(decoding: bytes, as: UTF8.self)[...]
    guard Array(line.utf8).elementsEqual(bytes), let comment = ValueComment(line: line),
      !value.contains(where: \.isNewline)
    else { return nil }
    // All up to the arrow, however it is spaced.
    let before = line[..<comment.value.startIndex].utf8
    let arrow = before.reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    return Array(arrow.reversed()) + Array((value.isEmpty ? "" : " " + value).utf8)
  }
}
