// Front matter: what some writers put before a chapter, for machines and not for readers.
//
//     ---
//     title: Physical ranges
//     ---

import Yams

extension ChapterReader {
  /// What stands before the text, and how many lines it takes.
  struct FrontMatter {
    var title: String?
    var lines = 0
  }

  private static let longest = 100

  /// Reads front matter, if the chapter begins with it; a rule across the page is none.
  mutating func readFrontMatter() -> FrontMatter {
    let fence = Array("---".utf8)
    guard Array(source.line(1)) == fence,
      let end = (2..<max(3, min(source.lineCount, Self.longest) + 1)).first(where: {
        Array(source.line($0)) == fence
      }), end > 2
    else { return FrontMatter() }
    let text = (2..<end).map { String(decoding: source.line($0), as: UTF8.self) }
    // Anchors could stand for more than all memory holds.
    guard !text.contains(where: { $0.contains("&") || $0.contains("*") }),
      let mapping = try? Yams.compose(yaml: text.joined(separator: "\n"))?.mapping
    else { return FrontMatter() }
    var front = FrontMatter(title: nil, lines: end)
    for (key, value) in mapping {
      if key.string == "title" {
        front.title = value.string.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
      } else {
        reportUnknown(key)
      }
    }
    return front
  }

  private mutating func reportUnknown(_ key: Yams.Node) {
    let word = key.string ?? ""
    let end = suggestion(for: word, among: ["title"], otherwise: "the only key is 'title'")
    chapter.findings.append(
      Finding(
        .frontMatter,
        Location(
          file: path, line: (key.mark?.line ?? 1) + 1, column: max(1, key.mark?.column ?? 1)),
        "weft makes nothing of '\(word)' in front matter" + end, severity: .warning))
  }
}
