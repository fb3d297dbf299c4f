// A binding says what a node of some kind has to have and what it means. It is stated in a chapter, in
// dt-schema's language with a few words of our own, and is a value from then on.
//
//     Binding ─ node ─┬─ names         the strings of `compatible` that it answers to
//                     ├─ properties    form, order, presence, constraints, facts
//                     ├─ children      a name or a pattern, presence, and a node again
//                     └─ facts         who writes and reads it, what becomes of a refusal
//
// No value holds a place in a file: where each element was stated is kept beside them, so that text
// which moved gives equal values.

package import Book

/// What a node of some kind has to have, as stated in one fence.
package struct Binding: Hashable, Sendable {
  /// From `binding=ID`; unique in a book.
  package var id: String
  package var node: NodeSchema

  package init(id: String, node: NodeSchema) {
    self.id = id
    self.node = node
  }
}

/// What a node has to have.
package struct NodeSchema: Hashable, Sendable {
  package var title: String?
  package var description: String?
  package var names = NameSchema()
  /// What the node itself has to be called: `/` for a root; empty when that is not said.
  package var nodeNames: [String] = []
  /// By name, in the order of their statement.
  package var properties: [PropertySchema] = []
  package var children: [ChildSchema] = []
  /// Whether a writer writes nothing that is not stated here.
  package var isClosed = true
  package var isDeprecated = false
  package var facts = NodeFacts()
  /// What only a validator can decide: `if`, `oneOf`, …, each as one line of text.
  package var conditions: [String] = []

  package init() {}

  package subscript(property name: String) -> PropertySchema? {
    properties.first { $0.name == name }
  }
}

/// Which strings of `compatible` a node may have.
package struct NameSchema: Hashable, Sendable {
  /// Lists of strings, of which a writer writes the first and a reader accepts any string of any.
  package var accepted: [[String]] = []
  /// Lists that are still read, but not written any more.
  package var deprecated: [[String]] = []
  /// Whether a node must say what it is compatible with.
  package var isRequired = false
  /// Whether a node may say that it is compatible with anything: `compatible: true`.
  package var isAny = false
  /// Whether anything is said of what a node is compatible with.
  package var isStated: Bool { !isEmpty || isAny }

  package init() {}

  /// What a writer of this revision writes; `nil` where it writes nothing.
  package var written: [String]? { accepted.first ?? deprecated.first }

  /// Every string that a reader of this revision answers to.
  package var read: Set<String> { Set((accepted + deprecated).joined()) }

  package var isEmpty: Bool { accepted.isEmpty && deprecated.isEmpty }
}

/// A node within another.
package struct ChildSchema: Hashable, Sendable {
  /// Which nodes it speaks of.
  package enum Selector: Hashable, Sendable {
    /// The node of this name.
    case name(String)
    /// Nodes whose names match a pattern, as written.
    case pattern(String)
    /// All nodes that nothing else speaks of.
    case others
  }

  package var selector: Selector
  /// What stands for such nodes in paths: the name, or a word in braces.
  package var label: String
  package var isRequired = false
  /// What is stated in place; empty when the node follows another binding.
  package var node: NodeSchema
  /// The binding that the node follows.
  package var reference: String?

  package init(_ selector: Selector, label: String, node: NodeSchema = NodeSchema()) {
    self.selector = selector
    self.label = label
    self.node = node
  }
}

/// Where an element stands, in words that survive reformatting: `memory:/{region}/start`.
package struct ElementPath: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// A binding's id, or `layout NAME`.
  package var owner: String
  /// Labels of nodes, from below the root.
  package var nodes: [String]
  /// The property, or the field of a layout; `nil` for the node or layout itself.
  package var member: String?

  package init(_ owner: String, _ nodes: [String] = [], _ member: String? = nil) {
    self.owner = owner
    self.nodes = nodes
    self.member = member
  }

  package var description: String {
    let steps = nodes + (member.map { [$0] } ?? [])
    return "\(owner):/\(steps.joined(separator: "/"))"
  }

  /// The same with one node more.
  package func child(_ label: String) -> ElementPath { ElementPath(owner, nodes + [label]) }

  /// A property of the node that this is.
  package func property(_ name: String) -> ElementPath { ElementPath(owner, nodes, name) }

  /// The node that the element is in, or is.
  package var node: ElementPath { ElementPath(owner, nodes) }

  package static func < (a: ElementPath, b: ElementPath) -> Bool {
    (a.owner, a.nodes.joined(separator: "/"), a.member ?? "")
      < (b.owner, b.nodes.joined(separator: "/"), b.member ?? "")
  }
}

/// Where elements were stated.
package struct Places: Hashable, Sendable {
  private var known: [String: Location] = [:]

  package init() {}

  /// The place of an element, or of one of its keywords: `minimum`.
  package subscript(_ path: ElementPath, keyword: String? = nil) -> Location? {
    get { keyword.flatMap { known["\(path)#\($0)"] } ?? known["\(path)"] }
    set { known[keyword.map { "\(path)#\($0)" } ?? "\(path)"] = newValue }
  }

  package mutating func add(_ more: Places) { known.merge(more.known) { first, _ in first } }
}
