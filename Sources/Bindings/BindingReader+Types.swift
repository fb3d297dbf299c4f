// Types of properties by dt-schema's names, and the words of our own beside them.

import Book
import Yams

extension BindingReader {
  static let typeNames =
    ["flag", "cell", "string", "string-array", "non-unique-string-array", "phandle"]
    + ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64"].flatMap {
      [$0, $0 + "-array", $0 + "-matrix"]
    }

  mutating func readType(_ value: Node, _ property: inout PropertySchema) {
    guard let address = string(value, "$ref") else { return }
    let match = address.wholeMatch(of: /(?:.*\/)?types\.yaml#\/definitions\/([a-z0-9-]+)/)
    guard let name = match.map({ String($0.1) }), let form = Self.form(name) else {
      let end = suggestion(
        for: match.map { String($0.1) } ?? address, among: Self.typeNames,
        otherwise: "types are '/schemas/types.yaml#/definitions/uint64' and its like")
      return report(value.mark, "'\(address)' is no type" + end)
    }
    property.form = form
  }

  private static func form(_ name: String) -> ValueForm? {
    switch name {
    case "flag": return .flag
    case "string": return .text
    case "string-array", "non-unique-string-array": return .texts
    case "cell", "phandle": return .number(NumberForm(width: 4))
    default:
      guard let match = name.wholeMatch(of: /(u?)int(8|16|32|64)(-array|-matrix)?/),
        let bits = Int(match.2)
      else { return nil }
      let number = NumberForm(width: bits / 8, isSigned: match.1.isEmpty)
      switch match.3 {
      case "-array"?: return .numbers(number)
      case "-matrix"?: return .rows(number, columns: 1)
      default: return .number(number)
      }
    }
  }

  /// What depends on more than one keyword.
  mutating func finish(_ property: inout PropertySchema, hasType: Bool, _ mark: Mark?) {
    if case .rows(let form, _) = property.form {
      if property.items.isEmpty {
        report(
          mark, "a matrix says what a row consists of; add 'items: {items: [{description: …}]}'")
      }
      property.form = .rows(form, columns: max(1, property.items.count))
    }
    if property.form == .untyped, !hasType {
      report(mark, "'\(property.name)' has no type; add '$ref: /schemas/types.yaml#/definitions/…'")
    }
    if !property.form.isList { property.count = Limits(1, 1) }
    if property.form.number == nil {
      property.order = .big
    } else if property.form.number?.width == 1 {
      property.order = .big
    }
    if let least = property.constraints.minimum, let most = property.constraints.maximum,
      least > most
    {
      report(mark, "the minimum of '\(property.name)' is above its maximum; mend one")
    }
    if let most = property.count.most, most < property.count.least {
      report(mark, "'\(property.name)' has at least more items than at most; mend one")
    }
  }

  mutating func readPropertyFact(
    _ keyword: String, _ value: Node, _ property: inout PropertySchema
  ) -> Bool {
    switch keyword {
    case "x-order":
      property.order =
        word(value, keyword, ByteOrder.init, ByteOrder.allCases.map(\.rawValue)) ?? .big
    case "x-unit":
      property.facts.unit = word(value, keyword, Unit.init, Unit.allCases.map(\.rawValue))
    case "x-points-at", "x-holds": property.facts.target = string(value, keyword)
    case "x-size-in": property.facts.sizeSource = string(value, keyword)
    case "x-absent": property.facts.absence = string(value, keyword).map(Self.flowing)
    case "x-zero": property.facts.zero = string(value, keyword).map(Self.flowing)
    case "x-items": property.items = strings(value, keyword).map(\.text)
    case "x-values": property.facts.values = numbers(value, keyword)
    case "x-bits":
      property.facts.bits = numbers(value, keyword).compactMapValues { Int(exactly: $0) }
    default: return readCodeFact(keyword, value, &property.facts.code)
    }
    return true
  }

  mutating func readNodeFact(_ keyword: String, _ value: Node, _ facts: inout NodeFacts) -> Bool {
    switch keyword {
    case "x-refusal": facts.refusal = string(value, keyword).map(Self.flowing)
    case "x-limit": facts.sizeLimit = count(value, keyword)
    case "x-alignment": facts.alignment = count(value, keyword)
    case "x-sorted": facts.isSorted = bool(value, keyword) ?? false
    case "x-governs": facts.governed = strings(value, keyword).map(\.text).sorted()
    case "x-depends-on": facts.dependencies = strings(value, keyword).map(\.text).sorted()
    case "x-children":
      let limits = numbers(value, keyword)
      facts.childCount = Limits(
        Int(exactly: limits["least"] ?? 0) ?? 0, limits["most"].flatMap { Int(exactly: $0) })
    case "x-tree-version":
      let numbers = value.sequence?.compactMap { number($0, keyword) } ?? []
      guard numbers.count == 2 else {
        report(
          value.mark, "'\(keyword)' has two numbers, the version and the oldest; write [17, 16]")
        return true
      }
      (facts.version, facts.oldestVersion) = (Int(exactly: numbers[0]), Int(exactly: numbers[1]))
    default: return readCodeFact(keyword, value, &facts.code)
    }
    return true
  }

  private mutating func readCodeFact(
    _ keyword: String, _ value: Node, _ facts: inout CodeFacts
  ) -> Bool {
    switch keyword {
    case "x-writer": facts.writer = string(value, keyword)
    case "x-reader": facts.reader = string(value, keyword)
    case "x-header": facts.header = string(value, keyword)
    case "x-struct": facts.structure = string(value, keyword)
    case "x-define": facts.define = string(value, keyword)
    default: return false
    }
    return true
  }

  private mutating func word<Word>(
    _ value: Node, _ keyword: String, _ make: (String) -> Word?, _ words: [String]
  ) -> Word? {
    guard let text = string(value, keyword) else { return nil }
    if let word = make(text) { return word }
    let end = suggestion(
      for: text, among: words, otherwise: "it is one of " + words.joined(separator: ", "))
    report(value.mark, "'\(text)' is no value of \(keyword)" + end)
    return nil
  }

  private mutating func numbers(_ value: Node, _ keyword: String) -> [String: Int128] {
    guard let mapping = value.mapping else {
      report(value.mark, "'\(keyword)' is no mapping; write '{name: number}'")
      return [:]
    }
    var numbers: [String: Int128] = [:]
    for (key, value) in mapping { numbers[key.string ?? ""] = number(value, keyword) }
    return numbers
  }
}
