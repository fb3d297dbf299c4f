// The only reader of Markdown: cmark-gfm's tree of one document, and rendering it with our own
// parts in place of some of its nodes.

import CMarkGFM
import Synchronization

/// A parsed document. Owns cmark-gfm's tree; not thread-safe, used by one stage at a time.
package final class MarkdownDocument {
  let root: Node
  private let extensions: [OpaquePointer]

  /// Parses UTF-8 text of any content; cmark-gfm accepts everything.
  package init(parsing bytes: [UInt8]) {
    (root, extensions) = Self.parse(bytes)
  }

  /// Nodes that others took the place of. Their inline children live on in the tree, and some of
  /// those keep their text in the buffer of the block that they were parsed in.
  private var replaced: [Node] = []

  deinit {
    cmark_node_free(root.pointer)
    for node in replaced { cmark_node_free(node.pointer) }
  }

  /// Held while inlines are parsed: for as long, extensions switch characters in tables that all of
  /// cmark-gfm's parsers share (`process_inlines` of blocks.c), so that two at once would lose each other's
  /// autolinks. Blocks need no such table.
  private static let inlineLock = Mutex(())
  /// Alignment by style, since HTML no longer has the attribute.
  private static let options =
    CMARK_OPT_FOOTNOTES | CMARK_OPT_FULL_INFO_STRING | CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES

  private static let registerExtensions: Void = {
    cmark_gfm_core_extensions_ensure_registered()
    // Parts of a cell are replaced as those of any line.
    cmark_syntax_extension_set_can_contain_func(
      cmark_find_syntax_extension("table"), table_can_contain)
  }()

  private static func parse(
    _ bytes: [UInt8]
  ) -> (Node, [OpaquePointer]) {
    _ = registerExtensions
    let parser = cmark_parser_new(options)
    defer { cmark_parser_free(parser) }
    var extensions: [OpaquePointer] = []
    for name in ["table", "strikethrough", "autolink", "tagfilter", "tasklist"] {
      guard let found = cmark_find_syntax_extension(name) else { continue }
      cmark_parser_attach_syntax_extension(parser, found)
      extensions.append(found)
    }
    bytes.withUnsafeBytes { buffer in
      cmark_parser_feed(parser, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
    }
    nonisolated(unsafe) let own = parser
    let root = inlineLock.withLock { _ in
      nonisolated(unsafe) let root = cmark_parser_finish(own)
      return root
    }
    return (Node(pointer: root), extensions)
  }

  /// The HTML of the tree as it now is.
  ///
  /// - Parameter allowsRawHTML: passes the author's own HTML and unusual link schemes through.
  func renderHTML(allowsRawHTML: Bool) -> String {
    let memory = cmark_get_default_mem_allocator()
    var list: UnsafeMutablePointer<cmark_llist>?
    for found in extensions where allowsRawHTML == false || !isTagFilter(found) {
      list = cmark_llist_append(memory, list, UnsafeMutableRawPointer(found))
    }
    defer { cmark_llist_free(memory, list) }
    let options = Self.options | (allowsRawHTML ? CMARK_OPT_UNSAFE : 0)
    guard let html = cmark_render_html(root.pointer, options, list) else { return "" }
    defer { memory?.pointee.free(html) }
    return String(cString: html)
  }

  private func isTagFilter(_ found: OpaquePointer) -> Bool {
    cmark_find_syntax_extension("tagfilter") == found
  }
}

extension MarkdownDocument {
  /// Replaces a node by finished HTML.
  func replace(_ node: Node, withHTML html: String, isInline: Bool = false) {
    let custom = cmark_node_new(isInline ? CMARK_NODE_CUSTOM_INLINE : CMARK_NODE_CUSTOM_BLOCK)
    cmark_node_set_on_enter(custom, html)
    put(custom, inPlaceOf: node)
  }

  /// Replaces a node by finished HTML around its children.
  func replace(_ node: Node, opening: String, closing: String) {
    let custom = cmark_node_new(node.isBlock ? CMARK_NODE_CUSTOM_BLOCK : CMARK_NODE_CUSTOM_INLINE)
    cmark_node_set_on_enter(custom, opening)
    cmark_node_set_on_exit(custom, closing)
    guard put(custom, inPlaceOf: node) else { return }
    while let child = cmark_node_first_child(node.pointer),
      cmark_node_append_child(custom, child) == 1
    {}
  }

  /// Puts finished HTML around a block.
  func wrap(_ node: Node, opening: String, closing: String) {
    let custom = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK)
    cmark_node_set_on_enter(custom, opening)
    cmark_node_set_on_exit(custom, closing)
    guard cmark_node_replace(node.pointer, custom) == 1 else { return cmark_node_free(custom) }
    cmark_node_append_child(custom, node.pointer)
  }

  /// Puts text, or finished HTML, before an inline node.
  ///
  /// - Returns: whether it may stand there.
  @discardableResult
  func insert(text: String = "", html: String = "", before node: Node) -> Bool {
    let new = cmark_node_new(html.isEmpty ? CMARK_NODE_TEXT : CMARK_NODE_CUSTOM_INLINE)
    if html.isEmpty {
      cmark_node_set_literal(new, text)
    } else {
      cmark_node_set_on_enter(new, html)
    }
    if cmark_node_insert_before(node.pointer, new) == 1 { return true }
    cmark_node_free(new)
    return false
  }

  /// Leaves only a text of what an inline node holds.
  func shorten(_ node: Node, to text: String) {
    let children = Array(node.children)
    guard let first = children.first, insert(text: text, before: first) else { return }
    for child in children { take(child) }
  }

  /// Takes a node out of the tree.
  func take(_ node: Node) {
    cmark_node_unlink(node.pointer)
    replaced.append(node)
  }

  /// - Returns: whether it may stand there; where it may not, the node stays, and cmark-gfm shows none of
  ///   the author's HTML in it that is not allowed.
  @discardableResult
  private func put(_ custom: OpaquePointer?, inPlaceOf node: Node) -> Bool {
    guard cmark_node_replace(node.pointer, custom) == 1 else {
      cmark_node_free(custom)
      return false
    }
    replaced.append(node)
    return true
  }

  /// What cmark-gfm alone makes of the document, for comparison.
  package func plainHTML() -> String { renderHTML(allowsRawHTML: false) }
}
