// Weaving: book, evidence and theme become pages. Pure, one chapter at a time; the pages of two
// chapters may be woven side by side.

import Book
import Evidence
package import Lexer

/// Makes the pages of one site.
package struct Weaver: Sendable {
  package let context: WeaveContext
  private let theme: Theme
  private let lex: @Sendable (String) -> [Token]

  /// - Parameter lex: the tokens of Swift code; none leaves code uncoloured.
  package init(
    _ context: WeaveContext, theme: Theme, lex: @escaping @Sendable (String) -> [Token]
  ) {
    self.context = context
    self.theme = theme
    self.lex = lex
  }

  /// The page of a chapter, from its bytes.
  package func page(ofChapter path: String, bytes: [UInt8]) -> SiteFile {
    let (chapter, document) = Chapter.reading(
      path: path, bytes: bytes,
      plainSwift: context.book.manifest.plainSwift(ofChapter: path))
    let known = context.evidence.chapters[path] ?? ChapterEvidence()
    let weaver = ChapterWeaver(chapter, known, context, tokens: lex)
    let body = document.weave(
      chapter, with: weaver, allowsRawHTML: context.book.manifest.allowsRawHTML)
    let navigation = Navigation(context: context)
    let page = weaver.page
    let content = PageContent(
      path: page, title: HTML(escaping: chapter.title), kind: "chapter",
      bookNavigation: navigation.book(page: page, present: path),
      pageNavigation: navigation.page(chapter, known),
      body: summary(path) + strayMessages(chapter, known) + HTML(trusted: body),
      footer: footer(path, page))
    return theme.page(content, context)
  }

  /// A file that is about the whole book, by its path: one of the context's `bookPaths`.
  ///
  /// - Throws: when the rules cannot be encoded.
  package func bookPage(_ path: String) throws -> SiteFile {
    switch path {
    case SitePaths.rulesJSON: try RulesExport(context).file()
    case SitePaths.rules: theme.page(RulesPage(context: context).content(), context)
    case SitePaths.checks: theme.page(ChecksPage(context: context).content(), context)
    default: theme.page(HomePage(context: context).content(), context)
    }
  }

  /// One line above the text: how this chapter stands.
  private func summary(_ path: String) -> HTML {
    let tally = context.tally(path)
    guard !tally.isEmpty else { return "" }
    var parts: [HTML] = []
    if tally.tests > 0 { parts.append("\(tally.passed) of \(tally.tests) tests passed") }
    if tally.rules > 0 {
      let unproved: HTML =
        tally.rulesUnproved > 0 ? ", \(tally.rulesUnproved) unproved with a reason" : ""
      parts.append("\(tally.rulesProved) of \(tally.rules) rules proved\(unproved)")
    }
    if let coverage = tally.coverage {
      parts.append("\(Mark.percent(coverage)) of its lines run")
    }
    if tally.compileErrors > 0 { parts.append("\(tally.compileErrors) compile errors") }
    return """
      <p class="summary \(tally.verdict.rawValue)">\(Mark.html(tally.verdict)) \
      \(parts.joined(separator: " · "))</p>
      """
  }

  /// Messages of the compiler at lines outside all fences.
  private func strayMessages(_ chapter: Chapter, _ known: ChapterEvidence) -> HTML {
    let stray = known.diagnostics.filter { chapter.fence(atLine: $0.line) == nil }
    guard !stray.isEmpty else { return "" }
    let items = stray.map { diagnostic -> HTML in
      "<li>Line \(diagnostic.line): \(diagnostic.severity.rawValue): \(diagnostic.message)</li>"
    }
    return "<ul class=\"stray\">\(items.joined())</ul>"
  }

  private func footer(_ path: String, _ page: String) -> HTML {
    var html: HTML = "<nav class=\"turn\" aria-label=\"Neighbouring chapters\">"
    if let place = context.places[path] {
      if place > 0 { html += turn("prev", "Previous: ", place - 1, page) }
      if place + 1 < context.order.count { html += turn("next", "Next: ", place + 1, page) }
    }
    html += "</nav>"
    let manifest = context.book.manifest
    if let repository = manifest.repository {
      let place = path.split(separator: "/").map { SitePaths.encoded(String($0)) }
      let address = "\(repository)/edit/\(manifest.branch)/\(place.joined(separator: "/"))"
      html += "<p><a href=\"\(address)\">Edit this chapter</a></p>"
    }
    return html
  }

  private func turn(_ relation: HTML, _ word: HTML, _ place: Int, _ page: String) -> HTML {
    let chapter = context.order[place].chapter
    let path = SitePaths.relative(context.page(ofChapter: chapter.path), from: page)
    return "<a rel=\"\(relation)\" href=\"\(path)\">\(word)\(chapter.title)</a>"
  }
}
