// Nodes compared: what they are called, what is inside, what holds of them as wholes.

import Bindings

extension Comparer {
  mutating func compareNodes(_ old: NodeSchema, _ new: NodeSchema, at path: ElementPath) {
    compareNames(old.names, new.names, at: path)
    compareFacts(old, new, at: path)
    compareConditions(old.conditions, new.conditions, at: path)
    compareProperties(old, new, at: path)
    compareChildren(old, new, at: path)
  }

  // MARK: Names

  private mutating func compareNames(_ old: NameSchema, _ new: NameSchema, at path: ElementPath) {
    let place = path.property("compatible")
    if old.isEmpty != new.isEmpty {
      let (before, after) = (old.words, new.words)
      return add(old.isEmpty ? "name-added" : "name-removed", path, before, after, "compatible")
    }
    if old.isRequired != new.isRequired {
      add(
        new.isRequired ? "name-required" : "name-optional", path, old.words, new.words, "required")
    }
    guard old != new, let before = old.written, let after = new.written else { return }
    // Another name is no change of its own: it is what other changes are judged by.
    if Set(before).isDisjoint(with: after) {
      if !new.read.isDisjoint(with: before) {
        add("name-migrated", place, old.words, new.words)
      } else if !old.read.isDisjoint(with: after) {
        add("name-reverted", place, old.words, new.words)
      }
      return
    }
    if Set(before).isStrictSubset(of: after) {
      return add("name-fallback-added", place, old.words, new.words)
    }
    if Set(before).isStrictSuperset(of: after) {
      return add("name-fallback-removed", place, old.words, new.words)
    }
    if !new.read.isSubset(of: old.read) { add("name-accepted", place, old.words, new.words) }
    if !old.read.isSubset(of: new.read) { add("name-dropped", place, old.words, new.words) }
  }

  // MARK: Wholes

  private mutating func compareFacts(_ old: NodeSchema, _ new: NodeSchema, at path: ElementPath) {
    if old.nodeNames != new.nodeNames {
      add(
        "root-name-changed", path, old.nodeNames.joined(separator: ", "),
        new.nodeNames.joined(separator: ", "), "properties")
    }
    if old.isClosed != new.isClosed {
      add(new.isClosed ? "node-closed" : "node-opened", path, "", "", "additionalProperties")
    }
    if old.isDeprecated != new.isDeprecated {
      add(new.isDeprecated ? "node-deprecated" : "node-undeprecated", path, "", "", "deprecated")
    }
    let (before, after) = (old.facts, new.facts)
    compareContainer(before, after, at: path)
    compareCounts(before.childCount, after.childCount, at: path)
    if before.isSorted != after.isSorted {
      add(after.isSorted ? "sorting-required" : "sorting-dropped", path, "", "", "x-sorted")
    }
    compareCode(before.code, after.code, at: path)
    addText("title-changed", path, old.title, new.title, "title")
    addText("refusal-changed", path, before.refusal, after.refusal, "x-refusal")
    addDescription(path, old.description, new.description)
  }

  private mutating func compareContainer(
    _ old: NodeFacts, _ new: NodeFacts, at path: ElementPath
  ) {
    if (old.version, old.oldestVersion) != (new.version, new.oldestVersion) {
      add(
        "container-version-changed", path, "\(old.version ?? 0), \(old.oldestVersion ?? 0)",
        "\(new.version ?? 0), \(new.oldestVersion ?? 0)", "x-tree-version")
    }
    add(
      grown: "size-limit-raised", shrunk: "size-limit-lowered", path,
      Int128(old.sizeLimit ?? .max), Int128(new.sizeLimit ?? .max), "x-limit")
    add(
      grown: "alignment-raised", shrunk: "alignment-lowered", path, Int128(old.alignment ?? 1),
      Int128(new.alignment ?? 1), "x-alignment")
    addText(
      "governance-changed", path, old.governed.joined(separator: ", "),
      new.governed.joined(separator: ", "), "x-governs")
    for name in Set(old.dependencies).union(new.dependencies).sorted() {
      let isOld = old.dependencies.contains(name)
      guard isOld != new.dependencies.contains(name) else { continue }
      add(
        isOld ? "dependency-removed" : "dependency-added", path, isOld ? name : "",
        isOld ? "" : name, "x-depends-on")
    }
  }

  private mutating func compareCounts(_ old: Limits?, _ new: Limits?, at path: ElementPath) {
    add(
      grown: "child-least-raised", shrunk: "child-least-lowered", path, Int128(old?.least ?? 0),
      Int128(new?.least ?? 0), "x-children")
    add(
      grown: "child-most-raised", shrunk: "child-most-lowered", path,
      Int128(old?.most ?? .max), Int128(new?.most ?? .max), "x-children")
  }

