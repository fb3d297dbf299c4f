// From Markdown to a chapter. Never fails: whatever is wrong becomes a finding.

extension Chapter {
  /// Reads a chapter from its bytes.
  ///
  /// - Parameters:
  ///   - path: from the package's root; it stands in all locations.
  ///   - plainSwift: the role of a Swift fence that names none.
  package init(path: String, bytes: [UInt8], plainSwift: Role = .implementation) {
    self = ChapterReader(path: path, bytes: bytes, plainSwift: plainSwift).read().chapter
  }

  /// Reads a chapter and keeps its document, for weaving.
  package static func reading(
    path: String, bytes: [UInt8], plainSwift: Role = .implementation
  ) -> (chapter: Chapter, document: MarkdownDocument) {
    ChapterReader(path: path, bytes: bytes, plainSwift: plainSwift).read()
  }
}

/// One pass over one document's nodes.
struct ChapterReader {
  let path: String
  let source: SourceText
  let plainSwift: Role
  var chapter: Chapter
  private var slugs = SlugMaker()
  /// Lines on which a block of code begins.
  private(set) var codeStarts: Set<Int> = []
  var links = LinkPlaces()
  /// The references that are written in the block that is being read.
  var written = WrittenReferences()
  /// Fences that prove nothing unless what they print is stated.
  var emptyProofs: [Finding] = []
  /// The sentences that define terms, in the block that is being read.
  var definitions: [Node: String] = [:]
  /// What rules that claim no releases of their own claim.
  var chapterClaim: ReleaseClaim?
  /// The bold beginnings of rules, each with the id that is all that readers see of it.
  var shortened: [(bold: Node, id: String)] = []
  var balance = HTMLBalance()
  /// The ids of the author's own HTML.
  var ids: [(id: String, location: Location)] = []
  /// The block that is being read.
  private(set) var block: Node?

  init(path: String, bytes: [UInt8], plainSwift: Role) {
    self.path = path
    self.plainSwift = plainSwift
    source = SourceText(bytes)
    chapter = Chapter(
      path: path, title: Chapter.stem(of: path), headings: [], fences: [], rules: [], links: [],
      lineCount: source.lineCount, findings: [])
  }

  consuming func read() -> (chapter: Chapter, document: MarkdownDocument) {
    checkPath()
    let front = readFrontMatter()
    chapterClaim = front.claim
    let document = MarkdownDocument(
      parsing: isReadable() ? source.bytes(withoutLines: front.lines) : [])
    let nodes = document.root.descendants()
    codeStarts = Set(nodes.lazy.filter { $0.kind == .codeBlock }.map(\.line))
    let inFootnotes = checkFootnotes(nodes)
    for node in nodes { read(node, isInFootnote: inFootnotes.contains(node)) }
    let first = chapter.headings.first { $0.level == 1 }?.text ?? ""
    if !first.allSatisfy(\.isWhitespace) { chapter.title = first }
    if let title = front.title { chapter.title = title }
    nameExamples()
    checkEmptyProofs()
    chapter.htmlFindings = (chapter.htmlFindings + balance.all() + repeatedIDs()).sorted()
    chapter.findings.sort()
    for (bold, id) in shortened { document.shorten(bold, to: id) }
    return (chapter, document)
  }

  /// A footnote is shown at the end of the page, so nothing but prose is read from it.
  private mutating func read(_ node: Node, isInFootnote: Bool) {
    if node.isBlock {
      block = node
      links.enter(source.offsets(ofLines: node.line, through: node.lastLine))
    }
    if node.isBlock, node.firstChild?.isBlock == false {
      let inlines = node.descendants()
      checkReferences(in: node, inlines)
      findDefinitions(in: inlines)
    }
    switch node.kind {
    case .link, .image: readLink(node)
    case .htmlBlock, .htmlInline: readHTML(node)
    case .paragraph: checkHiddenFence(node)
    case .codeBlock where isInFootnote: checkFenceInFootnote(node)
    case .heading where !isInFootnote: readHeading(node)
    case .codeBlock: readFence(node)
    case .blockQuote where !isInFootnote: readRules(node)
    default: return
    }
  }

  /// The place of an offset; without one, roughly where a node stands.
  func location(_ offset: Int?, of node: Node) -> Location {
    // cmark-gfm counts the lines of inline parts wrongly after a link reference or a long link.
    let line = min(max(1, node.line), max(1, source.lineCount))
    let place = offset.map(source.place) ?? (line: line, column: max(1, node.column))
    return Location(file: path, line: place.line, column: place.column)
  }

  /// Names are made of headings and of the title, so they come last.
  private mutating func nameExamples() {
    var names = TestName.Maker(chapter)
    for index in chapter.fences.indices where chapter.fences[index].role.isBody {
      chapter.fences[index].testName = names.next(for: chapter.fences[index])
    }
  }

  private mutating func readHeading(_ node: Node) {
    let text = node.plainText
    chapter.headings.append(
      Heading(
        level: node.headingLevel, text: text, slug: slugs.slug(for: text), line: node.line))
  }

  private mutating func readLink(_ node: Node) {
    let destination = node.destination
    let offset =
      Link.isExternal(destination) ? nil : links.offset(ofDestination: destination, in: source)
    if let term = node.definedTerm { return readTerm(term, node, at: location(offset, of: node)) }
    chapter.links.append(
      Link(
        destination: destination, location: location(offset, of: node),
        kind: node.kind == .image ? .picture : .link,
        isVerbatim: offset.map(source.isDestination(at:)) ?? false))
  }

  mutating func report(_ kind: Finding.Kind, line: Int, column: Int, _ message: String) {
    chapter.findings.append(
      Finding(kind, Location(file: path, line: line, column: column), message))
  }
}
