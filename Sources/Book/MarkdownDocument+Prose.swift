// The words of a chapter without its code, section by section: what a reader may search for.

/// What stands under a heading, before the next one.
package struct ProseSection: Hashable, Sendable {
  /// The heading's anchor; empty for what stands before all headings.
  package var slug: String
  package var title: String
  /// Without markup, with single spaces.
  package var text: String
}

extension MarkdownDocument {
  /// The prose of the chapter that was read from this document; ask before weaving, which uses it up.
  package func prose(of chapter: Chapter) -> [ProseSection] {
    let headings = Dictionary(chapter.headings.map { ($0.line, $0) }) { first, _ in first }
    var sections = [ProseSection(slug: "", title: chapter.title, text: "")]
    for block in root.children {
      if block.kind == .heading, let heading = headings[block.line] {
        sections.append(ProseSection(slug: heading.slug, title: heading.text, text: ""))
      } else {
        sections[sections.count - 1].text += " " + block.words
      }
    }
    return sections.map { section in
      var section = section
      section.text = section.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return section
    }
    .filter { !$0.text.isEmpty || !$0.slug.isEmpty }
  }
}

extension Node {
  /// The text of the subtree, with a space between blocks.
  fileprivate var words: String {
    var text = ""
    for node in descendants() {
      switch node.kind {
      case .text, .code: text += node.literal
      case .softBreak, .lineBreak: text += " "
      default: if node.isBlock { text += " " }
      }
    }
    return text
  }
}
