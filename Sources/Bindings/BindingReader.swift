// From a fence to a binding. Never fails: what cannot be used is a finding at its place, and is left
// out, so that all that is wrong is told at once.

package import Book
import Yams

/// What was read of one fence.
package struct ReadBinding: Sendable {
  package var binding: Binding
  package var places: Places
  package var findings: [Finding]
  /// Whether the fence holds YAML at all; if not, the binding is empty.
  package var isReadable: Bool
}

extension Binding {
  /// Reads a `yaml binding=ID` fence.
  package static func reading(_ fence: Fence, id: String, path: String) -> ReadBinding {
    var reader = BindingReader(text: SchemaText(fence, path: path), id: id)
    return reader.read()
  }
}

struct BindingReader {
  let text: SchemaText
  let id: String
  var places = Places()
  var findings: [Finding] = []

  init(text: SchemaText, id: String) {
    self.text = text
    self.id = id
  }

  mutating func read() -> ReadBinding {
    let path = ElementPath(id)
    places[path] = text.location
    switch text.compose() {
    case .failure(let refusal):
      findings.append(Finding(.bindingForm, refusal.location, refusal.message))
      return ReadBinding(
        binding: Binding(id: id, node: NodeSchema()), places: places, findings: findings,
        isReadable: false)
    case .success(let root):
      let node = readNode(root, at: path, isRoot: true)
      return ReadBinding(
        binding: Binding(id: id, node: node), places: places, findings: findings.sorted(),
        isReadable: true)
    }
  }

  // MARK: Nodes

  static let nodeKeys = [
    "$id", "$schema", "title", "description", "maintainers", "select", "type", "properties",
    "patternProperties", "required", "additionalProperties", "unevaluatedProperties", "deprecated",
    "x-refusal", "x-limit", "x-tree-version", "x-alignment", "x-children", "x-sorted",
    "x-depends-on", "x-governs", "x-name", "x-writer", "x-reader", "x-header", "x-struct",
    "x-define",
  ]
  static let conditionKeys = [
    "if", "then", "else", "allOf", "anyOf", "oneOf", "not", "dependentRequired",
    "dependentSchemas", "dependencies",
  ]

  mutating func readNode(_ value: Node, at path: ElementPath, isRoot: Bool = false) -> NodeSchema {
    var node = NodeSchema()
    guard let mapping = value.mapping else {
      report(value.mark, "a node is stated by a mapping; write 'properties: …'")
      return node
    }
    // A node may have tens inside each other; the reader of trees allows 64.
    guard path.nodes.count < 16 else {
      report(
        value.mark, "nodes are stated at most 16 deep; give the inner ones a binding of their own")
      return node
    }
    var required: [(name: String, mark: Mark?)] = []
    for (key, value) in mapping {
      let name = key.string ?? ""
      if places[path, name] == nil || name.hasPrefix("x-") || Self.nodeKeys.contains(name) {
        places[path, name] = text.location(key.mark)
      }
      switch name {
      case "properties": readProperties(value, of: &node, at: path)
      case "patternProperties": readPatterns(value, of: &node, at: path)
      case "required": required = strings(value, "required").map { ($0.text, $0.mark) }
      case "additionalProperties", "unevaluatedProperties":
        readOthers(name, value, of: &node, at: path)
      default: readNodeKey(name, key, value, of: &node, isRoot: isRoot)
      }
    }
    let keys = ["additionalProperties", "unevaluatedProperties"]
    if keys.allSatisfy({ mapping[$0] == nil }) {
      report(
        isRoot ? nil : value.mark,
        "it is not said whether there may be more; add 'additionalProperties: false'")
    }
    mark(required, in: &node, at: path)
    return node
  }

  private mutating func readNodeKey(
    _ name: String, _ key: Node, _ value: Node, of node: inout NodeSchema, isRoot: Bool
  ) {
    switch name {
    case "title": node.title = string(value, name)
    case "description": node.description = string(value, name).map(Self.flowing)
    case "$id", "$schema", "maintainers", "select":
      if !isRoot {
        report(key.mark, "'\(name)' stands at the top of a schema only; remove it here")
      }
    case "type":
      if value.string != "object" {
        report(value.mark, "a node is of the type 'object'; write that")
      }
    case "deprecated": node.isDeprecated = bool(value, name) ?? false
    case "x-name": break
    case "examples":
      report(key.mark, "examples stand in fences of their own; write them as 'dts binding=\(id)'")
    case _ where Self.conditionKeys.contains(name):
      node.conditions.append("\(name): \(Self.flow(value))")
    default:
      if readNodeFact(name, value, &node.facts) { return }
      let end = suggestion(
        for: name, among: Self.nodeKeys + Self.conditionKeys,
        otherwise: "it is no keyword of a node; remove it")
      report(key.mark, "unknown keyword '\(name)'" + end)
    }
  }

  private mutating func readOthers(
    _ name: String, _ value: Node, of node: inout NodeSchema, at path: ElementPath
  ) {
    if value.mapping != nil {
      let child = readChild(.others, value, at: path)
      places[path.child(child.label)] = text.location(value.mark)
      node.children.append(child)
    } else if let isOpen = bool(value, name) {
      node.isClosed = !isOpen
    }
  }

