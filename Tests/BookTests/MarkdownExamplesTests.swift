// The examples of the CommonMark and GFM specifications, which `weft test` installs: woven without
// what the book adds of its own, each is what cmark-gfm alone makes of it.

import Foundation
import Testing

@testable import Book

/// One example of a specification.
struct MarkdownExample {
  /// From 1, in the order of the specification.
  var number: Int
  var markdown: String

  /// Between lines of 32 backticks: the Markdown, a line with a dot, the HTML. `→` is a tab.
  static func all(in text: String) -> [Self] {
    let fence = String(repeating: "`", count: 32)
    var examples: [Self] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      guard line.hasPrefix("\(fence) example") else { continue }
      let markdown = lines.prefix { $0 != "." }
      lines = lines[markdown.endIndex...]
      let joined = markdown.map { $0 + "\n" }.joined().replacing("→", with: "\t")
      examples.append(Self(number: examples.count + 1, markdown: joined))
    }
    return examples
  }
}

/// Puts in place of everything what cmark-gfm would write for it.
private struct SameAsBefore: ChapterSubstitution {
  let chapter: Chapter

  func html(ofFence index: Int) -> String { fences[index] }
  func html(aroundHeading index: Int) -> (opening: String, closing: String) {
    let level = chapter.headings[index].level
    return ("<h\(level)>", "</h\(level)>")
  }
  func html(aroundRule index: Int) -> (opening: String, closing: String) {
    ("<blockquote>", "</blockquote>")
  }
  func html(aroundAlert kind: Alert) -> (opening: String, closing: String) { ("alert", "") }
  func htmlAroundTable() -> (opening: String, closing: String) { ("", "") }
  func html(ofPicture address: String, description: String, isInLink: Bool) -> String { "picture" }
  var knowsSources: Bool { true }
  func citations(in text: [UInt8]) -> [Citation] { [] }
  func html(ofCitation words: String, isCode: Bool, address: String) -> String { words }
  func html(aroundTerm anchor: String) -> (opening: String, closing: String) { ("", "") }
  func title(ofLink destination: String) -> String? { nil }
  func destination(ofLink destination: String) -> String { destination }
  func destination(ofPicture destination: String) -> String { destination }
  func html(ofRawHTML html: String, isInline: Bool) -> String { html }

  /// What cmark-gfm writes for each fence, from a document that is not woven.
  let fences: [String]

  init(_ chapter: Chapter, _ bytes: [UInt8]) {
    self.chapter = chapter
    let html = MarkdownDocument(parsing: bytes).renderHTML(allowsRawHTML: true)
    fences = html.matches(of: /(?s)<pre>?<code.*?<\/code><\/pre>/).map { String($0.output) }
  }
}

@Suite struct MarkdownExamplesTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../.build/tools/markdown").standardizedFileURL
  private static let mustRun = ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1"
  private static let areThere = ["commonmark", "gfm"].allSatisfy {
    FileManager.default.fileExists(atPath: folder.appending(path: "\($0).txt").path)
  }

  /// Examples that a chapter is not to be read like, by their numbers.
  private static let exceptions: [String: [Int: String]] = [
    "commonmark": Dictionary(
      uniqueKeysWithValues: [177, 179, 183, 308, 309].map { ($0, comment) }),
    "gfm": Dictionary(uniqueKeysWithValues: [146, 148, 152, 288, 289].map { ($0, comment) }),
  ]

  private static let comment = "a comment is for those who write, and no page has it"

  @Test(
    .enabled(if: mustRun || areThere, "'./weft test' installs the specifications"),
    arguments: [("commonmark", 652), ("gfm", 672)])
  func `every example of a specification of Markdown is woven as cmark-gfm renders it`(
    name: String, count: Int
  ) throws {
    let text = try String(
      contentsOf: Self.folder.appending(path: "\(name).txt"), encoding: .utf8)
    let examples = MarkdownExample.all(in: text)
    #expect(examples.count == count)
    let exceptions = Self.exceptions[name] ?? [:]
    var same = 0
    for example in examples {
      let bytes = Array(example.markdown.utf8)
      let (chapter, document) = Chapter.reading(path: "Spec/P/a.md", bytes: bytes)
      let woven = document.weave(
        chapter, with: SameAsBefore(chapter, bytes), allowsRawHTML: true)
      let plain = MarkdownDocument(parsing: bytes).renderHTML(allowsRawHTML: true)
      let isSame = woven.replacing("\n", with: "") == plain.replacing("\n", with: "")
      if isSame { same += 1 }
      #expect(
        isSame == (exceptions[example.number] == nil),
        "\(name) \(example.number): \(example.markdown)\n\(plain)\n\(woven)")
    }
    Attachment.record(
      "\(name): \(same) of \(examples.count) examples woven as cmark-gfm renders them\n",
      named: "\(name)-examples.txt")
  }
}

@Test func `chapters that are parsed at the same time keep what extensions read of them`() {
  let paragraph = "See www.example.org, ~~gone~~ and https://example.org/a.\n\n"
  let text = Array(String(repeating: paragraph, count: 200).utf8)
  let alone = MarkdownDocument(parsing: text).plainHTML()
  #expect(alone.contains("<del>gone</del>"))
  #expect(alone.contains("<a href=\"http://www.example.org\">"))
  let others = Array(0..<200).mapSideBySide { _ in MarkdownDocument(parsing: text).plainHTML() }
  let areAlike = others.allSatisfy { $0 == alone }
  #expect(areAlike)
}
