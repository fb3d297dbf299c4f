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
    guard isMark(1, "---") else { return FrontMatter() }
    let last = min(source.lineCount, Self.longest)
    guard let end = (2..<max(3, last + 1)).first(where: { isMark($0, "---") || isMark($0, "...") })
    else {
      if looksLikeKey(2) {
        report(
          .frontMatter, line: 1, column: 1,
          "front matter begins here and does not end within \(Self.longest) lines; close it with ---"
        )
      }
      return FrontMatter()
    }
    let text = (2..<end).map { String(decoding: source.line($0), as: UTF8.self) }
      .joined(separator: "\n")
    guard YAMLAlias.first(in: text) == nil, let node = try? Yams.compose(yaml: text),
      let mapping = node.mapping
    else { return unreadable(through: end) }
    guard isMeant(mapping, through: end) else { return FrontMatter() }
    var front = FrontMatter(lines: end)
    for (key, value) in mapping { read(key, value, into: &front) }
    return front
  }

  private mutating func read(_ key: Yams.Node, _ value: Yams.Node, into front: inout FrontMatter) {
    guard Self.keys.contains(key.string ?? "") else { return reportUnknown(key) }
    guard let text = value.string, !text.allSatisfy(\.isWhitespace) else {
      let example = key.string == "title" ? "title: Words" : "rules: since=1.0"
      let place = location(of: key)
      chapter.findings.append(
        Finding(
          .frontMatter, place,
          "'\(key.string ?? "")' says nothing here, since what follows it is no text; write it as in:"
            + " \(example)", severity: .warning))
      return
    }
    switch key.string {
    case "title": front.title = text
    case "rules": front.claim = claim(value)
    default: return
    }
  }

  /// YAML that is no mapping is text of the chapter, but where someone plainly meant keys.
  private mutating func unreadable(through end: Int) -> FrontMatter {
    let known = (2..<end).contains { line in
      String(decoding: source.line(line), as: UTF8.self)
        .prefixMatch(of: /[ {"']*(title|rules)["']?[ ]*:/) != nil
    }
    guard looksLikeKey(2) || known else { return FrontMatter() }
    report(
      .frontMatter, line: 2, column: 1,
      "this front matter is no YAML of keys and values, without anchors; put values in quotes")
    return FrontMatter(lines: end)
  }

  /// Whether keys are meant, and not a paragraph with a colon between two rules across the page, as in
  /// `Note: this is prose.`, which stands apart from them.
  private func isMeant(_ mapping: Yams.Node.Mapping, through end: Int) -> Bool {
    guard !mapping.isEmpty else { return false }
    let isApart = [2, end - 1].contains { source.line($0).allSatisfy(\.isSpace) }
    return !isApart || looksLikeKey(2)
      || mapping.keys.contains { nearMiss(of: $0.string ?? "", among: Self.keys) != nil }
  }

  private static let keys = ["title", "rules"]

  /// Whether a line has three characters alone.
  private func isMark(_ line: Int, _ mark: String) -> Bool {
    let text = source.line(line)
    return text.starts(with: mark.utf8)
      && text.dropFirst(3).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  private func looksLikeKey(_ line: Int) -> Bool {
    String(decoding: source.line(line), as: UTF8.self).prefixMatch(of: /[A-Za-z][\w\-]*:/) != nil
  }

  private func location(of key: Yams.Node) -> Location {
    Location(
      file: path, line: (key.mark?.line ?? 1) + 1, column: max(1, key.mark?.column ?? 1))
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
      for: word, among: Self.keys, otherwise: "the keys are 'title' and 'rules'")
    let place = location(of: key)
    let isWritten = source.line(place.line).dropFirst(place.column - 1).starts(with: word.utf8)
    chapter.findings.append(
      Finding(
        .frontMatter, place, "weft makes nothing of '\(word)' in front matter" + end,
        severity: .warning, edits: end.edits(of: word, at: isWritten ? place : nil)))
  }
}
