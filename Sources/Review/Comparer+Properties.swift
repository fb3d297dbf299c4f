// Properties compared: types first, since constraints mean something only for the same type.

import Bindings

extension Comparer {
  mutating func compare(_ old: PropertySchema, _ new: PropertySchema, at path: ElementPath) {
    if old.isRequired != new.isRequired {
      add(
        new.isRequired ? "prop-optional-to-required" : "prop-required-to-optional", path, old.words,
        new.words, "required")
    }
    if old.isDeprecated != new.isDeprecated {
      add(new.isDeprecated ? "prop-deprecated" : "prop-undeprecated", path, "", "", "deprecated")
    }
    if compareForms(old, new, at: path) {
      compareLists(old, new, at: path)
      compareConstraints(old, new, at: path)
      compareMeanings(old.facts, new.facts, at: path)
    }
    add(
      added: "default-added", removed: "default-removed", changed: "default-changed", path,
      old.facts.absence, new.facts.absence, "x-absent")
    compareCode(old.facts.code, new.facts.code, at: path)
    addDescription(path, old.description, new.description)
  }

  // MARK: Types

  /// Compares types; whether they are alike enough for the rest to be compared.
  private mutating func compareForms(
    _ old: PropertySchema, _ new: PropertySchema, at path: ElementPath
  ) -> Bool {
    let (before, after) = (old.form, new.form)
    if before == .untyped || after == .untyped {
      guard before != after else { return true }
      add(before == .untyped ? "type-added" : "type-removed", path, before.name, after.name, "$ref")
      return false
    }
    guard let mine = before.number, let theirs = after.number else {
      return compareKinds(old, new, at: path)
    }
    if before.isList != after.isList { return compareShapes(old, new, mine, theirs, at: path) }
    if case .rows(_, let columns) = before, case .rows(_, let others) = after, columns != others {
      add("row-width-changed", path, before.name, after.name, "items")
      return false
    }
    if !before.isSameShape(as: after) { return compareKinds(old, new, at: path) }
    if mine.width != theirs.width {
      add(
        theirs.width > mine.width ? "width-widened" : "width-narrowed", path, before.name,
        after.name,
        "$ref")
      return false
    }
    if mine.isSigned != theirs.isSigned {
      add("signedness-changed", path, before.name, after.name, "$ref")
    }
    if old.order != new.order, mine.width > 1 {
      add("order-changed", path, old.order.rawValue, new.order.rawValue, "x-order")
    }
    return true
  }

  private mutating func compareShapes(
    _ old: PropertySchema, _ new: PropertySchema, _ mine: NumberForm, _ theirs: NumberForm,
    at path: ElementPath
  ) -> Bool {
    guard mine == theirs, old.order == new.order else { return compareKinds(old, new, at: path) }
    if case .rows = new.form { return compareKinds(old, new, at: path) }
    if case .rows = old.form { return compareKinds(old, new, at: path) }
    let list = new.form.isList ? new : old
    let isOne = list.count.contains(1)
    if isOne, list.count.most == 1 { return true }
    let rules =
      isOne
      ? ("scalar-to-list", "list-to-scalar") : ("scalar-to-longer-list", "longer-list-to-scalar")
    add(new.form.isList ? rules.0 : rules.1, path, old.form.name, new.form.name, "$ref")
    return false
  }

  private mutating func compareKinds(
    _ old: PropertySchema, _ new: PropertySchema, at path: ElementPath
  ) -> Bool {
    guard old.form != new.form else { return true }
    let isSameLength = old.canHaveLength(of: new) && new.canHaveLength(of: old)
    add(
      isSameLength ? "kind-changed-same-length" : "kind-changed", path, old.form.name,
      new.form.name,
      "$ref")
    return false
  }

  // MARK: Lists

  private mutating func compareLists(
    _ old: PropertySchema, _ new: PropertySchema, at path: ElementPath
  ) {
    guard old.form.isList, new.form.isList else { return }
    let (before, after) = (old.count, new.count)
    if before != after, after.least > before.most ?? .max || before.least > after.most ?? .max {
      add("list-count-changed", path, "\(before.words)", "\(after.words)", "minItems")
    } else {
      add(
        grown: "list-least-raised", shrunk: "list-least-lowered", path, Int128(before.least),
        Int128(after.least), "minItems")
      add(
        grown: "list-most-raised", shrunk: "list-most-lowered", path, Int128(before.most ?? .max),
        Int128(after.most ?? .max), "maxItems")
    }
    guard old.items != new.items else { return }
    let (mine, theirs) = (old.items.joined(separator: ", "), new.items.joined(separator: ", "))
    let isTurned = old.items.sorted() == new.items.sorted()
    add(isTurned ? "list-order-changed" : "list-item-changed", path, mine, theirs, "items")
  }

  // MARK: Meanings

