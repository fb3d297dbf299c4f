// Values that a schema allows, those first that look like what one meets; among the others the ones that
// another schema would not allow.

import Bindings

extension SpecimenMaker {
  /// Values of a property, as bytes.
  func values(_ property: PropertySchema, _ other: PropertySchema?) -> [[UInt8]] {
    switch property.form {
    case .flag: return [[]]
    case .untyped: return [Array("whatever".utf8)]
    case .text, .texts: return textValues(property, other)
    case .number(let form), .numbers(let form), .rows(let form, _):
      return numberValues(property, form, other)
    }
  }

  private func numberValues(
    _ property: PropertySchema, _ form: NumberForm, _ other: PropertySchema?
  ) -> [[UInt8]] {
    let allowed = numbers(property, form, other).filter {
      form.range.contains($0) && property.fault(in: .numbers([$0])) == nil
    }
    guard let first = allowed.first else { return [] }
    var columns = 1
    if case .rows(_, let count) = property.form { columns = count }
    // Different numbers, so that an item which changed its place is seen.
    let spread = allowed.count > 1 ? allowed : [first]
    func list(_ count: Int, from start: Int) -> [Int128] {
      (0..<count * columns).map { spread[(start + $0) % spread.count] }
    }
    guard property.form.isList else {
      return allowed.map { property.encoded(.numbers([$0])) }
    }
    return counts(property, other).map { property.encoded(.numbers(list($0, from: 0))) }
      + allowed.indices.map {
        property.encoded(.numbers(list(max(1, property.count.least), from: $0)))
      }
  }

  private func numbers(
    _ property: PropertySchema, _ form: NumberForm, _ other: PropertySchema?
  ) -> [Int128] {
    let top = form.range.upperBound
    let typical: [Int128] = [0x1234_5000, 0x1000, 0x4321, 0x0041_4141_4141_4141, 7, 1, 0]
    var bounds: [Int128] = []
    for constraints in [property.constraints, other?.constraints].compactMap(\.self) {
      for bound in [constraints.minimum, constraints.maximum].compactMap(\.self) {
        bounds += [bound - 1, bound, bound + 1]
      }
      if let multiple = constraints.multiple {
        bounds += [
          multiple, 3 * multiple, 5 * multiple, multiple + 1, 2 * multiple,
          top / multiple * multiple,
        ]
      }
      bounds += constraints.numbers ?? []
    }
    for facts in [property.facts, other?.facts].compactMap(\.self) {
      bounds += facts.values.values
      bounds += facts.bits.values.filter { (0..<64).contains($0) }.map { Int128(1) << Int128($0) }
    }
    let edges: [Int128] = [form.range.lowerBound, top, top - 0xfff, top / 2 + 1, 0x1234]
    // Whole pages, and neither large nor the same when their bytes are turned round.
    let inner: [Int128] = [0x12_4500_0000, 0x12_4500]
    return typical + bounds.sorted() + edges + inner
  }

  private func counts(_ property: PropertySchema, _ other: PropertySchema?) -> [Int] {
    let limits = property.count
    var counts = [max(1, limits.least), limits.least, limits.least + 1, min(limits.most ?? 16, 16)]
    if let theirs = other?.count {
      counts += [theirs.least - 1, theirs.least, (theirs.most ?? 0) + 1, theirs.most ?? 0]
    }
    // One row of two has as many numbers as two of one.
    counts += [2, 3, 6]
    return counts.filter { $0 >= 0 && $0 <= 4096 && limits.contains($0) }
  }

  private func textValues(_ property: PropertySchema, _ other: PropertySchema?) -> [[UInt8]] {
    var texts = ["example", "a", "AAAAAAA"] + (property.constraints.texts ?? [])
    texts += other?.constraints.texts ?? []
    for limits in [property.constraints.length, other?.constraints.length].compactMap(\.self) {
      for count in [limits.least, limits.least - 1, limits.most ?? 0, (limits.most ?? 0) + 1]
      where (1...4096).contains(count) {
        texts.append(String(repeating: "a", count: count))
      }
    }
    if let own = property.constraints.pattern.flatMap({ try? NamePattern($0) }) {
      if let text = own.exampleText.text { texts.append(text) }
      let theirs = other?.constraints.pattern.flatMap { try? NamePattern($0) }
      if let text = theirs.flatMap({ own.text(notIn: $0).text }) { texts.append(text) }
    } else if let theirs = other?.constraints.pattern.flatMap({ try? NamePattern($0) }),
      let text = theirs.negated.exampleText.text
    {
      texts.append(text)
    }
    let allowed = texts.filter { property.fault(in: .texts([$0])) == nil }
    guard property.form == .texts else { return allowed.map { property.encoded(.texts([$0])) } }
    guard let first = allowed.first else { return [] }
    return counts(property, other).map {
      property.encoded(.texts(Array(repeating: first, count: $0)))
    }
  }
}
