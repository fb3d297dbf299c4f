// Where a header says something else than the book. A field is looked for by its name, and where the
// program calls it otherwise, by its place: what begins there must be as wide.

package import Bindings
package import Book

/// Where a header and the book differ.
package struct HeaderDifference: Codable, Hashable, Sendable {
  package var location: Location
  package var element: String
  package var message: String
}

extension HeaderQuestions {
  /// Where a header says something else than the book.
  ///
  /// - Returns: the differences, and the elements whose macro the header does not have, while it has that
  ///   of another form.
  package func differences(
    _ answers: HeaderAnswers, in set: BindingSet
  ) -> (differences: [HeaderDifference], absent: [String]) {
    var told: [(element: ElementPath, message: String)] = []
    for type in asked {
      // Of several forms that a struct has had, the header has one: it is held against the nearest.
      let all = (structs[type] ?? []).map { self.differences(of: $0, type, answers) }
      told += all.min { $0.count < $1.count } ?? []
    }
    let forms = Dictionary(grouping: names.filter { $0.define != nil }) { $0.define ?? "" }
    let known = forms.keys.filter { answers.macros[$0] != nil }
    var absent: [String] = []
    for define in forms.keys.sorted() {
      if answers.macros[define] == nil, !known.isEmpty {
        absent += (forms[define] ?? []).map { "\($0.element) (\(define))" }
      } else {
        told += differences(of: forms[define] ?? [], answers)
      }
    }
    for name in names where name.define == nil { told += differences(of: name, answers) }
    let found = told.map { element, message in
      HeaderDifference(
        location: set.place(of: element, nil) ?? Location(file: header),
        element: element.description, message: message)
    }
    return (found, absent)
  }

  // MARK: Structs

  private func differences(
    of layout: Layout, _ type: String, _ answers: HeaderAnswers
  ) -> [(ElementPath, String)] {
    guard let record = answers.records[type] else {
      let reason = answers.refused[type] ?? "there is no struct \(type)"
      return [(layout.path, "\(header): \(reason); mend what is named here")]
    }
    var told: [(ElementPath, String)] = []
    if record.size != layout.size {
      told.append(
        (
          layout.path,
          "struct \(type) has, in bytes, \(record.size) in \(header), and \(layout.size) here; mend one"
        ))
    }
    for field in layout.fields where field.form != .reserved {
      guard let message = difference(of: field, type, record) else { continue }
      told.append((layout.path.property(field.name), message))
    }
    for member in record.members where !member.isInner {
      guard let bits = member.bits, !covers(layout, bits) else { continue }
      told.append(
        (
          layout.path,
          "struct \(type) has \(member.path) \(member.place) in \(header), where no field is here;"
            + " state it"
        ))
    }
    return told
  }

  private func covers(_ layout: Layout, _ bits: Range<Int>) -> Bool {
    layout.fields.contains { Self.bits(of: $0).overlaps(bits) }
  }

  private static func bits(of field: LayoutField) -> Range<Int> {
    field.range.lowerBound * 8..<field.range.upperBound * 8
  }

  private func difference(
    of field: LayoutField, _ type: String, _ record: RecordLayout
  ) -> String? {
    let bits = Self.bits(of: field)
    let name = field.name.replacing("-", with: "_")
    let named = record.members.filter { $0.name == name }
    if let member = named.first, !named.contains(where: { $0.firstBit == bits.lowerBound }) {
      return "\(member.path) of struct \(type) begins \(member.place) in \(header), and at"
        + " \(field.offset) here; mend one"
    }
    let here = record.members.filter { $0.firstBit == bits.lowerBound }
    guard let member = here.first else {
      return "nothing in struct \(type) of \(header) begins at \(field.offset); mend one"
    }
    // Bytes are what another layout describes; and several members of bits are one number here.
    guard field.form != .bytes, !isOfBits(bits, record),
      let width = here.compactMap(\.width).max(), !here.contains(where: { $0.bits == bits })
    else { return nil }
    let (unit, size) = width % 8 == 0 ? ("bytes", 8) : ("bits", 1)
    return "\(member.path) of struct \(type) has, in \(unit), \(width / size) in \(header), and"
      + " \(field.width * 8 / size) here; mend one"
  }

  /// Whether members of bits fill a range, each within it.
  private func isOfBits(_ range: Range<Int>, _ record: RecordLayout) -> Bool {
    let inside = record.members.compactMap(\.bits).filter(range.overlaps)
    return inside.contains { $0.count % 8 != 0 }
      && inside.map(\.lowerBound).min() == range.lowerBound
      && inside.map(\.upperBound).max() == range.upperBound
  }

  // MARK: Names

  /// The forms that a macro names: it is one of them, and what this one holds is named somewhere.
  private func differences(
    of forms: [Name], _ answers: HeaderAnswers
  ) -> [(ElementPath, String)] {
    guard let first = forms.first, let define = first.define else { return [] }
    let form = forms.first { $0.name == answers.strings[define] }
    if let form { return unnamed(form, answers) }
    let what = answers.strings[define].map { "is \"\($0)\"" } ?? "is no string"
    let known = Set(forms.map { "\"\($0.name)\"" }).sorted().joined(separator: " or ")
    return [(first.element, "\(define) \(what) in \(header), and \(known) here; mend one")]
  }

  private func differences(of name: Name, _ answers: HeaderAnswers) -> [(ElementPath, String)] {
    guard answers.strings.values.contains(name.name) else {
      let end = suggestion(
        for: name.name, among: Set(answers.strings.values).sorted(),
        otherwise: "mend the name, or the header")
      return [(name.element, "no macro of \(header) is \"\(name.name)\"" + end)]
    }
    return unnamed(name, answers)
  }

  /// Properties that no program names.
  private func unnamed(_ name: Name, _ answers: HeaderAnswers) -> [(ElementPath, String)] {
    guard let literals = answers.literals else { return [] }
    let said = literals.union(answers.strings.values)
    return name.properties.filter { !said.contains($0) }.map { property in
      let end = suggestion(
        for: property, among: said.sorted(), otherwise: "mend the name, or what names it")
      return (
        name.element.property(property),
        "no macro of \(header), and no file that includes it, says \"\(property)\"" + end
      )
    }
  }
}
