// Changes of nodes, containers and layouts, one for each rule.

import Bindings

private func number(
  _ name: String, isRequired: Bool, absence: String? = nil
) -> PropertySchema {
  var property = PropertySchema(name)
  property.form = .number(NumberForm(width: 8))
  property.order = .native
  property.count = Limits(1, 1)
  property.isRequired = isRequired
  property.facts.absence = absence
  property.facts.unit = .token
  return property
}

private func child(_ name: String, isRequired: Bool) -> ChildSchema {
  var child = ChildSchema(.name(name), label: name)
  child.isRequired = isRequired
  child.node.properties = [number("inside", isRequired: true)]
  return child
}

/// Leaves only nodes with fixed names.
private func onlyNamed(_ node: inout NodeSchema) {
  node.children.removeAll { child in
    if case .name = child.selector { return false }
    return true
  }
}

/// Leaves only nodes of one kind, whose names match a pattern.
private func pattern(_ text: String) -> (inout NodeSchema) -> Void {
  { node in
    var child = ChildSchema(.pattern(text), label: "{bench}")
    child.node.properties = [number("among", isRequired: true)]
    node.children = [child]
  }
}

private func setPattern(_ text: String) -> (inout NodeSchema) -> Void {
  { $0.children[0].selector = .pattern(text) }
}

extension Mutation {
  static var ofNodes: [Mutation] { members + nodes + containers }

  private static var members: [Mutation] {
    [
      node("prop-required-added") { $0.properties.append(number("bench", isRequired: true)) },
      node("prop-optional-added") {
        $0.properties.append(number("bench", isRequired: false, absence: "none"))
      },
      node("prop-optional-added-unstated") {
        $0.properties.append(number("bench", isRequired: false))
      },
      node(
        "prop-moved",
        of: { node in
          node.children.append(child("bench-node", isRequired: true))
          node.properties.append(number("bench", isRequired: true))
        }
      ) { node in
        node.properties.removeLast()
        node.children[node.children.count - 1].node.properties
          .append(number("bench", isRequired: true))
      },
      node(
        "prop-optional-moved",
        of: { node in
          node.children.append(child("bench-node", isRequired: true))
          node.properties.append(number("bench", isRequired: false, absence: "none"))
        }
      ) { node in
        node.properties.removeLast()
        node.children[node.children.count - 1].node.properties
          .append(number("bench", isRequired: false, absence: "none"))
      },
      node("node-required-added", of: onlyNamed) {
        $0.children.append(child("bench", isRequired: true))
      },
      node("node-optional-added", of: onlyNamed) {
        $0.children.append(child("bench", isRequired: false))
      },
      node("node-required-mistaken", of: pattern("^[a-z]+$")) {
        $0.children.append(child("bench", isRequired: true))
      },
      node("node-optional-mistaken", of: pattern("^[a-z]+$")) {
        $0.children.append(child("bench", isRequired: false))
      },
      node(
        "node-required-to-optional", of: { $0.children.append(child("bench", isRequired: true)) }
      ) { $0.children[$0.children.count - 1].isRequired = false },
      node("node-renamed", of: { $0.children.append(child("bench", isRequired: true)) }) { node in
        node.children.removeLast()
        node.children.append(child("bench-more", isRequired: true))
      },
      node(
        "node-optional-renamed",
        of: { node in
          node.children = [child("bench", isRequired: false)]
        }
      ) { $0.children = [child("bench-more", isRequired: false)] },
      node("child-kind-added", of: { $0.children = [] }) { node in pattern("^[a-z]+$")(&node) },
    ]
  }

