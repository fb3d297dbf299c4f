// cmark-gfm's nodes with Swift's manners: sequences, optionals, strings.

import CMarkGFM

/// A node of a document's tree; valid as long as its document.
struct Node: Hashable {
  let pointer: OpaquePointer?

  /// The kinds that the book tells apart; all else is `other`.
  enum Kind {
    case blockQuote, codeBlock, heading, paragraph, htmlBlock
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, link, image
    case footnoteDefinition, table
    case other
  }

  var kind: Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_CODE_BLOCK: .codeBlock
    case CMARK_NODE_HEADING: .heading
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HTML_BLOCK: .htmlBlock
    case CMARK_NODE_TEXT: .text
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code
    case CMARK_NODE_HTML_INLINE: .htmlInline
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_FOOTNOTE_DEFINITION: .footnoteDefinition
    // The extension's kinds have names, but no constants.
    default: string(cmark_node_get_type_string(pointer)) == "table" ? .table : .other
    }
  }

  var line: Int { Int(cmark_node_get_start_line(pointer)) }
  var column: Int { Int(cmark_node_get_start_column(pointer)) }
  /// cmark-gfm leaves the last line out of HTML that ends by its own end, such as `-->`.
  var lastLine: Int {
    guard kind == .htmlBlock else { return Int(cmark_node_get_end_line(pointer)) }
    return line + max(1, literal.utf8.count { $0 == UInt8(ascii: "\n") }) - 1
  }
  var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
  var literal: String { string(cmark_node_get_literal(pointer)) }
  var fenceInfo: String { string(cmark_node_get_fence_info(pointer)) }
  var destination: String { string(cmark_node_get_url(pointer)) }

  /// Whether an ASCII character stands in the literal text.
  func literalHas(_ character: Unicode.Scalar) -> Bool {
    guard var place = cmark_node_get_literal(pointer) else { return false }
    while place.pointee != 0 {
      if UInt32(truncatingIfNeeded: place.pointee) == character.value { return true }
      place += 1
    }
    return false
  }

  /// Whether the node is a block, tables and their cells among them; else it is inline.
  var isBlock: Bool {
    let mask = UInt32(CMARK_NODE_TYPE_MASK)
    return cmark_node_get_type(pointer).rawValue & mask == CMARK_NODE_DOCUMENT.rawValue & mask
  }

  /// Whether it is a cell of one of Markdown's tables.
  var isTableCell: Bool { string(cmark_node_get_type_string(pointer)) == "table_cell" }

  /// The mark that opens a fenced code block, such as four backticks; `nil` when it is indented.
  var fenceMark: (character: UInt8, count: Int)? {
    var length: Int32 = 0
    var offset: Int32 = 0
    var character: CChar = 0
    guard cmark_node_get_fenced(pointer, &length, &offset, &character) != 0 else { return nil }
    return (UInt8(bitPattern: character), Int(length))
  }

  var firstChild: Node? { Node(cmark_node_first_child(pointer)) }
  var next: Node? { Node(cmark_node_next(pointer)) }
  var parent: Node? { Node(cmark_node_parent(pointer)) }
  var children: some Sequence<Node> {
    sequence(state: firstChild) { child -> Node? in
      defer { child = child?.next }
      return child
    }
  }

  private init?(_ pointer: OpaquePointer?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  init(pointer: OpaquePointer?) { self.pointer = pointer }

  /// All nodes of the subtree in document order, collected first so that the tree may be changed
  /// while they are visited. A loop, not a recursion: documents may nest deeper than the stack.
  func descendants() -> [Node] {
    var nodes: [Node] = []
    let iterator = cmark_iter_new(pointer)
    defer { cmark_iter_free(iterator) }
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      if event == CMARK_EVENT_ENTER { nodes.append(Node(pointer: cmark_iter_get_node(iterator))) }
    }
    return nodes
  }

  /// The text of the subtree without markup; line breaks become spaces.
  var plainText: String {
    var text = ""
    for node in descendants() {
      switch node.kind {
      case .text, .code: text += node.literal
      case .softBreak, .lineBreak: text += " "
      default: continue
      }
    }
    return text
  }

  func setDestination(_ destination: String) { cmark_node_set_url(pointer, destination) }

  /// Gives a link a title, unless its author gave it one.
  func setTitle(_ title: String) {
    if string(cmark_node_get_title(pointer)).isEmpty { cmark_node_set_title(pointer, title) }
  }

  private func string(_ cString: UnsafePointer<CChar>?) -> String {
    cString.map { String(cString: $0) } ?? ""
  }
}
