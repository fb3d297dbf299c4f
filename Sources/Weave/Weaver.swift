// Weaving: book, evidence and theme become pages. Pure, one chapter at a time; the pages of two
// chapters may be woven side by side.

package import Book
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
    page(chapter(path, bytes), Digest(of: bytes))
  }

  /// The page of a chapter, its source and what scripts read of it, from its bytes.
  ///
  /// - Parameter content: the digest of the bytes.
  package func files(
    ofChapter path: String, bytes: [UInt8], content: Digest
  ) -> [SiteFile] {
    let read = chapter(path, bytes)
    let prose = read.document.prose(of: read.chapter)
    let declared = context.outline(path)?.symbols ?? []
    return [
      SearchFiles.text(of: prose, chapter: path),
      SearchFiles.symbols(of: read.chapter, known: declared), source(path, bytes),
      page(read, content),
    ]
  }

  /// The page of a chapter and its source alone, from its bytes.
  ///
  /// - Parameter content: the digest of the bytes.
  package func plainFiles(
    ofChapter path: String, bytes: [UInt8], content: Digest
  ) -> [SiteFile] {
    [source(path, bytes), page(chapter(path, bytes), content)]
  }

  /// Programs read a chapter as its author wrote it.
  private func source(_ path: String, _ bytes: [UInt8]) -> SiteFile {
    SiteFile(
      path: SitePaths.source(ofChapter: path), text: String(decoding: bytes, as: UTF8.self))
  }

  private typealias ReadChapter = (chapter: Chapter, document: MarkdownDocument)

  private func chapter(_ path: String, _ bytes: [UInt8]) -> ReadChapter {
    Chapter.reading(
      path: path, bytes: bytes,
      plainSwift: context.book.manifest.plainSwift(ofChapter: path))
  }

  private func page(_ read: ReadChapter, _ text: Digest) -> SiteFile {
    let chapter = read.chapter
    let description = read.document.firstParagraph
    let path = chapter.path
    let contents = contents(of: chapter)
    let head = ChapterHead(path: path, context: context)
    let moved = MovedPlaces(
      entries: context.moved[path] ?? [], page: head.page, context: context
    ).html()
    let content = PageContent(
      path: head.page, title: head.title(), kind: "chapter", place: head.place(),
      description: description, source: SitePaths.source(ofChapter: path), arrows: head.arrows(),
      bookNavigation: BookNavigation(context: context, page: head.page, present: path).html(),
      pageNavigation: contents.list(),
      body: body(read, belowTitle: head.summary() + contents.fold()) + moved,
      turn: head.turn(), footer: head.edit(text))
    return theme.page(content, context)
  }

  private func contents(of chapter: Chapter) -> PageNavigation {
    let known = context.evidence.chapters[chapter.path] ?? ChapterEvidence()
    return PageNavigation(chapter: chapter, evidence: known, context: context)
  }

  /// The text of a chapter with its verdicts, from its bytes.
  func body(ofChapter path: String, bytes: [UInt8]) -> HTML {
    body(chapter(path, bytes), belowTitle: ChapterHead(path: path, context: context).summary())
  }

  private func body(_ read: ReadChapter, belowTitle: HTML) -> HTML {
    let (chapter, document) = read
    let known = context.evidence.chapters[chapter.path] ?? ChapterEvidence()
    let belowTitle = belowTitle + strayMessages(chapter, known)
    let weaver = ChapterWeaver(chapter, known, context, belowTitle: belowTitle, tokens: lex)
    let html = document.weave(
      chapter, with: weaver, allowsRawHTML: context.book.manifest.allowsRawHTML)
    return (weaver.titleIndex == nil ? belowTitle : "") + HTML(trusted: html)
  }

  /// A page from its content.
  func page(_ content: PageContent) -> SiteFile { theme.page(content, context) }

  /// A file that is about the whole book.
  package func file(_ page: BookPage) -> SiteFile {
    switch page.content {
    case .home: theme.page(HomePage(context: context).content(), context)
    case .rules: theme.page(RulesPage(context: context).content(), context)
    case .rulesJSON: RulesExport.file(context)
    case .moved(let path):
      theme.page(MovedPage(path: path, context: context).content(), context)
    case .sitemap: Sitemap.file(context)
    case .forms: theme.page(FormsPage(context: context).content(), context)
    case .checks: theme.page(ChecksPage(context: context).content(), context)
    case .termsJSON: TermsExport.file(context)
    case .indexJSON: IndexExport.file(context)
    case .search: SearchFiles(context: context).contents()
    case .names(let number): SearchFiles(context: context).names(number)
    case .index(let listing, let number):
      theme.page(
        IndexPage(listing: listing, number: number, context: context).content(), context)
    }
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
}
