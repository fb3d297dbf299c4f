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
  /// The first paragraph of the prose, without markup; empty where there is none. Ask before weaving.
  package var firstParagraph: String {
    root.children.first { $0.kind == .paragraph }?.plainText ?? ""
  }

  /// The prose of the chapter that was read from this document; ask before weaving, which uses it up.
  package func prose(of chapter: Chapter) -> [ProseSection] {
    let headings = Dictionary(chapter.headings.map { ($0.line, $0) }) { first, _ in first }
    var sections: [ProseSection] = []
    var section = ProseSection(slug: "", title: chapter.title, text: "")
    var words = Words()
    func end() {
      section.text = words.text
      if !section.text.isEmpty || !section.slug.isEmpty { sections.append(section) }
    }
    for block in root.children {
      if block.kind == .heading, let heading = headings[block.line] {
        end()
        section = ProseSection(slug: heading.slug, title: heading.text, text: "")
        words = Words()
      } else {
        words.add(block)
      }
    }
    end()
    return sections
  }
}

/// Text with single spaces between its words.
private struct Words {
  private var bytes: [UInt8] = []
  /// Whether white space has come since the last word.
  private var isBetween = false

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds the text of a block, apart from what came before.
  mutating func add(_ block: Node) {
    isBetween = true
    for node in block.descendants() {
      switch node.kind {
      case .text, .code: add(node.literal)
      case .softBreak, .lineBreak: isBetween = true
      default: if node.isBlock { isBetween = true }
      }
    }
  }

  private mutating func add(_ literal: String) {
    guard literal.utf8.allSatisfy({ $0 < 0x80 }) else { return addScalars(of: literal) }
    var rest = literal.utf8[...]
    while let start = rest.firstIndex(where: { !$0.isSpace }) {
      if start > rest.startIndex { isBetween = true }
      let end = rest[start...].firstIndex(where: \.isSpace) ?? rest.endIndex
      beginWord()
      bytes.append(contentsOf: rest[start..<end])
      rest = rest[end...]
    }
    if !rest.isEmpty { isBetween = true }
  }

  private mutating func addScalars(of literal: String) {
    for scalar in literal.unicodeScalars {
      if Self.isSpace(scalar) {
        isBetween = true
      } else {
        beginWord()
        bytes += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
  }

  /// Puts a space where white space has come since the last word.
  private mutating func beginWord() {
    if isBetween, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    isBetween = false
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? UInt8(truncatingIfNeeded: scalar.value).isSpace : scalar.properties.isWhitespace
  }
}
