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
  /// Where a link leads on the site.
  func destination(ofLink destination: String) -> String
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
    var rules = chapter.rules.indices.makeIterator()
    var nextRule = rules.next()
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
        else { continue }
        nextRule = rules.next()
        let html = substitution.html(aroundRule: index)
        replace(node, opening: html.opening, closing: html.closing)
      case .link, .image:
        node.setDestination(substitution.destination(ofLink: node.destination))
      case .htmlBlock, .htmlInline:
        replaceHTML(node, with: substitution, allowsRawHTML: allowsRawHTML)
      default: continue
      }
    }
    return renderHTML(allowsRawHTML: allowsRawHTML)
  }

  /// Takes comments out of the author's HTML, and makes the rest harmless unless it is allowed.
  private func replaceHTML(
    _ node: Node, with substitution: some ChapterSubstitution, allowsRawHTML: Bool
  ) {
    let isInline = node.kind == .htmlInline
    let literal = node.literal
    let html = HTMLComments(removedFrom: literal).rest
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
