// A revision with the text of its chapters, line by line, and what each line is.

package import Bindings
package import Book
package import Evidence

/// What a line of a chapter is for.
enum TextKind: String, CaseIterable {
  case prose, code, checks, values, formats, other

  fileprivate init(_ role: Role) {
    switch role {
    case .implementation: self = .code
    case .test, .support, .example, .fails, .traps: self = .checks
    case .output: self = .values
    case .schema, .tree, .layout: self = .formats
    case .illustration, .plain: self = .other
    }
  }
}

/// A chapter with its lines.
struct ChapterText: Sendable {
  let chapter: Chapter
  let lines: [String]
  /// What each line is.
  let kinds: [TextKind]
  private let bytes: [UInt8]
  private let plainSwift: Role

  init(_ path: String, _ bytes: [UInt8], plainSwift: Role = .implementation) {
    let chapter = Chapter(path: path, bytes: bytes, plainSwift: plainSwift)
    (self.chapter, self.bytes, self.plainSwift) = (chapter, bytes, plainSwift)
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0, as: UTF8.self)
    }
    var kinds = [TextKind](repeating: .prose, count: lines.count)
    for fence in chapter.fences {
      let kind = TextKind(fence.role)
      for line in fence.line...max(fence.line, fence.lastLine) where line <= kinds.count {
        let states = fence.role == .example && ValueComment(line: lines[line - 1][...]) != nil
        kinds[line - 1] = states ? .values : kind
      }
    }
    self.kinds = kinds
  }

  /// Whether it would be the same again.
  func isRead(from bytes: [UInt8], _ plainSwift: Role) -> Bool {
    self.bytes == bytes && self.plainSwift == plainSwift
  }

  /// Lines by their numbers, from 1; `nil` when there are none.
  func excerpt(_ range: ClosedRange<Int>) -> Excerpt? {
    let range = range.clamped(to: 1...max(1, lines.count))
    guard !lines.isEmpty else { return nil }
    let text = lines[(range.lowerBound - 1)..<range.upperBound].joined(separator: "\n")
    return Excerpt(path: chapter.path, firstLine: range.lowerBound, text: text)
  }

  /// A line with those below it that stand further in.
  func block(atLine line: Int, isClosed: Bool = false) -> ClosedRange<Int> {
    guard line >= 1, line <= lines.count else { return max(1, line)...max(1, line) }
    let limit = chapter.fence(atLine: line).map { $0.lastLine - 1 } ?? lines.count
    let indent = Self.indent(of: lines[line - 1])
    var last = line
    for next in stride(from: line + 1, through: min(limit, lines.count), by: 1) {
      let text = lines[next - 1]
      if text.allSatisfy(\.isWhitespace) { continue }
      let inner = Self.indent(of: text)
      let first = text.dropFirst(inner).first
      let closes = isClosed && inner == indent && (first == "}" || first == ")")
      guard inner > indent || closes else { break }
      last = next
      if closes, first == "}" { break }
    }
    return line...last
  }

  private static func indent(of line: String) -> Int { line.prefix { $0 == " " }.count }
}

/// One side of a review, with its text.
package struct RevisionText: Sendable {
  package let formats: BindingSet
  let chapters: [String: ChapterText]
  /// Where the code declares something, by its name.
  let symbols: [String: [Location]]
  /// What its tests came to; `nil` where no evidence of this code is kept.
  let verdicts: Verdicts?

  /// - Parameters:
  ///   - contents: the bytes of the chapters, by their paths.
  ///   - evidence: what is known of its code.
  ///   - known: the other revision; chapters that are the same there are not read again.
  package init(
    _ formats: BindingSet, _ book: Book, contents: [String: [UInt8]],
    evidence: Evidence = .absent, known: RevisionText? = nil
  ) {
    self.formats = formats
    verdicts = evidence.state == .absent ? nil : Verdicts(book, evidence)
    var texts: [String: ChapterText] = [:]
    var symbols: [String: [Location]] = [:]
    for outline in book.chapters {
      let (path, bytes) = (outline.path, contents[outline.path] ?? [])
      let role = book.manifest.plainSwift(ofChapter: path)
      texts[path] =
        known?.chapters[path].flatMap { $0.isRead(from: bytes, role) ? $0 : nil }
        ?? ChapterText(path, bytes, plainSwift: role)
      for symbol in outline.symbols {
        symbols[symbol.name, default: []].append(Location(file: path, line: symbol.line))
      }
    }
    self.chapters = texts
    self.symbols = symbols
  }

  /// What the tests of the fence came to in which an excerpt begins.
  func verdict(of excerpt: Excerpt?) -> Verdict? {
    guard let excerpt,
      let fence = chapters[excerpt.path]?.chapter.fence(atLine: excerpt.firstLine)
    else { return nil }
    return verdicts?.fence(atLine: fence.line, of: excerpt.path)?.verdict
  }
}
