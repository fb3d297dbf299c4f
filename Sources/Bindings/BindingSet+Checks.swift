// What no fence can know alone: whether what it mentions is stated, and stated once.

import Book

extension BindingSet {
  /// Words for what an address leads to that has no layout of its own.
  static let opaqueTargets = ["memory", "anything"]

  mutating func checkReferences() {
    let known = bindings.keys.sorted() + layouts.keys.sorted() + Self.opaqueTargets
    for binding in bindings.values.sorted(by: { $0.id < $1.id }) {
      check(binding.node, at: ElementPath(binding.id), known)
    }
    for layout in layouts.values.sorted(by: { $0.name < $1.name }) {
      for field in layout.fields {
        guard let target = field.target else { continue }
        check(target, at: layout.path.property(field.name), keyword: nil, known)
      }
    }
    for example in examples where bindings[example.binding] == nil {
      let end = suggestion(
        for: example.binding, among: bindings.keys.sorted(),
        otherwise: "state it in a 'yaml binding=' fence")
      report(.bindingReference, example.location, "there is no binding '\(example.binding)'" + end)
    }
  }

  /// What a program reads or writes has to be stated.
  mutating func checkPrograms(_ programs: [String: FormatCommand], _ role: String) {
    let known = bindings.keys.sorted() + layouts.keys.sorted().map { "layout \($0)" }
    for (format, command) in programs where !known.contains(format) {
      let end = suggestion(
        for: format, among: known, otherwise: "\(role) is named for a binding, or 'layout NAME'")
      report(.bindingReference, command.location, "there is no format '\(format)'" + end)
    }
  }

  private mutating func check(_ node: NodeSchema, at path: ElementPath, _ known: [String]) {
    for property in node.properties {
      let place = path.property(property.name)
      if let target = property.facts.target {
        check(target, at: place, keyword: "x-points-at", known)
      }
      if let source = property.facts.sizeSource, node[property: source] == nil {
        let end = suggestion(
          for: source, among: node.properties.map(\.name), otherwise: "state it beside this one")
        report(
          .bindingReference, places[place, "x-size-in"],
          "there is no property '\(source)' with the size of '\(property.name)'" + end)
      }
    }
    for child in node.children {
      let place = path.child(child.label)
      if let reference = child.reference, bindings[reference] == nil {
        let end = suggestion(
          for: reference, among: bindings.keys.sorted(), otherwise: "state it in a fence of its own"
        )
        report(.bindingReference, places[place], "there is no binding '\(reference)'" + end)
      }
      check(child.node, at: place, known)
    }
    for name in node.facts.governed where layouts[name] == nil {
      let end = suggestion(
        for: name, among: layouts.keys.sorted(), otherwise: "state it as 'text layout=\(name)'")
      report(.bindingReference, places[path, "x-governs"], "there is no layout '\(name)'" + end)
    }
    checkLabels(node, path)
    checkShadows(node, path)
  }

  private mutating func checkLabels(_ node: NodeSchema, _ path: ElementPath) {
    var labels: Set<String> = []
    for child in node.children where !labels.insert(child.label).inserted {
      report(
        .bindingName, places[path.child(child.label)],
        "two kinds of nodes are called '\(child.label)'; give one another 'x-name'")
    }
  }

  /// Properties and nodes have one space of names in a validator: a pattern that matches the name of a
  /// property forbids the property.
  private mutating func checkShadows(_ node: NodeSchema, _ path: ElementPath) {
    let names =
      node.properties.map(\.name) + (node.names.isStated ? ["compatible"] : [])
    for child in node.children {
      guard case .pattern(let text) = child.selector, let pattern = try? NamePattern(text),
        let name = names.first(where: { pattern.matches($0) })
      else { continue }
      report(
        .bindingPattern, places[path.child(child.label)],
        "this pattern of nodes also matches the property '\(name)'; exclude it, as in \"^(?!\(name)$)\""
      )
    }
  }

  private mutating func check(
    _ written: String, at path: ElementPath, keyword: String?, _ known: [String]
  ) {
    for target in Self.names(ofTarget: written)
    where bindings[target] == nil && layouts[target] == nil && !Self.opaqueTargets.contains(target)
    {
      let end = suggestion(
        for: target, among: known, otherwise: "state it as 'text layout=\(target)', or say 'memory'"
      )
      report(.bindingReference, places[path, keyword], "there is no layout '\(target)'" + end)
    }
  }

  /// Writers and readers are declared in the book's code.
  mutating func checkSymbols(_ declared: Set<String>) {
    guard !declared.isEmpty else { return }
    for binding in bindings.values.sorted(by: { $0.id < $1.id }) {
      checkSymbols(binding.node, at: ElementPath(binding.id), declared)
    }
    for layout in layouts.values.sorted(by: { $0.name < $1.name }) {
      checkSymbols(layout.code, at: layout.path, declared)
    }
  }

  private mutating func checkSymbols(
    _ node: NodeSchema, at path: ElementPath, _ declared: Set<String>
  ) {
    checkSymbols(node.facts.code, at: path, declared)
    for property in node.properties {
      checkSymbols(property.facts.code, at: path.property(property.name), declared)
    }
    for child in node.children {
      checkSymbols(child.node, at: path.child(child.label), declared)
    }
  }

  private mutating func checkSymbols(
    _ code: CodeFacts, at path: ElementPath, _ declared: Set<String>
  ) {
    for (keyword, symbol) in [("x-writer", code.writer), ("x-reader", code.reader)] {
      guard let symbol, !declared.contains(symbol) else { continue }
      let end = suggestion(
        for: symbol, among: declared.sorted(),
        otherwise: "write it as 'Type.member' of a chapter's code")
      report(.bindingSymbol, places[path, keyword], "no chapter declares '\(symbol)'" + end)
    }
  }
}
