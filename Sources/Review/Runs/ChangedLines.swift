// Of the lines that a change brings, which ran: code that was never executed was not tested.

import Book
import Evidence

/// The changed lines of checked code in a chapter of head, by their numbers.
package struct ChangedLines: Codable, Sendable {
  package var chapter: String
  package var ran: [Int] = []
  /// Code that was built, and that no test came to.
  package var missed: [Int] = []
  /// Code of which nothing is known: head was not built, or this fence was left out of the build.
  package var unbuilt: [Int] = []

  package var isEmpty: Bool { ran.isEmpty && missed.isEmpty && unbuilt.isEmpty }

  /// Numbers as people write them: 3–5, 9.
  package static func words(_ lines: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for line in lines {
      if let last = ranges.last, last.upperBound + 1 == line {
        ranges[ranges.count - 1] = last.lowerBound...line
      } else {
        ranges.append(line...line)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
      .joined(separator: ", ")
  }

  /// Of each chapter that has some, in the order of their paths.
  static func all(_ base: RunRevision, _ head: RunRevision) -> [ChangedLines] {
    head.book.chapters.map(\.path).sorted().compactMap { path in
      let (old, new) = (base.contents[path], head.contents[path])
      guard let new, old != new else { return nil }
      func text(_ bytes: [UInt8], _ book: Book) -> ChapterText {
        ChapterText(path, bytes, plainSwift: book.manifest.plainSwift(ofChapter: path))
      }
      let lines = ChangedLines(
        old.map { text($0, base.book) }, text(new, head.book), head.evidence)
      return lines.isEmpty ? nil : lines
    }
  }

  private init(_ old: ChapterText?, _ new: ChapterText, _ evidence: Evidence) {
    chapter = new.chapter.path
    let known = evidence.chapters[chapter] ?? ChapterEvidence()
    let reached = known.reached
    let isBuilt = evidence.state == .complete
    for stretch in Alignment.stretches(old?.lines ?? [], new.lines) where !stretch.isSame {
      for index in stretch.new {
        let line = index + 1
        guard let fence = new.chapter.fence(atLine: line), fence.role.isTangled,
          fence.line < line, line < fence.lastLine
        else { continue }
        if !isBuilt || known.uncompiled.contains(fence.line) {
          if Self.isCode(new.lines[index]) { unbuilt.append(line) }
        } else if let count = known.hits[line] ?? reached[line] {
          if count > 0 { ran.append(line) } else { missed.append(line) }
        }
      }
    }
  }

  /// Whether there is anything to build on a line.
  private static func isCode(_ line: String) -> Bool {
    let text = line.drop(while: \.isWhitespace)
    return !text.isEmpty && !text.hasPrefix("//")
  }
}
