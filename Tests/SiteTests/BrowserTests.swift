// What a reader sees of the woven book, in a real browser with scripts off.

import Foundation
import Testing

@Suite(
  .serialized, .timeLimit(.minutes(5)),
  .enabled(
    if: WovenSite.mustBeChecked || WovenSite.exists && CheckingTool.chromeDriver != nil,
    "needs a woven site (weft build) and Debian's chromium-driver"))
struct BrowserTests {
  /// The words of a chapter's paragraphs that carry no markup.
  private func plainSentences(of source: URL) throws -> [String] {
    let text = try String(contentsOf: source, encoding: .utf8)
    var sentences: [String] = []
    var isInFence = false
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isInFence.toggle() }
      let hasMarkup = line.contains { "`*_[]<>|#\\~&:\"'-".contains($0) }
      // The number of an item is drawn by the browser, and is no part of its text.
      let text = line.drop { $0.isNumber || $0 == "." || $0 == " " }
      if !isInFence, !hasMarkup, text.count > 40 { sentences.append(String(text)) }
    }
    return sentences
  }

  private func folded(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `every chapter's text and verdicts are there without scripts`() throws {
    let browser = try Browser.start()
    defer { browser.quit() }
    for chapter in try WovenSite.chapters() {
      try browser.open(WovenSite.folder.appending(path: chapter.page))
      let text = folded(try browser.visibleText())
      let sentences = try plainSentences(of: chapter.source)
      #expect(!sentences.isEmpty, "\(chapter.page)")
      for sentence in sentences {
        #expect(text.contains(folded(sentence)), "\(chapter.page): \(sentence)")
      }
      let examples = try browser.count(of: "figure.example, figure.test")
      let verdicts = try browser.count(of: "figure .test .mark")
      #expect(examples > 0 && verdicts >= examples, "\(chapter.page)")
      #expect(try browser.count(of: "figure.notRun") == 0, "\(chapter.page)")
    }
  }

  @Test(arguments: [390, 1440])
  func `no page is wider than the window`(width: Int) throws {
    let browser = try Browser.start(width: width)
    defer { browser.quit() }
    for page in try WovenSite.pages() {
      try browser.open(WovenSite.folder.appending(path: page))
      let needed = try browser.number("scrollWidth", of: "html")
      let shown = try browser.number("clientWidth", of: "html")
      #expect(needed <= shown, "\(page) at \(width)")
    }
  }

  @Test func `no page holds a script that the theme did not bring, or loads from the network`()
    throws
  {
    for page in try WovenSite.pages() {
      let html = try String(
        contentsOf: WovenSite.folder.appending(path: page), encoding: .utf8)
      #expect(!html.contains("<script"), "\(page)")
      #expect(!html.contains("src=\"http"), "\(page)")
      #expect(!html.contains("href=\"http://localhost"), "\(page)")
    }
  }
}
