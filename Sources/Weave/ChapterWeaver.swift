// One chapter's own parts as HTML: fences with their verdicts, headings, rules, links.

import Book
import Evidence
import Lexer

/// What stands in place of a chapter's fences, headings, rules and links.
struct ChapterWeaver: ChapterSubstitution {
  let chapter: Chapter
  let evidence: ChapterEvidence
  let context: WeaveContext
  /// What stands between the title and the text.
  let belowTitle: HTML
  /// Tokens of each fence, by its index.
  let tokens: [[Token]]
  /// For each fence, the number of the first figure that its tests drew.
  private let firstFigures: [Int]
  private let names: NameLinks

  init(
    _ chapter: Chapter, _ evidence: ChapterEvidence, _ context: WeaveContext, belowTitle: HTML,
    tokens lex: (String) -> [Token]
  ) {
    self.chapter = chapter
    self.evidence = evidence
    self.context = context
    self.belowTitle = belowTitle
    tokens = Self.tokens(of: chapter, lex)
    names = NameLinks(evidence, path: chapter.path, context)
    var figure = 1
    firstFigures = chapter.fences.map { fence in
      let known = context.verdicts.fence(atLine: fence.line, of: chapter.path)
      defer { figure += (known?.tests ?? []).reduce(0) { $0 + $1.result.figureCount } }
      return figure
    }
  }

  var page: String { SitePaths.page(ofChapter: chapter.path) }

  /// The heading that is the chapter's title; `nil` when none is.
  var titleIndex: Int? { chapter.headings.firstIndex { $0.level == 1 } }

  func html(aroundHeading index: Int) -> (opening: String, closing: String) {
    let heading = chapter.headings[index]
    let opening: HTML = "<h\(heading.level) id=\"\(heading.slug)\">"
    let closing: HTML = """
       <a class="anchor" href="#\(heading.slug)" aria-label="Link to this heading">#</a>\
      </h\(heading.level)>\(index == titleIndex ? belowTitle : "")
      """
    return (opening.text, closing.text)
  }

  func html(aroundRule index: Int) -> (opening: String, closing: String) {
    let rule = chapter.rules[index]
    let status = context.verdicts.status(ofRule: rule.id)
    let standing = status?.standing ?? .unknown
    let opening: HTML = "<blockquote class=\"rule \(standing.rawValue)\" id=\"\(rule.anchor)\">"
    let closing: HTML = """
      <p class="standing">\(ReleaseBadge.html(rule, context))\(RuleStanding.html(rule, status, from: page, context)) \
      <a class="anchor" href="#\(rule.anchor)" aria-label="Link to this rule">#</a></p></blockquote>
      """
    return (opening.text, closing.text)
  }

  func html(aroundAlert kind: Alert) -> (opening: String, closing: String) {
    let title = kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
    let opening: HTML = """
      <div class="alert alert-\(kind.rawValue)" role="note"><p class="alert-title">\(title)</p>
      """
    return (opening.text, "</div>")
  }

  /// A table that is wider than the window scrolls in a frame of its own, by keyboard too.
  func htmlAroundTable() -> (opening: String, closing: String) {
    ("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">", "</div>")
  }

  func html(ofPicture address: String, description: String, isInLink: Bool) -> String {
    let text = description.allSatisfy(\.isWhitespace) ? address : description
    return isInLink
      ? ("\(text)" as HTML).text
      : ("<a class=\"picture\" href=\"\(address)\">\(text)</a>" as HTML).text
  }

  var knowsSources: Bool { !context.book.manifest.sources.isEmpty }

  func citations(in text: [UInt8]) -> [Citation] {
    context.book.manifest.sources.citations(in: text)
  }

  func html(ofCitation words: String, isCode: Bool, address: String) -> String {
    let text: HTML = isCode ? "<code>\(words)</code>" : "\(words)"
    return ("<a href=\"\(address)\">\(text)</a>" as HTML).text
  }

  func html(aroundTerm anchor: String) -> (opening: String, closing: String) {
    let opening: HTML = "<dfn id=\"\(anchor)\">"
    return (opening.text, "</dfn>")
  }

  /// Of a term, the sentence that defines it.
  func title(ofLink destination: String) -> String? {
    guard !Link.isExternal(destination) else { return nil }
    return context.term(LinkTarget(destination, from: chapter.path))?.definition
  }

  func destination(ofLink destination: String) -> String {
    guard !Link.isExternal(destination) else { return destination }
    let target = LinkTarget(destination, from: chapter.path)
    let place = context.places[target.path]
    guard let path = place == nil ? context.firstChapters[target.path]?.path : target.path else {
      return self.destination(ofPicture: destination)
    }
    let anchor = target.anchor.map { "#" + spelt($0, in: path) } ?? ""
    if path == chapter.path { return anchor.isEmpty ? "#Content" : anchor }
    return LinkTarget.relative(context.page(ofChapter: path), from: page) + anchor
  }

  /// An anchor as the chapter has it: Swift takes é for é however it is composed; a browser and a disk do
  /// not.
  private func spelt(_ anchor: String, in path: String) -> String {
    guard !anchor.utf8.allSatisfy({ $0 < 0x80 }), let outline = context.outline(path) else {
      return anchor
    }
    return (outline.anchors + outline.htmlAnchors).first { $0 == anchor } ?? anchor
  }

  func destination(ofPicture destination: String) -> String {
    let path = LinkTarget(destination, from: chapter.path).path
    guard let index = context.book.pictures.index(forKey: path) else { return destination }
    let place = SitePaths.place(ofPicture: context.book.pictures.keys[index])
    return LinkTarget.relative(place, from: page)
  }

  func html(ofRawHTML html: String, isInline: Bool) -> String {
    isInline ? HTML(escaping: html).text : ("<p class=\"raw\">\(html)</p>" as HTML).text
  }

  func html(ofFence index: Int) -> String {
    FenceWeaver(
      fence: chapter.fences[index], index: index, tokens: tokens[index], chapter: chapter,
      evidence: evidence, page: page, context: context, firstFigure: firstFigures[index],
      names: names
    ).html().text
  }

  /// Lexes the tangled code of a chapter in one request, since a request costs more than a fence.
  private static func tokens(of chapter: Chapter, _ lex: (String) -> [Token]) -> [[Token]] {
    var tokens = Array(repeating: [Token](), count: chapter.fences.count)
    var joined = ""
    var places: [(fence: Int, range: Range<Int>)] = []
    for (index, fence) in chapter.fences.enumerated() where fence.language == "swift" {
      guard fence.role.isTangled else {
        // Unfinished code must not colour what follows it.
        tokens[index] = lex(fence.code)
        continue
      }
      let start = joined.utf8.count
      joined += fence.code
      places.append((index, start..<joined.utf8.count))
    }
    var rest = places.isEmpty ? [] : lex(joined)[...]
    for place in places {
      while let token = rest.first, token.range.lowerBound < place.range.upperBound {
        rest.removeFirst()
        let start = token.range.lowerBound - place.range.lowerBound
        let end = min(token.range.upperBound, place.range.upperBound) - place.range.lowerBound
        tokens[place.fence].append(Token(range: start..<end, kind: token.kind))
      }
    }
    return tokens
  }
}