  mutating func readChild(
    _ selector: ChildSchema.Selector, _ value: Node, at path: ElementPath
  ) -> ChildSchema {
    let named = value.mapping?["x-name"]?.string
    let label: String
    switch selector {
    case .name(let name): label = name
    case .pattern(let pattern): label = "{\(named ?? pattern)}"
    case .others: label = "{\(named ?? "any")}"
    }
    var child = ChildSchema(selector, label: label)
    if let reference = value.mapping?["$ref"] {
      child.reference = readReference(reference)
      for (key, _) in value.mapping ?? [:]
      where !["$ref", "type", "x-name", "description"].contains(key.string ?? "") {
        report(
          key.mark,
          "what follows another binding says nothing of its own; remove '\(key.string ?? "")'")
      }
    } else {
      child.node = readNode(value, at: path.child(label))
    }
    return child
  }

  private mutating func readReference(_ value: Node) -> String? {
    guard let address = string(value, "$ref") else { return nil }
    let match = address.wholeMatch(of: /(?:.*\/)?([^\/#]+)\.yaml#?/)
    guard let match else {
      report(value.mark, "'\(address)' is no binding of this book; write '$ref: ID.yaml#'")
      return nil
    }
    return String(match.1)
  }

  private mutating func mark(
    _ required: [(name: String, mark: Mark?)], in node: inout NodeSchema, at path: ElementPath
  ) {
    let isNamed = required.contains { $0.name == "compatible" }
    node.names.isRequired = isNamed
    var known = node.properties.map(\.name) + node.children.map(\.label)
    if node.names.isStated { known.append("compatible") }
    for (name, mark) in required {
      if let index = node.properties.firstIndex(where: { $0.name == name }) {
        node.properties[index].isRequired = true
      } else if let index = node.children.firstIndex(where: { $0.selector == .name(name) }) {
        node.children[index].isRequired = true
      } else if name != "compatible" || !node.names.isStated {
        let end = suggestion(
          for: name, among: known, otherwise: "state it in 'properties', or do not require it")
        report(.bindingRequired, mark, "'\(name)' is required and stated nowhere" + end)
      }
    }
  }

  // MARK: Values

  mutating func string(_ value: Node, _ key: String) -> String? {
    guard let string = value.string, value.null == nil, !string.allSatisfy(\.isWhitespace) else {
      report(value.mark, "'\(key)' is no text; write: \(key): …")
      return nil
    }
    return string
  }

  mutating func strings(_ value: Node, _ key: String) -> [(text: String, mark: Mark?)] {
    guard let sequence = value.sequence else {
      report(value.mark, "'\(key)' is no list; write: \(key): […]")
      return []
    }
    return sequence.compactMap { node in string(node, key).map { ($0, node.mark) } }
  }

  mutating func bool(_ value: Node, _ key: String) -> Bool? {
    if let bool = value.bool { return bool }
    report(value.mark, "'\(key)' is neither true nor false; write one of them")
    return nil
  }

  mutating func number(_ value: Node, _ key: String) -> Int128? {
    if let text = value.scalar?.string, let number = Self.number(text) { return number }
    report(value.mark, "'\(key)' is no whole number; write it in digits, or with 0x")
    return nil
  }

  mutating func count(_ value: Node, _ key: String) -> Int? {
    guard let number = number(value, key) else { return nil }
    guard let count = Int(exactly: number), (0...1 << 40).contains(count) else {
      report(value.mark, "'\(key)' counts something, and is not below 0 or so large; mend it")
      return nil
    }
    return count
  }

  /// A whole number as it is written in schemas: 4096, 0x1000, 4_096, -1.
  static func number(_ text: String) -> Int128? {
    let isNegative = text.hasPrefix("-")
    let digits = (isNegative ? text.dropFirst() : text[...]).filter { $0 != "_" }
    guard digits.utf8.count <= 36 else { return nil }
    let value =
      digits.hasPrefix("0x") ? Int128(digits.dropFirst(2), radix: 16) : Int128(digits, radix: 10)
    return value.map { isNegative ? -$0 : $0 }
  }

  /// A text without its line breaks, so that reflowing it changes nothing.
  static func flowing(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// A node on one line, however it was laid out.
  static func flow(_ node: Node) -> String {
    if let mapping = node.mapping {
      let pairs = mapping.map { ($0.key.string ?? "", flow($0.value)) }.sorted { $0.0 < $1.0 }
      return "{" + pairs.map { "\($0): \($1)" }.joined(separator: ", ") + "}"
    }
    if let sequence = node.sequence {
      return "[" + sequence.map(flow).joined(separator: ", ") + "]"
    }
    return flowing(node.scalar?.string ?? "")
  }

  mutating func report(_ mark: Mark?, _ message: String) { report(.bindingForm, mark, message) }

  mutating func report(_ kind: Finding.Kind, _ mark: Mark?, _ message: String) {
    findings.append(Finding(kind, text.location(mark), message))
  }
}
