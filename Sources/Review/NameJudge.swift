// Which name governs what, and whether readers would notice by it. A name governs its node and all that
// is inside or that can be reached from there; a reader that refuses a node looks at nothing of it.

import Bindings

struct NameJudge {
  let base: BindingSet
  let head: BindingSet
  /// The ids of all bindings and of layouts that bear a name or that nothing leads to.
  let bindings: [String]
  /// Nodes whose written names differ in such a way that one side refuses the other.
  let raised: [ElementPath]
  private let graph: NameGraph
  /// What a reader comes to, by direction.
  private let exposed: (up: Set<ElementPath>, back: Set<ElementPath>)

  init(base: BindingSet, head: BindingSet) {
    self.base = base
    self.head = head
    let graph = NameGraph([base, head])
    let layouts = Set(base.layouts.keys).union(head.layouts.keys).sorted()
    let own = layouts.map { ElementPath("layout \($0)") }.filter { path in
      graph.entries.contains(path) || Self.isNamed(path, base, head)
    }.map(\.owner)
    let ids = Set(base.bindings.keys).union(head.bindings.keys).sorted()
    bindings = ids + own
    raised = bindings.flatMap { Self.namedNodes(of: $0, base, head) }.filter { path in
      let refusal = Self.refusal(at: path, base, head)
      return refusal.up && refusal.back
    }
    exposed = (
      graph.exposed { Self.refusal(at: $0, base, head).up },
      graph.exposed { Self.refusal(at: $0, base, head).back }
    )
    self.graph = graph
  }

  /// The bindings whose readers meet an element.
  func bindings(meeting path: ElementPath) -> [String] {
    guard path.owner.hasPrefix("layout ") else { return [path.owner] }
    if bindings.contains(path.owner) { return [path.owner] }
    let met = nearest(path).union(graph.governors(of: path.node))
    return Set(met.map(\.owner)).sorted()
  }

  private func nearest(_ path: ElementPath) -> Set<ElementPath> {
    graph.nearest(before: path.node) { Self.isNamed($0, base, head) }
  }

  private static func isNamed(
    _ path: ElementPath, _ base: BindingSet, _ head: BindingSet
  ) -> Bool {
    (head.names(at: path) ?? base.names(at: path))?.isEmpty == false
  }

  // MARK: Refusal

  /// Which direction is refused by names before or around a change.
  func refusal(governing change: Change) -> (up: Bool, back: Bool) {
    let places = change.named.map(graph.vertex)
    return (
      !places.allSatisfy(exposed.up.contains), !places.allSatisfy(exposed.back.contains)
    )
  }

  func refusal(at path: ElementPath) -> (up: Bool, back: Bool) {
    Self.refusal(at: path, base, head)
  }

  private static func refusal(
    at path: ElementPath, _ base: BindingSet, _ head: BindingSet
  ) -> (up: Bool, back: Bool) {
    guard let old = base.names(at: path), let new = head.names(at: path),
      let before = old.written, let after = new.written
    else { return (false, false) }
    return (new.read.isDisjoint(with: before), old.read.isDisjoint(with: after))
  }

  // MARK: Scopes

  /// The nearest nodes before or around a change that have a name; where none has, those where readers
  /// begin. Of a layout for which other names stand, these.
  func scopes(of change: Change) -> [ElementPath] {
    let path = graph.vertex(of: change.named[0])
    let governors = graph.governors(of: path)
    if !governors.isEmpty, !Self.isNamed(path, base, head) { return governors.sorted() }
    return nearest(path).sorted()
  }

  /// Whether a node's name stands before or around a change.
  func governs(_ scope: ElementPath, _ change: Change) -> Bool {
    change.named.contains { graph.leads(scope, to: graph.vertex(of: $0)) }
  }

  /// Whether a node's name stands for a record in one revision that the other does not state at all.
  func standsForOtherRecords(_ path: ElementPath) -> Bool {
    func governed(_ set: BindingSet, unstatedIn other: BindingSet) -> Bool {
      let all = set.schema(at: path)?.facts.governed ?? []
      return all.contains { set.layouts[$0] != nil && other.layouts[$0] == nil }
    }
    return governed(base, unstatedIn: head) || governed(head, unstatedIn: base)
  }

  /// What is written as a name before and after.
  func written(at path: ElementPath) -> (old: String, new: String) {
    func words(_ set: BindingSet) -> String {
      set.names(at: path)?.written?.joined(separator: ", ") ?? ""
    }
    return (words(base), words(head))
  }

  /// The rule about the form of a new name, if it is no plain next number.
  func formRule(_ old: String, _ new: String) -> String? {
    let (before, after) = (VersionedName(old), VersionedName(new))
    guard let before, let after, before.stem == after.stem else { return "name-format-changed" }
    return after.number < before.number ? "name-version-decreased" : nil
  }

  private static func namedNodes(
    of id: String, _ base: BindingSet, _ head: BindingSet
  ) -> [ElementPath] {
    if id.hasPrefix("layout ") { return [ElementPath(id)] }
    let paths = [base, head].flatMap { set in
      set.bindings[id].map { set.nodes(in: $0.node, at: ElementPath(id)) } ?? []
    }
    return Set(paths).sorted()
  }
}

/// A name of the usual form: a stem and a number behind `-v`.
private struct VersionedName {
  var stem: Substring
  var number: Int

  init?(_ text: String) {
    guard let match = text.wholeMatch(of: /([a-zA-Z0-9_,.\-]+)-v([0-9]{1,9})/),
      let number = Int(match.2)
    else { return nil }
    (stem, self.number) = (match.1, number)
  }
}

extension BindingSet {
  /// The names of a node, or the name that a record bears.
  func names(at path: ElementPath) -> NameSchema? {
    if path.owner.hasPrefix("layout ") {
      guard let own = layouts[String(path.owner.dropFirst(7))]?.ownName else { return nil }
      var names = NameSchema()
      names.accepted = [[own]]
      return names
    }
    return schema(at: path)?.names
  }

  /// The schema of a node by its path, within its own binding.
  func schema(at path: ElementPath) -> NodeSchema? {
    guard var node = bindings[path.owner]?.node else { return nil }
    for label in path.nodes {
      guard let child = node.children.first(where: { $0.label == label }), child.reference == nil
      else { return nil }
      node = child.node
    }
    return node
  }

  /// The paths of a node and of those stated inside.
  func nodes(in node: NodeSchema, at path: ElementPath) -> [ElementPath] {
    [path] + node.children.flatMap { nodes(in: $0.node, at: path.child($0.label)) }
  }
}
