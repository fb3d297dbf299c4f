// Two revisions compared: for each difference, the rule that it falls under. What was only moved or laid
// out otherwise gives no difference, since values hold no places.

import Bindings

struct Comparer {
  let base: BindingSet
  let head: BindingSet
  var changes: [Change] = []
  /// Properties that are gone or new, until it is known whether they were moved.
  private var gone: [(path: ElementPath, property: PropertySchema)] = []
  private var new: [(path: ElementPath, property: PropertySchema)] = []

  init(_ base: BindingSet, _ head: BindingSet) {
    self.base = base
    self.head = head
  }

  /// All differences, in the order of elements.
  static func changes(from base: BindingSet, to head: BindingSet) -> [Change] {
    var comparer = Comparer(base, head)
    comparer.compare()
    return comparer.changes.sorted { ($0.path, $0.rule, $0.old) < ($1.path, $1.rule, $1.old) }
  }

  private mutating func compare() {
    for id in Set(base.bindings.keys).union(head.bindings.keys).sorted() {
      let path = ElementPath(id)
      switch (base.bindings[id], head.bindings[id]) {
      case (let old?, let new?):
        compareNodes(old.node, new.node, at: path)
        settlePresence()
      case (_?, nil): add("binding-removed", path, id, "")
      case (nil, _?): add("binding-added", path, "", id)
      case (nil, nil): continue
      }
    }
    for name in Set(base.layouts.keys).union(head.layouts.keys).sorted() {
      switch (base.layouts[name], head.layouts[name]) {
      case (let old?, let new?): compareLayouts(old, new)
      case (let old?, nil): add("layout-removed", old.path, name, "")
      case (nil, let new?): add("layout-added", new.path, "", name)
      case (nil, nil): continue
      }
    }
  }

  mutating func add(
    _ rule: String, _ path: ElementPath, _ old: String = "", _ new: String = "",
    _ keyword: String? = nil
  ) {
    changes.append(Change(rule, path, old, new, keyword: keyword))
  }

  /// A change of one of two rules, by whether a number grew.
  mutating func add(
    grown rule: String, shrunk other: String, _ path: ElementPath, _ old: Int128, _ new: Int128,
    _ keyword: String
  ) {
    guard old != new else { return }
    let shown = DecodedValue.hexadecimal
    add(new > old ? rule : other, path, shown(old), shown(new), keyword)
  }

  /// A change of something that is stated or not.
  mutating func add<Fact: Equatable>(
    added: String, removed: String, changed: String, _ path: ElementPath, _ old: Fact?,
    _ new: Fact?, _ keyword: String
  ) {
    guard old != new else { return }
    let (before, after) = (old.map { "\($0)" } ?? "", new.map { "\($0)" } ?? "")
    let rule = old == nil ? added : new == nil ? removed : changed
    add(rule, path, before, after, keyword)
  }

  // MARK: Presence

  mutating func compareProperties(_ old: NodeSchema, _ new: NodeSchema, at path: ElementPath) {
    for property in old.properties {
      if let other = new[property: property.name] {
        compare(property, other, at: path.property(property.name))
      } else {
        gone.append((path.property(property.name), property))
      }
    }
    for property in new.properties where old[property: property.name] == nil {
      self.new.append((path.property(property.name), property))
    }
  }

  /// Tells what was renamed or moved from what is gone and new.
  private mutating func settlePresence() {
    pair("renamed") { $0.path.node == $1.path.node && $0.property.isAlike($1.property) }
    pair("moved") { $0.property.name == $1.property.name && $0.property.isAlike($1.property) }
    for (path, property) in gone {
      add(presenceRule(property, "removed"), path, property.words, "")
    }
    for (path, property) in new { add(presenceRule(property, "added"), path, "", property.words) }
    gone = []
    new = []
  }

  private func presenceRule(_ property: PropertySchema, _ end: String) -> String {
    if property.isRequired { return "prop-required-\(end)" }
    return "prop-optional-\(end)" + (property.facts.absence == nil ? "-unstated" : "")
  }

  private typealias Placed = (path: ElementPath, property: PropertySchema)

  private mutating func pair(_ end: String, _ belong: (Placed, Placed) -> Bool) {
    var rest: [Placed] = []
    for old in gone {
      guard let index = new.firstIndex(where: { belong(old, $0) }) else {
        rest.append(old)
        continue
      }
      let other = new.remove(at: index)
      let rule = old.property.isRequired ? "prop-\(end)" : "prop-optional-\(end)"
      changes.append(
        Change(rule, other.path, old.path.description, other.path.description, from: old.path))
    }
    gone = rest
  }
}

extension PropertySchema {
  /// Whether another property could be this one under another name.
  fileprivate func isAlike(_ other: PropertySchema) -> Bool {
    form == other.form && order == other.order && count == other.count
      && isRequired == other.isRequired && constraints == other.constraints
      && facts.unit == other.facts.unit && facts.target == other.facts.target
  }

  /// What it is, in a few words.
  var words: String { form.name + (isRequired ? ", required" : ", optional") }
}
