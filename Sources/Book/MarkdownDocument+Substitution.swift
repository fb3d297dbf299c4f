// Weaving: cmark-gfm renders the document, with finished HTML in place of the parts that the book
// knows more about than Markdown does.

/// What stands on the page in place of a chapter's own parts. Indices are those of the chapter.
package protocol ChapterSubstitution {
  /// The HTML of a fence.
  func html(ofFence index: Int) -> String
  /// The HTML around a heading's text.
  func html(aroundHeading index: Int) -> (opening: String, closing: String)
  /// The HTML around a rule's paragraphs.
  func html(aroundRule index: Int) -> (opening: String, closing: String)
  /// The HTML around what a note says, such as GitHub's `> [!NOTE]`.
  func html(aroundAlert kind: Alert) -> (opening: String, closing: String)
  /// The HTML around a table.
  func htmlAroundTable() -> (opening: String, closing: String)
  /// What stands in place of a picture on the web; a link holds no other.
  func html(ofPicture address: String, description: String, isInLink: Bool) -> String
  /// Whether anything can be cited.
  var knowsSources: Bool { get }
  /// The citations in a text.
  func citations(in text: [UInt8]) -> [Citation]
  /// The HTML of a citation's words, which may be code.
  func html(ofCitation words: String, isCode: Bool, address: String) -> String
  /// The HTML around the words of a term where it is defined.
  func html(aroundTerm anchor: String) -> (opening: String, closing: String)
  /// What a link's destination is, in a sentence; `nil` where its words say enough.
  func title(ofLink destination: String) -> String?
  /// Where a link leads on the site.
  func destination(ofLink destination: String) -> String
  /// Where a picture is on the site.
  func destination(ofPicture destination: String) -> String
  /// The author's HTML, made harmless.
  func html(ofRawHTML html: String, isInline: Bool) -> String
}

extension MarkdownDocument {
  /// The page's HTML; the document is used up.
  ///
  /// `chapter` is what was read from this document. With `allowsRawHTML` the author's own HTML
  /// and unusual link schemes pass through.
  package func weave(
    _ chapter: Chapter, with substitution: some ChapterSubstitution, allowsRawHTML: Bool
  ) -> String {
    // Blocks in footnotes are none of the chapter's parts, so lines are compared.
    let fences = Dictionary(zip(chapter.fences.map(\.line), 0...)) { first, _ in first }
    let headings = Dictionary(zip(chapter.headings.map(\.line), 0...)) { first, _ in first }
    if substitution.knowsSources { linkCitations(with: substitution) }
    var rules = chapter.rules.indices.makeIterator()
    var nextRule = rules.next()
    var inLinks: Set<Node> = []
    for node in root.descendants() {
      switch node.kind {
      case .codeBlock:
        if let index = fences[node.line] {
          replace(node, withHTML: substitution.html(ofFence: index))
        }
      case .heading:
        guard let index = headings[node.line] else { continue }
        let html = substitution.html(aroundHeading: index)
        replace(node, opening: html.opening, closing: html.closing)
      case .blockQuote:
        guard let index = nextRule, chapter.rules[index].location.line == node.line,
          chapter.rules[index].location.column == node.column
        else {
          replaceAlert(node, with: substitution)
          continue
        }
        nextRule = rules.next()
        let html = substitution.html(aroundRule: index)
        replace(node, opening: html.opening, closing: html.closing)
      case .table:
        let html = substitution.htmlAroundTable()
        wrap(node, opening: html.opening, closing: html.closing)
      case .image where Link.isOnWeb(node.destination):
        let html = substitution.html(
          ofPicture: node.destination, description: node.plainText,
          isInLink: inLinks.contains(node))
        replace(node, withHTML: html, isInline: true)
      case .link:
        inLinks.formUnion(
          node.descendants().lazy.filter { $0.kind == .image || $0.kind == .htmlInline })
        replaceLink(node, with: substitution)
      case .image: node.setDestination(substitution.destination(ofPicture: node.destination))
      case .htmlBlock, .htmlInline:
        replaceHTML(
          node, with: substitution, allowsRawHTML: allowsRawHTML, isInLink: inLinks.contains(node))
      default: continue
      }
    }
    return renderHTML(allowsRawHTML: allowsRawHTML)
  }

  private func replaceLink(_ node: Node, with substitution: some ChapterSubstitution) {
    if let key = node.definedTerm {
      let html = substitution.html(aroundTerm: Term.prefix + key)
      return replace(node, opening: html.opening, closing: html.closing)
    }
    if let title = substitution.title(ofLink: node.destination) { node.setTitle(title) }
    node.setDestination(substitution.destination(ofLink: node.destination))
  }

  /// Makes a note of a block quote that begins with a mark such as [!NOTE].
  private func replaceAlert(_ quote: Node, with substitution: some ChapterSubstitution) {
    guard let paragraph = quote.firstChild, paragraph.kind == .paragraph else { return }
    let children = Array(paragraph.children)
    let mark = children.prefix { $0.kind == .text }
    let text = mark.map(\.literal).joined().trimmingSpaces.lowercased()
    guard text.hasPrefix("[!"), text.last == "]",
      let alert = Alert(rawValue: String(text.dropFirst(2).dropLast()))
    else { return }
    let rest = children.dropFirst(mark.count)
    for node in mark { take(node) }
    if let end = rest.first, end.kind == .softBreak || end.kind == .lineBreak { take(end) }
    if paragraph.firstChild == nil { take(paragraph) }
    let html = substitution.html(aroundAlert: alert)
    replace(quote, opening: html.opening, closing: html.closing)
  }

  /// Takes comments out of the author's HTML, and makes the rest harmless unless it is allowed.
  private func replaceHTML(
    _ node: Node, with substitution: some ChapterSubstitution, allowsRawHTML: Bool, isInLink: Bool
  ) {
    let isInline = node.kind == .htmlInline
    let literal = node.literal
    let author = AuthorHTML(literal)
    let html =
      allowsRawHTML
      ? author.rewritten(
        picture: { substitution.html(ofPicture: $0, description: $1, isInLink: isInLink) }
      ) { reference in
        switch reference.kind {
        case .link: substitution.destination(ofLink: reference.destination)
        case .picture: substitution.destination(ofPicture: reference.destination)
        case .content: reference.destination
        }
      } : author.text
    if html.allSatisfy(\.isWhitespace) {
      replace(node, withHTML: "", isInline: isInline)
    } else if !allowsRawHTML {
      replace(
        node, withHTML: substitution.html(ofRawHTML: html, isInline: isInline), isInline: isInline)
    } else if html != literal {
      replace(node, withHTML: html, isInline: isInline)
    }
  }
}

/// Kinds of notes, as GitHub has them.
package enum Alert: String, Sendable {
  case note, tip, important, warning, caution
}

extension String {
  fileprivate var trimmingSpaces: Substring {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return text.drop { $0 == " " }
  }
}
