// What is wrong with a chapter's file as a whole, before and beside its structure.

extension ChapterReader {
  /// A chapter's path stands in a Swift string and in the names of generated files.
  mutating func checkPath() {
    let isPlain = path.unicodeScalars.allSatisfy { scalar in
      scalar != "\"" && scalar != "\\" && scalar.properties.generalCategory != .control
    }
    if !isPlain {
      report(
        .chapterName, line: 1, column: 1,
        "a chapter's path has no quotes, backslashes and control characters; rename it")
    }
  }

  /// Reports bytes that are no text, and text that would take Markdown's parser minutes; only the
  /// latter must not be parsed.
  mutating func isReadable() -> Bool {
    if let place = source.firstInvalidUTF8() {
      report(
        .invalidUTF8, line: place.line, column: place.column,
        "this byte is not UTF-8; save the chapter as UTF-8")
    }
    if let nul = source.bytes.firstIndex(of: 0) {
      let place = source.place(of: nul)
      report(
        .nulByte, line: place.line, column: place.column,
        "this byte is zero and no text; remove it, or save the chapter as UTF-8")
    }
    guard let (line, reason) = MarkdownLimit.exceeded(in: source) else { return true }
    report(.markdownLimit, line: line, column: 1, reason)
    return false
  }
}
