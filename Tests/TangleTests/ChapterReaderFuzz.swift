// The chapter reader and the tangle take anything: random and mutated Markdown, from a fixed seed.
//
//     WEFT_FUZZ_COUNT=1000000 swift test -c release -Xswiftc -enable-testing --filter ChapterReaderFuzz

import Foundation
import Testing
import Trials

@testable import Book
@testable import Tangle

/// Pieces of text that mean something to Markdown or to the book.
private let pieces: [[UInt8]] =
  [
    "```", "````", "~~~", "```swift", "```swift test\n", "```swift example rule=a.b\n",
    "swift", " example", "swift fails \"x\"", "\"", "=", "binding=a", "rule=", "\n", "\n\n", "\r\n",
    "\r", "\t", " ", "    ", "> ", ">", "- ", "1. ", "* ", "# ", "## A", "===\n", "---\n",
    "**a.b** ",
    "**", "(unproved: x)", "(unproved:", ")", "[a](b.md)", "[a](#b)", "[a]: b\n", "[^1]",
    "[^1]: a\n",
    "[^1]:\n    ", "![", "](", "<div>\n", "<!--", "-->", "`", "``", "|a|b|\n|-|-|\n", "| ", "~~",
    "\\",
    "&amp;", "<b>", "http://a.b", "a@b.c", "- [ ] ", "x", "é", "🧪", "\u{2028}", "\0", "\u{FEFF}",
    "let a = 1\n", "x // → 1\n", "x // → throws a\n", "/*", "*/", "\"\"\"\n",
  ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x86], [0xED, 0xA0, 0x80]]

private func randomMarkdown(_ random: inout SeededGenerator) -> [UInt8] {
  var bytes: [UInt8] = Bool.random(using: &random) ? Array("# T\n\n\n".utf8) : []
  for _ in 0..<Int.random(in: 0...40, using: &random) {
    bytes += pieces[Int.random(in: 0..<pieces.count, using: &random)]
  }
  return bytes
}

/// Cuts, doubles, swaps and overwrites parts of a text.
private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
  for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
    let start = Int.random(in: 0..<bytes.count, using: &random)
    let end = Int.random(in: start...min(bytes.count, start + 20), using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
    case 2: bytes[start] = UInt8.random(in: 0...255, using: &random)
    default:
      bytes.insert(
        contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &random)], at: start)
    }
  }
}

/// The lines of a text, split as CommonMark does, independently of the reader.
private func lines(of bytes: [UInt8]) -> [String] {
  // Markdown shows a zero byte as a replacement character.
  var text = String(decoding: bytes, as: UTF8.self).replacing("\0", with: "\u{FFFD}")
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { text.unicodeScalars.removeFirst() }
  var lines = text.split(omittingEmptySubsequences: false) {
    $0 == "\n" || $0 == "\r\n" || $0 == "\r"
  }
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines.map(String.init)
}

/// What is wrong with how a chapter was read; `nil` when all that always holds does.
private func flaw(in chapter: Chapter, of bytes: [UInt8]) -> String? {
  let source = lines(of: bytes)
  guard source.count == chapter.lineCount else { return "\(chapter.lineCount) lines" }
  var last = 0
  for fence in chapter.fences {
    guard fence.line > last, fence.lastLine <= chapter.lineCount else {
      return "fence at \(fence.line)"
    }
    last = max(fence.lastLine, fence.line)
    if let flaw = flaw(in: fence, of: source) { return "\(flaw) at \(fence.line)" }
  }
  return flaw(inPlacesOf: chapter) ?? flaw(inTangleOf: chapter)
}

private func flaw(in fence: Fence, of source: [String]) -> String? {
  let code = fence.code.split(separator: "\n", omittingEmptySubsequences: false)
  guard code.last?.isEmpty == true else { return "code without an end" }
  let isFenced = fence.firstCodeLine == fence.line + 1
  if fence.role.isTangled, !isFenced { return "tangled, but not fenced" }
  let end = fence.firstCodeLine + code.count - 1 + (isFenced && fence.isClosed ? 1 : 0)
  guard end - 1 == fence.lastLine else { return "ends at \(fence.lastLine)" }
  for (index, line) in code.dropLast().enumerated() {
    // A tab may stand partly in the prefix of a list, and is then read as spaces.
    let text = line.unicodeScalars.drop { $0 == " " || $0 == "\t" }
    guard
      source[fence.firstCodeLine - 1 + index].unicodeScalars.reversed()
        .starts(with: text.reversed())
    else { return "line \(index)" }
  }
  return nil
}

private func flaw(inPlacesOf chapter: Chapter) -> String? {
  let lines = 1...max(1, chapter.lineCount)
  let places =
    chapter.findings.map(\.location) + chapter.links.map(\.location) + chapter.rules.map(\.location)
  if let wrong = places.first(where: { !lines.contains($0.line) || $0.column < 1 }) {
    return "place \(wrong)"
  }
  if let wrong = chapter.headings.first(where: { !lines.contains($0.line) }) {
    return "heading at \(wrong.line)"
  }
  if Set(chapter.headings.map(\.slug)).count != chapter.headings.count { return "equal anchors" }
  return chapter.findings == chapter.findings.sorted() ? nil : "findings out of order"
}

private func flaw(inTangleOf chapter: Chapter) -> String? {
  let tangled = Tangled(chapter, imports: .init(implementation: ["A"], tests: ["B"]))
  for text in [tangled.implementation, tangled.tests]
  where text.utf8.count(where: { $0 == 0x0A }) != chapter.lineCount {
    return "lines of the tangled file"
  }
  return nil
}

@Suite struct ChapterReaderFuzz {
  static let count = asked("WEFT_FUZZ_COUNT", usually: 5000)

  @Test func `any bytes are read into a chapter whose lines hold`() {
    let seed: UInt64 = 2026
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    for number in 0..<Self.count {
      // Every other input is the one before, mutated.
      if number % 2 == 0 { bytes = randomMarkdown(&random) }
      mutate(&bytes, &random)
      let chapter = Chapter(path: "Spec/P/a.md", bytes: bytes)
      if let flaw = flaw(in: chapter, of: bytes) {
        Issue.record(
          "seed \(seed), input \(number): \(flaw) in \(String(decoding: bytes, as: UTF8.self).debugDescription)"
        )
        return
      }
    }
  }
}
