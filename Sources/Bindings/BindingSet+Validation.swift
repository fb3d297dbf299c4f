// A tree compared with its binding, as strictly as the schema is written: what is missing, what is of
// another form, what a constraint forbids, and what a closed node does not mention.

package import Book

/// One way in which a tree is not what its binding says.
package struct Violation: Hashable, Sendable {
  package var path: ElementPath
  /// Where the value begins in the tree's bytes; `nil` for what is missing.
  package var offset: Int?
  package var message: String
}

extension BindingSet {
  /// What is wrong with a tree by a binding; nothing when it follows it.
  package func violations(of root: FlatNode, against id: String) -> [Violation] {
    guard let binding = bindings[id] else { return [] }
    var check = TreeCheck(set: self)
    check.compare(root, binding.node, at: ElementPath(id), depth: 0)
    return check.violations
  }

  /// The findings about an example that was compiled.
  package func findings(of example: Example, tree: FlatNode) -> [Finding] {
    violations(of: tree, against: example.binding).map { violation in
      Finding(
        .bindingExample, example.location,
        "this example does not follow '\(example.binding)': \(violation.path): \(violation.message);"
          + " mend one of them",
        notes: places[violation.path].map { [Finding.Note($0, "the schema says so here")] } ?? [])
    }
  }
}

private struct TreeCheck {
  let set: BindingSet
  var violations: [Violation] = []

  mutating func compare(_ node: FlatNode, _ schema: NodeSchema, at path: ElementPath, depth: Int) {
    guard depth < 64 else { return }
    if depth == 0, !schema.nodeNames.isEmpty,
      !schema.nodeNames.contains(node.name.isEmpty ? "/" : node.name)
    {
      complain(path, nil, "the node is called '\(node.name)', not '\(schema.nodeNames[0])'")
    }
    compareNames(node, schema.names, path)
    compareProperties(node, schema, path)
    compareChildren(node, schema, path, depth)
  }

  private mutating func compareNames(_ node: FlatNode, _ names: NameSchema, _ path: ElementPath) {
    guard let property = node["compatible"] else {
      if names.isRequired { complain(path, nil, "there is no compatible") }
      return
    }
    guard !names.isEmpty else { return }
    let found = texts(in: property.value) ?? []
    if !(names.accepted + names.deprecated).contains(found) {
      let shown = DecodedValue.texts(found).description
      let wanted = names.written.map { DecodedValue.texts($0).description } ?? "a name"
      complain(path.property("compatible"), property.offset, "\(shown) is not \(wanted)")
    }
  }

  private mutating func compareProperties(
    _ node: FlatNode, _ schema: NodeSchema, _ path: ElementPath
  ) {
    for property in schema.properties where property.isRequired && node[property.name] == nil {
      complain(path.property(property.name), nil, "there is no \(property.name)")
    }
    var seen: Set<String> = []
    for found in node.properties where found.name != "compatible" || schema.names.isEmpty {
      let place = path.property(found.name)
      guard seen.insert(found.name).inserted else {
        complain(place, found.offset, "another property has this name")
        continue
      }
      guard let property = schema[property: found.name] else {
        if schema.isClosed { complain(place, found.offset, "the schema does not mention it") }
        continue
      }
      do throws(ValueFault) {
        let value = try property.decoded(found.value)
        if let fault = property.fault(in: value) { complain(place, found.offset, fault) }
      } catch { complain(place, found.offset, "\(error)") }
    }
  }

  private mutating func compareChildren(
    _ node: FlatNode, _ schema: NodeSchema, _ path: ElementPath, _ depth: Int
  ) {
    for child in schema.children {
      guard child.isRequired, case .name(let name) = child.selector,
        !node.children.contains(where: { $0.name == name })
      else { continue }
      complain(path.child(child.label), nil, "there is no node \(name)")
    }
    if let limits = schema.facts.childCount, !limits.contains(node.children.count) {
      let wanted = PropertySchema.words(limits)
      complain(path, nil, "\(node.children.count) nodes, and there are \(wanted)")
    }
    for found in node.children {
      guard let child = set.child(found.name, of: schema) else {
        if schema.isClosed {
          complain(path.child(found.name), nil, "the schema does not mention the node")
        }
        continue
      }
      guard let inner = set.node(of: child) else { continue }
      compare(found, inner, at: path.child(child.label), depth: depth + 1)
    }
  }

  private mutating func complain(_ path: ElementPath, _ offset: Int?, _ message: String) {
    violations.append(Violation(path: path, offset: offset, message: message))
  }
}