  private mutating func compareMeanings(
    _ old: PropertyFacts, _ new: PropertyFacts, at path: ElementPath
  ) {
    add(
      added: "unit-added", removed: "unit-removed", changed: "unit-changed", path,
      old.unit?.rawValue, new.unit?.rawValue, "x-unit")
    add(
      added: "target-added", removed: "target-removed", changed: "target-changed", path, old.target,
      new.target, "x-points-at")
    add(
      added: "size-source-added", removed: "size-source-removed", changed: "size-source-changed",
      path, old.sizeSource, new.sizeSource, "x-size-in")
    add(
      added: "zero-added", removed: "zero-removed", changed: "zero-changed", path, old.zero,
      new.zero,
      "x-zero")
    compareValueNames(old.values, new.values, at: path)
    compareBits(old.bits, new.bits, at: path)
  }

  private mutating func compareValueNames(
    _ old: [String: Int128], _ new: [String: Int128], at path: ElementPath
  ) {
    let shown = DecodedValue.hexadecimal
    let numbers = Set(old.values).union(new.values).sorted()
    for number in numbers {
      let before = old.filter { $0.value == number }.keys.sorted().first
      let after = new.filter { $0.value == number }.keys.sorted().first
      guard before != after else { continue }
      // A name that went to another number is told where it went.
      if let before, after == nil, new[before] != nil { continue }
      let isRenumbered = before != nil && after != nil || after.map { old[$0] != nil } == true
      let rule = isRenumbered ? "value-renumbered" : before == nil ? "value-named" : "value-unnamed"
      add(
        rule, path, "\(shown(number)) \(before ?? "")", "\(shown(number)) \(after ?? "")",
        "x-values")
    }
  }

  private mutating func compareBits(
    _ old: [String: Int], _ new: [String: Int], at path: ElementPath
  ) {
    for bit in Set(old.values).union(new.values).sorted() {
      let before = old.filter { $0.value == bit }.keys.sorted().first
      let after = new.filter { $0.value == bit }.keys.sorted().first
      guard before != after else { continue }
      let rule = before == nil ? "bit-added" : after == nil ? "bit-removed" : "bit-reassigned"
      add(rule, path, "bit \(bit) \(before ?? "")", "bit \(bit) \(after ?? "")", "x-bits")
    }
  }

  // MARK: Texts

  mutating func compareCode(_ old: CodeFacts, _ new: CodeFacts, at path: ElementPath) {
    addText("writer-changed", path, old.writer, new.writer, "x-writer")
    addText("reader-changed", path, old.reader, new.reader, "x-reader")
    for (keyword, before, after) in [
      ("x-header", old.header, new.header), ("x-struct", old.structure, new.structure),
      ("x-define", old.define, new.define),
    ] { addText("source-changed", path, before, after, keyword) }
  }

  mutating func addText(
    _ rule: String, _ path: ElementPath, _ old: String?, _ new: String?, _ keyword: String?
  ) {
    if old != new { add(rule, path, old ?? "", new ?? "", keyword) }
  }

  /// Words that state what a value means, and should be stated so that programs read them.
  private static let normative: Set<String> = [
    "must", "shall", "never", "always", "bytes", "pages", "physical", "virtual", "native", "endian",
    "little-endian", "big-endian", "zero", "default", "aligned", "signed", "unsigned", "optional",
    "required", "reserved", "inclusive", "exclusive",
  ]

  mutating func addDescription(_ path: ElementPath, _ old: String?, _ new: String?) {
    guard old != new else { return }
    func words(_ text: String?) -> [String] {
      (text ?? "").lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
    }
    let changed = words(old).difference(from: words(new)).map { change in
      switch change {
      case .insert(_, let word, _), .remove(_, let word, _): word
      }
    }
    let isHint = changed.contains { Self.normative.contains($0) }
    add(
      isHint ? "description-hint" : "description-changed", path, old ?? "", new ?? "", "description"
    )
  }
}

extension ValueForm {
  fileprivate func isSameShape(as other: ValueForm) -> Bool {
    switch (self, other) {
    case (.number, .number), (.numbers, .numbers), (.rows, .rows): true
    default: false
    }
  }
}

extension Limits {
  var words: String {
    guard let most else { return "\(least) or more" }
    return least == most ? "\(most)" : "\(least) to \(most)"
  }
}

extension PropertySchema {
  /// Whether some value of this has as many bytes as some value of another.
  fileprivate func canHaveLength(of other: PropertySchema) -> Bool {
    if let mine = byteCount, let theirs = other.byteCount { return mine == theirs }
    if let mine = byteCount { return mine > 0 && other.canHave(length: mine) }
    if let theirs = other.byteCount { return theirs > 0 && canHave(length: theirs) }
    return true
  }

  private func canHave(length: Int) -> Bool {
    switch form {
    case .text:
      return constraints.texts.map { $0.contains { $0.utf8.count + 1 == length } }
        ?? constraints.length?.contains(length - 1) ?? true
    case .texts: return length >= count.least
    case .numbers(let form): return length % form.width == 0 && count.contains(length / form.width)
    case .rows(let form, let columns):
      return length % (form.width * columns) == 0 && count.contains(length / form.width / columns)
    case .flag, .number, .untyped: return byteCount == length
    }
  }
}
