// Trees that a writer of one revision can write, made from its schema: whole ones, bare ones, and for the
// element in question one for each value that tells two schemas apart.

import Bindings

/// A tree with the labels of its nodes, so that an element is found in it by its path.
struct Specimen: Hashable {
  struct Node: Hashable {
    var label: String
    var tree: FlatNode
    var children: [Node] = []

    /// The tree with all that is inside.
    var flat: FlatNode {
      var flat = tree
      flat.children = children.map(\.flat)
      return flat
    }

    init(label: String, tree: FlatNode) { (self.label, self.tree) = (label, tree) }

    /// A node that was read, with labels as its schema has them; what no schema states has its name.
    init(_ tree: FlatNode, _ schema: NodeSchema?, in set: BindingSet, label: String = "") {
      self.init(label: label, tree: tree)
      children = tree.children.map { child in
        let stated = schema.flatMap { set.child(child.name, of: $0) }
        return Node(
          child, stated.flatMap(set.node), in: set, label: stated?.label ?? child.name)
      }
    }
  }

  var root: Node
  var tree: FlatNode { root.flat }

  /// The nodes at a path of labels.
  func nodes(at labels: [String]) -> [Node] {
    labels.reduce([root]) { nodes, label in
      nodes.flatMap { $0.children.filter { $0.label == label } }
    }
  }
}

/// Makes specimens of one binding.
final class SpecimenMaker {
  let set: BindingSet
  /// Whose bounds are worth a visit.
  let other: BindingSet
  /// The whole tree and the bare one of each binding.
  private var plain: [String: [Specimen.Node]] = [:]
  private lazy var patterns = other.bindings.values.sorted { $0.id < $1.id }
    .flatMap { Self.patterns(in: $0.node) }.compactMap { try? NamePattern($0) }

  init(set: BindingSet, other: BindingSet) {
    self.set = set
    self.other = other
  }

  private static let deepest = 6
  private static let mostNodes = 80

  /// What a writer can write, with an eye on one element.
  ///
  /// - Parameter isPlain: only the whole tree and the bare one.
  func specimens(
    of binding: Binding, focus path: ElementPath, isPlain: Bool = false
  ) -> [Specimen] {
    let plain =
      self.plain[binding.id]
      ?? [true, false].map { node(binding.node, "", label: "", isWhole: $0, depth: 0) }
    self.plain[binding.id] = plain
    let variants = isPlain ? [] : variants(of: plain[0], binding.node, path.nodes, path)
    return (plain + variants).map { Specimen(root: $0) }
  }

  private func node(
    _ schema: NodeSchema, _ name: String, label: String, isWhole: Bool, depth: Int
  ) -> Specimen.Node {
    var tree = FlatNode(name)
    if name.isEmpty, let fixed = schema.nodeNames.first, fixed != "/" { tree.name = fixed }
    if let names = schema.names.written, isWhole || schema.names.isRequired {
      tree.properties.append(.init("compatible", names.flatMap { Array($0.utf8) + [0] }))
    }
    for property in schema.properties where isWhole || property.isRequired {
      tree.properties.append(.init(property.name, typical(property)))
    }
    var made = Specimen.Node(label: label, tree: tree)
    guard depth < Self.deepest else { return made }
    for child in schema.children where isWhole || child.isRequired {
      guard let inner = set.node(of: child), let name = self.name(of: child, schema) else {
        continue
      }
      made.children.append(
        node(inner, name, label: child.label, isWhole: isWhole, depth: depth + 1))
    }
    let least = schema.facts.childCount?.least ?? 0
    while made.children.count < min(least, Self.mostNodes), let more = another(in: made, schema) {
      made.children.append(more)
    }
    return made
  }

  /// One node more of a kind of which there may be several.
  private func another(in node: Specimen.Node, _ schema: NodeSchema) -> Specimen.Node? {
    for child in schema.children {
      if case .name = child.selector { continue }
      guard let inner = set.node(of: child), let first = name(of: child, schema) else { continue }
      let candidates = (0..<200).lazy.map { "n\($0)" } + (0..<200).lazy.map { "\(first)\($0)" }
      let taken = Set(node.children.map(\.tree.name))
      let free = candidates.first { name in
        !taken.contains(name) && set.child(name, of: schema)?.label == child.label
      }
      guard let free else { continue }
      return self.node(inner, free, label: child.label, isWhole: false, depth: Self.deepest)
    }
    return nil
  }

