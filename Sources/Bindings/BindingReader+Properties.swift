// The properties of a node: names, types and constraints, as dt-schema states them.

import Book
import Yams

extension BindingReader {
  mutating func readProperties(_ value: Node, of node: inout NodeSchema, at path: ElementPath) {
    guard let mapping = value.mapping else {
      return report(value.mark, "'properties' is no mapping; write 'NAME: …' below it")
    }
    for (key, value) in mapping {
      guard let name = key.string, !name.isEmpty else {
        report(key.mark, "the name of a property is a text; put it in quotes")
        continue
      }
      let place = text.location(key.mark)
      switch name {
      case "$nodename": node.nodeNames = readNodeNames(value)
      case "compatible":
        places[path.property(name)] = place
        readNames(value, into: &node.names)
      case _ where isNode(value):
        places[path.child(name)] = place
        node.children.append(readChild(.name(name), value, at: path))
      default:
        checkName(name, key.mark)
        places[path.property(name)] = place
        node.properties.append(readProperty(name, value, at: path.property(name)))
      }
    }
  }

  mutating func readPatterns(_ value: Node, of node: inout NodeSchema, at path: ElementPath) {
    guard let mapping = value.mapping else {
      return report(value.mark, "'patternProperties' is no mapping; write '\"^…$\": …' below it")
    }
    for (key, value) in mapping {
      let pattern = key.string ?? ""
      guard checkPattern(pattern, key.mark, ofNames: true) else { continue }
      guard isNode(value) else {
        report(
          key.mark, "only nodes are stated by a pattern; state each property by its name")
        continue
      }
      let child = readChild(.pattern(pattern), value, at: path)
      places[path.child(child.label)] = text.location(key.mark)
      node.children.append(child)
    }
  }

  private func isNode(_ value: Node) -> Bool {
    guard let mapping = value.mapping else { return false }
    if mapping["type"]?.string == "object" { return true }
    if let reference = mapping["$ref"]?.string { return !reference.contains("types.yaml#") }
    return ["properties", "patternProperties", "additionalProperties", "required"].contains {
      mapping[$0] != nil
    }
  }

  /// Whether a pattern is one, and can match.
  mutating func checkPattern(_ text: String, _ mark: Mark?, ofNames: Bool) -> Bool {
    do throws(PatternMistake) {
      let pattern = try NamePattern(text)
      let example = ofNames ? pattern.exampleName : pattern.exampleText
      guard example == .none else { return true }
      let isSwapped = text.hasPrefix("$") && text.hasSuffix("^")
      report(
        .bindingPattern, mark,
        "this pattern matches no name at all; "
          + (isSwapped ? "^ stands at its beginning and $ at its end" : "say which names it is for")
      )
    } catch {
      report(
        .bindingPattern, mark,
        "this is no pattern: \(error.message), at character \(error.offset + 1); mend it")
    }
    return false
  }

  private mutating func checkName(_ name: String, _ mark: Mark?) {
    guard name.utf8.count > 31 || !NamePattern.anyName.matches(name) else { return }
    report(
      mark, "'\(name)' is no name of a property; it has at most 31 printable characters without '/'"
    )
  }

  private mutating func readNodeNames(_ value: Node) -> [String] {
    guard let mapping = value.mapping else {
      report(value.mark, "'$nodename' is no mapping; write '{const: NAME}'")
      return []
    }
    if let constant = mapping["const"] { return string(constant, "const").map { [$0] } ?? [] }
    if let list = mapping["enum"] { return strings(list, "enum").map(\.text) }
    report(value.mark, "'$nodename' has neither 'const' nor 'enum'; add one")
    return []
  }

  // MARK: Names

  private mutating func readNames(_ value: Node, into names: inout NameSchema) {
    if value.bool == true { return names.isAny = true }
    guard let mapping = value.mapping else {
      return report(value.mark, "'compatible' is no mapping; write '{const: NAME}'")
    }
    let choices = mapping["oneOf"]?.sequence.map(Array.init) ?? [value]
    for choice in choices {
      guard let choice = choice.mapping else {
        report(value.mark, "a choice of 'oneOf' is no mapping; write '- const: NAME'")
        continue
      }
      let lists = nameLists(choice, value.mark)
      if choice["deprecated"]?.bool == true {
        names.deprecated += lists
      } else {
        names.accepted += lists
      }
    }
    let known = [
      "const", "enum", "items", "oneOf", "description", "deprecated", "minItems", "maxItems",
    ]
    for (key, _) in mapping where !known.contains(key.string ?? "") {
      report(
        key.mark,
        "unknown keyword '\(key.string ?? "")'"
          + suggestion(
            for: key.string ?? "", among: known, otherwise: "names have no such; remove it"))
    }
    let all = (names.accepted + names.deprecated).joined()
    if Set(all).count < all.count {
      report(.bindingName, value.mark, "one name stands here twice; remove one")
    }
  }

