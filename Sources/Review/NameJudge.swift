// Which name governs what, and whether readers would notice by it. A name governs its node and all that
// is inside or that can be reached from there; a reader that refuses a node looks at nothing of it.

import Bindings

struct NameJudge {
  let base: BindingSet
  let head: BindingSet
  /// The ids of all bindings and of layouts that bear a name or are reached by none.
  let bindings: [String]
  /// Nodes whose written names differ in such a way that one side refuses the other.
  let raised: [ElementPath]
  /// The bindings that reach a layout.
  private let owners: [String: [String]]

  init(base: BindingSet, head: BindingSet) {
    self.base = base
    self.head = head
    let ids = Set(base.bindings.keys).union(head.bindings.keys).sorted()
    var owners: [String: Set<String>] = [:]
    for id in ids {
      for set in [base, head] {
        for target in set.reached(from: id) { owners[target, default: []].insert(id) }
      }
    }
    self.owners = owners.mapValues { $0.sorted() }
    let layouts = Set(base.layouts.keys).union(head.layouts.keys).sorted()
    let own = layouts.filter { name in
      owners[name] == nil || (head.layouts[name] ?? base.layouts[name])?.ownName != nil
    }.map { "layout \($0)" }
    bindings = ids + own
    var raised: [ElementPath] = []
    for id in bindings {
      for path in Self.namedNodes(of: id, base, head) {
        let refusal = Self.refusal(at: path, base, head)
        if refusal.up, refusal.back { raised.append(path) }
      }
    }
    self.raised = raised
  }

  /// The bindings whose readers meet an element.
  func bindings(meeting path: ElementPath) -> [String] {
    guard path.owner.hasPrefix("layout ") else { return [path.owner] }
    if bindings.contains(path.owner) { return [path.owner] }
    return owners[String(path.owner.dropFirst(7))] ?? []
  }

  // MARK: Refusal

  /// Which direction is refused by a name that governs a change.
  func refusal(governing change: Change) -> (up: Bool, back: Bool) {
    let met = bindings(meeting: change.path)
    if change.path.owner.hasPrefix("layout ") {
      let all = met.map { refusal(at: ElementPath($0)) }
      return (!all.isEmpty && all.allSatisfy(\.up), !all.isEmpty && all.allSatisfy(\.back))
    }
    var refused = (up: false, back: false)
    for element in change.elements {
      for depth in 0...element.nodes.count {
        let node = ElementPath(element.owner, Array(element.nodes.prefix(depth)))
        let here = refusal(at: node)
        refused = (refused.up || here.up, refused.back || here.back)
      }
    }
    return refused
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

  /// The nearest nodes above a change that have a name; the root where none has.
  func scopes(of change: Change) -> [ElementPath] {
    let path = change.path
    if path.owner.hasPrefix("layout ") { return bindings(meeting: path).map { ElementPath($0) } }
    for depth in (0...path.nodes.count).reversed() {
      let node = ElementPath(path.owner, Array(path.nodes.prefix(depth)))
      if (head.names(at: node) ?? base.names(at: node))?.isEmpty == false { return [node] }
    }
    return [ElementPath(path.owner)]
  }

  /// Whether a node's name stands above a change.
  func governs(_ scope: ElementPath, _ change: Change) -> Bool {
    if change.path.owner.hasPrefix("layout ") {
      return bindings(meeting: change.path).contains(scope.owner)
    }
    return change.elements.contains { element in
      element.owner == scope.owner && element.nodes.starts(with: scope.nodes)
    }
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