  /// A name for a node of a kind.
  private func name(of child: ChildSchema, _ schema: NodeSchema) -> String? {
    switch child.selector {
    case .name(let name): return name
    case .pattern(let pattern): return (try? NamePattern(pattern))?.exampleName.text
    case .others:
      return ["a", "b1", "other"].first { set.child($0, of: schema)?.label == child.label }
    }
  }

  // MARK: Variants

  private func variants(
    of node: Specimen.Node, _ schema: NodeSchema, _ labels: [String], _ path: ElementPath
  ) -> [Specimen.Node] {
    if let label = labels.first {
      guard let index = node.children.firstIndex(where: { $0.label == label }),
        let child = schema.children.first(where: { $0.label == label }),
        let inner = set.node(of: child)
      else { return [] }
      if labels.count == 1, path.member == nil {
        return childVariants(of: node, schema, child, at: index)
          + placed(variants(of: node.children[index], inner, [], path), in: node, at: index)
      }
      return placed(
        variants(of: node.children[index], inner, Array(labels.dropFirst()), path), in: node,
        at: index)
    }
    if let member = path.member {
      return schema[property: member].map { valueVariants(of: node, $0, path) } ?? []
    }
    return countVariants(of: node, schema)
  }

  private func placed(
    _ variants: [Specimen.Node], in node: Specimen.Node, at index: Int
  ) -> [Specimen.Node] {
    variants.map { variant in
      var copy = node
      copy.children[index] = variant
      return copy
    }
  }

  /// The node under other names, and without it.
  private func childVariants(
    of node: Specimen.Node, _ schema: NodeSchema, _ child: ChildSchema, at index: Int
  ) -> [Specimen.Node] {
    var all: [Specimen.Node] = []
    if !child.isRequired {
      var without = node
      without.children.remove(at: index)
      all.append(without)
    }
    guard case .pattern(let text) = child.selector, let pattern = try? NamePattern(text) else {
      return all
    }
    for theirs in patterns {
      guard let name = pattern.name(notIn: theirs).text else { continue }
      var renamed = node
      renamed.children[index].tree.name = name
      all.append(renamed)
    }
    return all
  }

  private static func patterns(in node: NodeSchema) -> [String] {
    node.children.flatMap { child -> [String] in
      var own: [String] = []
      if case .pattern(let text) = child.selector { own.append(text) }
      return own + patterns(in: child.node)
    }
  }

  /// As few and as many nodes as there may be, and out of order.
  private func countVariants(of node: Specimen.Node, _ schema: NodeSchema) -> [Specimen.Node] {
    var all: [Specimen.Node] = []
    let limits = schema.facts.childCount ?? Limits(0, nil)
    var few = node
    while few.children.count > limits.least,
      let index = few.children.lastIndex(where: { isFree($0.label, schema) })
    { few.children.remove(at: index) }
    all.append(few)
    var many = node
    while many.children.count < min(limits.most ?? Self.mostNodes, Self.mostNodes),
      let more = another(in: many, schema)
    { many.children.append(more) }
    all.append(many)
    if !schema.facts.isSorted {
      var turned = many
      turned.children.sort { $0.tree.name > $1.tree.name }
      all.append(turned)
    }
    return all
  }

  private func isFree(_ label: String, _ schema: NodeSchema) -> Bool {
    schema.children.first { $0.label == label }.map { !$0.isRequired } ?? true
  }

  private func valueVariants(
    of node: Specimen.Node, _ property: PropertySchema, _ path: ElementPath
  ) -> [Specimen.Node] {
    let theirs = otherProperty(path)
    var all: [Specimen.Node] = values(property, theirs).map { value in
      var copy = node
      copy.tree.properties.removeAll { $0.name == property.name }
      copy.tree.properties.append(.init(property.name, value))
      return copy
    }
    if !property.isRequired {
      var without = node
      without.tree.properties.removeAll { $0.name == property.name }
      all.append(without)
    }
    return all
  }

  private func otherProperty(_ path: ElementPath) -> PropertySchema? {
    guard let binding = other.bindings[path.owner], let member = path.member else { return nil }
    var node: NodeSchema? = binding.node
    for label in path.nodes {
      node = node?.children.first { $0.label == label }.flatMap { other.node(of: $0) }
    }
    return node?[property: member]
  }

  private func typical(_ property: PropertySchema) -> [UInt8] {
    values(property, nil).first ?? []
  }
}