  private mutating func compareConditions(
    _ old: [String], _ new: [String], at path: ElementPath
  ) {
    let gone = old.filter { !new.contains($0) }
    let added = new.filter { !old.contains($0) }
    for (before, after) in zip(gone, added) { add("condition-changed", path, before, after) }
    for before in gone.dropFirst(added.count) { add("condition-removed", path, before, "") }
    for after in added.dropFirst(gone.count) { add("condition-added", path, "", after) }
  }

  // MARK: Nodes inside

  private mutating func compareChildren(_ old: NodeSchema, _ new: NodeSchema, at path: ElementPath)
  {
    var gone: [ChildSchema] = []
    var added = new.children
    for child in old.children {
      guard let index = added.firstIndex(where: { $0.isSameKind(as: child) }) else {
        gone.append(child)
        continue
      }
      let other = added.remove(at: index)
      compare(child, other, at: path.child(other.label))
    }
    for child in gone {
      let place = path.child(child.label)
      if let index = added.firstIndex(where: { $0.isRenamed(from: child) }) {
        let other = added.remove(at: index)
        let rule = child.isRequired ? "node-renamed" : "node-optional-renamed"
        changes.append(
          Change(rule, path.child(other.label), child.label, other.label, from: place))
      } else {
        add(
          presenceRule(child, without: new, head, ("removed", "distinct")), place, child.words, "")
      }
    }
    for child in added {
      let rule = presenceRule(child, without: old, base, ("added", "mistaken"))
      add(rule, path.child(child.label), "", child.words)
    }
  }

  /// The rule for a node that only one revision states, by what the other one takes such a node for.
  private func presenceRule(
    _ child: ChildSchema, without node: NodeSchema, _ set: BindingSet,
    _ ends: (plain: String, mistaken: String)
  ) -> String {
    guard case .name(let name) = child.selector else { return "child-kind-\(ends.plain)" }
    let isOther = set.child(name, of: node) != nil
    return "node-\(child.isRequired ? "required" : "optional")-"
      + (isOther ? ends.mistaken : ends.plain)
  }

  private mutating func compare(_ old: ChildSchema, _ new: ChildSchema, at path: ElementPath) {
    if old.isRequired != new.isRequired {
      add(
        new.isRequired ? "node-optional-to-required" : "node-required-to-optional", path, "", "",
        "required")
    }
    if case .pattern(let before) = old.selector, case .pattern(let after) = new.selector {
      comparePatterns(
        before, after, path, ("child-pattern-narrowed", "child-pattern-widened"),
        "child-pattern-changed", ofNames: true)
    } else if old.selector != new.selector {
      // A pattern where anything was allowed, or the reverse.
      let isNarrower = old.selector == .others
      add(
        isNarrower ? "child-pattern-narrowed" : "child-pattern-widened", path, old.selector.words,
        new.selector.words)
    }
    if old.reference != new.reference {
      add("child-binding-changed", path, old.reference ?? "", new.reference ?? "")
    } else if old.reference == nil {
      compareNodes(old.node, new.node, at: path)
    }
  }

  /// Two patterns, by the names that only one of them admits.
  mutating func comparePatterns(
    _ old: String, _ new: String, _ path: ElementPath, _ rules: (narrowed: String, widened: String),
    _ changed: String, ofNames: Bool, keyword: String? = nil
  ) {
    guard old != new, let before = try? NamePattern(old), let after = try? NamePattern(new) else {
      return
    }
    let lost = ofNames ? before.name(notIn: after) : before.text(notIn: after)
    let won = ofNames ? after.name(notIn: before) : after.text(notIn: before)
    // Two ways to write the same set of names are no change.
    if lost == .none, won == .none { return }
    let rule = lost == .none ? rules.widened : won == .none ? rules.narrowed : changed
    add(rule, path, old, new, keyword)
  }
}

extension NameSchema {
  /// The names as text.
  var words: String {
    accepted.map { $0.joined(separator: ", ") }.joined(separator: " | ")
      + (deprecated.isEmpty ? "" : " (read: \(deprecated.joined().joined(separator: ", ")))")
  }
}

extension ChildSchema {
  /// Whether two speak of the same nodes: by name, by label, or as the only ones of their kind.
  fileprivate func isSameKind(as other: ChildSchema) -> Bool {
    switch (selector, other.selector) {
    case (.name(let mine), .name(let others)): mine == others
    case (.name, _), (_, .name): false
    default: label == other.label || node == other.node
    }
  }

  fileprivate func isRenamed(from other: ChildSchema) -> Bool {
    guard case .name = selector, case .name = other.selector else { return false }
    return isRequired == other.isRequired && reference == other.reference && node == other.node
  }

  var words: String { selector.words + (isRequired ? ", required" : "") }
}

extension ChildSchema.Selector {
  var words: String {
    switch self {
    case .name(let name): name
    case .pattern(let pattern): pattern
    case .others: "any other"
    }
  }
}
