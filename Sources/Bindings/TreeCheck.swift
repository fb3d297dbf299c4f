// A tree held against a binding: whether it is what a writer writes that follows the binding. A program
// that reads it looks at less; who wants to know what becomes of it there asks a review.

/// What of a tree is not as its binding says.
package struct TreeFault: Hashable, Sendable, CustomStringConvertible {
  /// The node: positions among siblings, from below the root down.
  package var node: [Int]
  /// The property, by its position in the node; `nil` for the node itself.
  package var property: Int?
  /// The same for people: `/n1 start`.
  package var place: String
  package var message: String

  package var description: String { "\(place): \(message)" }
}

extension BindingSet {
  /// What of a tree is not as a binding says, in the order of the tree. Conditions, `if` and its like,
  /// are not decided.
  ///
  /// - Parameter machine: the order of a machine's own numbers.
  package func faults(
    in tree: FlatNode, following id: String, machine: ByteOrder = .little
  ) -> [TreeFault] {
    guard let schema = bindings[id]?.node else { return [] }
    var check = TreeCheck(set: self, machine: machine)
    if let limit = schema.facts.sizeLimit, tree.bytes.count > limit {
      check.report([], "/", "\(tree.bytes.count) bytes, and \(limit) are allowed")
    }
    if !schema.nodeNames.isEmpty, !schema.nodeNames.contains(tree.name.isEmpty ? "/" : tree.name) {
      check.report([], "/", "the node is called '\(tree.name)'")
    }
    check.node(tree, schema, at: [], "")
    return check.faults
  }
}

private struct TreeCheck {
  let set: BindingSet
  let machine: ByteOrder
  var faults: [TreeFault] = []
  /// Patterns that were read.
  private var patterns: [String: NamePattern?] = [:]

  init(set: BindingSet, machine: ByteOrder) { (self.set, self.machine) = (set, machine) }

  mutating func report(
    _ node: [Int], _ path: String, _ message: String, property: (index: Int, name: String)? = nil
  ) {
    let place = (path.isEmpty ? "/" : path) + (property.map { " \($0.name)" } ?? "")
    faults.append(TreeFault(node: node, property: property?.index, place: place, message: message))
  }

  mutating func node(_ node: FlatNode, _ schema: NodeSchema, at indices: [Int], _ path: String) {
    if schema.names.isRequired, node["compatible"] == nil {
      report(indices, path, "there is no compatible")
    }
    for property in schema.properties where property.isRequired && node[property.name] == nil {
      report(indices, path, "there is no \(property.name)")
    }
    for child in schema.children where child.isRequired {
      guard case .name(let name) = child.selector,
        !node.children.contains(where: { $0.name == name })
      else { continue }
      report(indices, path, "there is no node \(name)")
    }
    var seen: Set<String> = []
    for (index, property) in node.properties.enumerated() {
      let place = (index: index, name: property.name)
      if !seen.insert(property.name).inserted {
        report(indices, path, "another property has this name", property: place)
      }
      if let message = fault(in: property, schema) {
        report(indices, path, message, property: place)
      }
    }
    children(of: node, schema, at: indices, path)
  }

  private func fault(in property: FlatNode.Property, _ schema: NodeSchema) -> String? {
    if property.name == "compatible", schema.names.isStated {
      guard let names = texts(in: property.value) else {
        return "no texts with a zero at their end"
      }
      let known = schema.names.accepted + schema.names.deprecated
      if names.contains("") { return "a name without characters" }
      if schema.names.isAny || known.contains(names) { return nil }
      return "not compatible with " + (known.first ?? []).joined(separator: ", ")
    }
    guard let stated = schema[property: property.name] else {
      return schema.isClosed ? "the binding does not state it" : nil
    }
    do throws(ValueFault) {
      return stated.fault(in: try stated.decoded(property.value, machine: machine))
    } catch { return error.description }
  }

  private mutating func children(
    of node: FlatNode, _ schema: NodeSchema, at indices: [Int], _ path: String
  ) {
    let names = node.children.map(\.name)
    if let limits = schema.facts.childCount, !limits.contains(names.count) {
      report(
        indices, path, "\(names.count) nodes inside, and there are \(PropertySchema.words(limits))")
    }
    if schema.facts.isSorted, names != names.sorted() {
      report(indices, path, "the nodes inside are not in the order of their names")
    }
    var seen: Set<String> = []
    for (index, child) in node.children.enumerated() {
      let (inner, place) = (indices + [index], "\(path)/\(child.name)")
      if !seen.insert(child.name).inserted { report(inner, place, "another node has this name") }
      let stated = set.child(child.name, of: schema) { pattern in
        if let known = patterns[pattern] { return known }
        let read = try? NamePattern(pattern)
        patterns[pattern] = .some(read)
        return read
      }
      guard let stated else {
        if schema.isClosed { report(inner, place, "the binding states no such node") }
        continue
      }
      guard let schema = set.node(of: stated) else { continue }
      self.node(child, schema, at: inner, place)
    }
  }
}