  private static var nodes: [Mutation] {
    [
      node("node-deprecated", of: { $0.isDeprecated = false }) { $0.isDeprecated = true },
      node("node-opened", of: { $0.isClosed = true }) { $0.isClosed = false },
      node("condition-added") { $0.conditions.append("not: {}") },
      node("condition-changed", of: { $0.conditions = ["not: {}"] }) {
        $0.conditions = ["not: {required: [a]}"]
      },
      node("child-pattern-narrowed", of: pattern("^[a-z0-9]+$"), setPattern("^[a-z]+$")),
      node("child-pattern-changed", of: pattern("^[a-f]+$"), setPattern("^[d-k]+$")),
      node(
        "child-binding-changed",
        of: { node in
          var child = ChildSchema(.name("bench"), label: "bench")
          child.reference = "bench-one"
          child.isRequired = true
          node.children = [child]
        }
      ) { $0.children[0].reference = "bench-two" },
      node(
        "child-least-raised",
        of: { node in
          pattern("^n[0-9]*$")(&node)
          node.facts.childCount = Limits(0, 9)
        }
      ) { $0.facts.childCount = Limits(1, 9) },
      node(
        "child-most-lowered",
        of: { node in
          pattern("^n[0-9]*$")(&node)
          node.facts.childCount = Limits(0, 9)
        }
      ) { $0.facts.childCount = Limits(0, 8) },
      node(
        "sorting-required",
        of: { node in
          pattern("^n[0-9]*$")(&node)
          node.facts.isSorted = false
          node.facts.childCount = nil
        }
      ) { $0.facts.isSorted = true },
      node("root-name-changed", of: { $0.nodeNames = ["bench"] }) { $0.nodeNames = ["other"] },
    ]
  }

  private static var containers: [Mutation] {
    [
      node(
        "container-version-changed", of: { ($0.facts.version, $0.facts.oldestVersion) = (17, 16) }
      ) {
        ($0.facts.version, $0.facts.oldestVersion) = (18, 17)
      },
      node("size-limit-lowered", of: { $0.facts.sizeLimit = 8192 }) { $0.facts.sizeLimit = 4096 },
      node("alignment-raised", of: { $0.facts.alignment = 8 }) { $0.facts.alignment = 4096 },
      node("dependency-added", of: { $0.facts.dependencies = [] }) {
        $0.facts.dependencies = ["page-size"]
      },
    ]
  }

  static var ofLayouts: [Mutation] {
    [
      layout("field-inserted", of: two) { layout in
        layout.fields[1].offset = 16
        layout.fields.insert(
          LayoutField("bench", at: 8, width: 8, .number(.native, isSigned: false), "new"), at: 1)
        layout.size += 8
      },
      layout("field-moved", of: two) { layout in
        (layout.fields[0].offset, layout.fields[1].offset) = (8, 0)
        layout.fields.swapAt(0, 1)
      },
      layout(
        "field-widened",
        of: { layout in
          two(&layout)
          layout.fields[0].width = 4
          layout.fields[1].offset = 4
          layout.size = 12
        }
      ) { layout in
        layout.fields[0].width = 8
        layout.fields[1].offset = 8
        layout.size = 16
      },
      layout("field-in-padding", of: two) { layout in
        layout.fields.append(
          LayoutField("bench", at: 16, width: 8, .number(.native, isSigned: false), "new"))
      },
      layout("field-order-changed", of: two) { $0.fields[0].form = .number(.big, isSigned: false) },
      layout("field-sign-changed", of: two) {
        $0.fields[0].form = .number(.native, isSigned: true)
      },
      layout("field-form-changed", of: two) { $0.fields[0].form = .text },
      layout(
        "field-target-changed",
        of: { layout in
          two(&layout)
          layout.fields[0].target = "memory"
        }
      ) { $0.fields[0].target = "anything" },
      layout("field-target-added", of: two) { $0.fields[0].target = "memory" },
      layout("field-renamed", of: two) { $0.fields[0].name = "first" },
    ]
  }

  /// Two numbers, with room behind them.
  private static func two(_ layout: inout Layout) {
    layout.fields = [
      LayoutField("one", at: 0, width: 8, .number(.native, isSigned: false), "one"),
      LayoutField("two", at: 8, width: 8, .number(.native, isSigned: false), "two"),
    ]
    layout.size = 32
  }

  /// All, and each the other way round.
  static var all: [(mutation: Mutation, isReversed: Bool)] {
    let forward = ofProperties + ofNodes + ofLayouts
    return forward.map { ($0, false) } + forward.flatMap(\.reversed).map { ($0, true) }
  }
}