  private mutating func nameLists(_ choice: Node.Mapping, _ mark: Mark?) -> [[String]] {
    if let constant = choice["const"] { return string(constant, "const").map { [[$0]] } ?? [] }
    if let list = choice["enum"] { return strings(list, "enum").map { [$0.text] } }
    guard let items = choice["items"]?.sequence else {
      report(mark, "no name is stated here; write 'const: NAME'")
      return []
    }
    let list = items.compactMap { item -> String? in
      guard let constant = item.mapping?["const"] else {
        report(item.mark, "an item of 'compatible' is one name; write '- const: NAME'")
        return nil
      }
      return string(constant, "const")
    }
    return list.isEmpty ? [] : [list]
  }

  // MARK: Properties

  static let propertyKeys = [
    "$ref", "type", "description", "const", "enum", "minimum", "maximum", "multipleOf", "minItems",
    "maxItems", "items", "default", "deprecated", "pattern", "minLength", "maxLength", "x-order",
    "x-unit", "x-points-at", "x-holds", "x-size-in", "x-absent", "x-zero", "x-values", "x-bits",
    "x-items",
    "x-writer", "x-reader", "x-header", "x-struct", "x-define",
  ]

  mutating func readProperty(
    _ name: String, _ value: Node, at path: ElementPath
  ) -> PropertySchema {
    var property = PropertySchema(name)
    if value.bool == true { return property }
    guard let mapping = value.mapping else {
      report(value.mark, "'\(name)' is stated by a mapping; write '$ref: …' below it, or 'true'")
      return property
    }
    // The type first, since what else there is means what it means for a type.
    if let reference = mapping["$ref"] { readType(reference, &property) }
    if let type = mapping["type"] {
      if type.string == "boolean" {
        property.form = .flag
      } else {
        report(
          type.mark, "a property's type is '$ref: /schemas/types.yaml#/definitions/…'; write that")
      }
    }
    for (key, value) in mapping {
      let keyword = key.string ?? ""
      places[path, keyword] = text.location(key.mark)
      readPropertyKey(keyword, key, value, &property)
    }
    finish(&property, hasType: mapping["$ref"] != nil || mapping["type"] != nil, value.mark)
    return property
  }

  private mutating func readPropertyKey(
    _ keyword: String, _ key: Node, _ value: Node, _ property: inout PropertySchema
  ) {
    switch keyword {
    case "$ref", "type": break
    case "description": property.description = string(value, keyword).map(Self.flowing)
    case "deprecated": property.isDeprecated = bool(value, keyword) ?? false
    case "default": property.facts.absence = property.facts.absence ?? Self.flow(value)
    case "minItems": property.count.least = count(value, keyword) ?? 1
    case "maxItems": property.count.most = count(value, keyword)
    case "items": readItems(value, &property)
    default:
      if readConstraint(keyword, value, &property.constraints, property.form) { return }
      if readPropertyFact(keyword, value, &property) { return }
      let end = suggestion(
        for: keyword, among: Self.propertyKeys,
        otherwise: "it is no keyword of a property; remove it")
      report(key.mark, "unknown keyword '\(keyword)'" + end)
    }
  }

  private mutating func readConstraint(
    _ keyword: String, _ value: Node, _ constraints: inout Constraints, _ form: ValueForm
  ) -> Bool {
    let isText = form == .text || form == .texts
    switch keyword {
    case "minimum": constraints.minimum = number(value, keyword)
    case "maximum": constraints.maximum = number(value, keyword)
    case "multipleOf":
      constraints.multiple = number(value, keyword)
      if let multiple = constraints.multiple, multiple <= 0 {
        report(value.mark, "a multiple is of a number above 0; mend it")
        constraints.multiple = nil
      }
    case "const":
      constraints.isConstant = true
      if isText {
        constraints.texts = string(value, keyword).map { [$0] }
      } else {
        constraints.numbers = number(value, keyword).map { [$0] }
      }
    case "enum":
      if isText {
        constraints.texts = strings(value, keyword).map(\.text)
      } else if let list = value.sequence {
        constraints.numbers = list.compactMap { number($0, keyword) }
      } else {
        report(value.mark, "'enum' is no list; write: enum: […]")
      }
    case "pattern":
      let pattern = string(value, keyword) ?? ""
      if checkPattern(pattern, value.mark, ofNames: false) { constraints.pattern = pattern }
    case "minLength":
      constraints.length = Limits(count(value, keyword) ?? 0, constraints.length?.most)
    case "maxLength":
      constraints.length = Limits(constraints.length?.least ?? 0, count(value, keyword))
    default: return false
    }
    return true
  }

  private mutating func readItems(_ value: Node, _ property: inout PropertySchema) {
    if let list = value.sequence {
      property.items = list.map { Self.flowing($0.mapping?["description"]?.string ?? "") }
      if property.count == Limits(1, nil) {
        property.count = Limits(property.items.count, property.items.count)
      }
    } else if let inner = value.mapping?["items"]?.sequence {
      property.items = inner.map { Self.flowing($0.mapping?["description"]?.string ?? "") }
    } else if let mapping = value.mapping {
      for (key, value) in mapping {
        let keyword = key.string ?? ""
        if !readConstraint(keyword, value, &property.constraints, property.form) {
          report(key.mark, "unknown keyword '\(keyword)' of items; write 'description:' or a bound")
        }
      }
    } else {
      report(value.mark, "'items' is a list of items, or a mapping of what holds for each; mend it")
    }
  }
}
