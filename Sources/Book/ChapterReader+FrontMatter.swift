// Front matter: what some writers put before a chapter, for machines and not for readers.
//
//     ---
//     title: Physical ranges
//     rules: since=6.12                          # for which releases they hold that do not say it
//     ---

import Yams

extension ChapterReader {
  /// What stands before the text, and how many lines it takes.
  struct FrontMatter {
    var title: String?
    var claim: ReleaseClaim?
    var lines = 0
  }

  private static let longest = 100

  /// Reads front matter, if the chapter begins with it; a rule across the page is none.
  mutating func readFrontMatter() -> FrontMatter {
    guard isFrontMatterFence(1), looksLikeKey(2) else { return FrontMatter() }
    let last = min(source.lineCount, Self.longest)
    guard let end = (2..<max(3, last + 1)).first(where: isFrontMatterFence) else {
      report(
        .frontMatter, line: 1, column: 1,
        "front matter begins here and does not end within \(Self.longest) lines; close it with ---")
      return FrontMatter()
    }
    let text = (2..<end).map { String(decoding: source.line($0), as: UTF8.self) }
      .joined(separator: "\n")
    guard YAMLAlias.first(in: text) == nil, let mapping = try? Yams.compose(yaml: text)?.mapping
    else {
      report(
        .frontMatter, line: 2, column: 1,
        "this front matter is no YAML of keys and values, without anchors; put values in quotes")
      return FrontMatter(lines: end)
    }
    var front = FrontMatter(lines: end)
    for (key, value) in mapping {
      switch key.string {
      case "title": front.title = value.string.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
      case "rules": front.claim = claim(value)
      default: reportUnknown(key)
      }
    }
    return front
  }

  private func isFrontMatterFence(_ line: Int) -> Bool {
    let text = source.line(line)
    return text.starts(with: "---".utf8)
      && text.dropFirst(3).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  private func looksLikeKey(_ line: Int) -> Bool {
    String(decoding: source.line(line), as: UTF8.self).prefixMatch(of: /[A-Za-z][\w\-]*:/) != nil
  }

  private mutating func claim(_ value: Yams.Node) -> ReleaseClaim {
    let text = value.string ?? ""
    let line = (value.mark?.line ?? 1) + 1
    return claim(
      AttributeWord.words(of: text), in: source.offsets(ofLines: line, through: line))
  }

  private mutating func reportUnknown(_ key: Yams.Node) {
    let word = key.string ?? ""
    let end = suggestion(
      for: word, among: ["title", "rules"], otherwise: "the keys are 'title' and 'rules'")
    let place = Location(
      file: path, line: (key.mark?.line ?? 1) + 1, column: max(1, key.mark?.column ?? 1))
    let isWritten = source.line(place.line).dropFirst(place.column - 1).starts(with: word.utf8)
    chapter.findings.append(
      Finding(
        .frontMatter, place, "weft makes nothing of '\(word)' in front matter" + end,
        severity: .warning, edits: end.edits(of: word, at: isWritten ? place : nil)))
  }
}
