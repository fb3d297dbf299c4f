// Bounds compared: which of two sets of values holds the other.

import Bindings

extension Comparer {
  mutating func compareConstraints(
    _ old: PropertySchema, _ new: PropertySchema, at path: ElementPath
  ) {
    let (before, after) = (old.constraints, new.constraints)
    guard before != after else { return }
    compareLists(before.numbers, after.numbers, before, after, path)
    compareLists(before.texts, after.texts, before, after, path)
    if let range = old.form.number?.range {
      add(
        grown: "minimum-raised", shrunk: "minimum-lowered", path,
        before.minimum ?? range.lowerBound,
        after.minimum ?? range.lowerBound, "minimum")
      add(
        grown: "maximum-raised", shrunk: "maximum-lowered", path,
        before.maximum ?? range.upperBound,
        after.maximum ?? range.upperBound, "maximum")
    }
    compareMultiples(before.multiple ?? 1, after.multiple ?? 1, path)
    compareLengths(before.length, after.length, path)
    if let mine = before.pattern, let theirs = after.pattern {
      comparePatterns(
        mine, theirs, path, ("text-pattern-narrowed", "text-pattern-widened"),
        "text-pattern-changed", ofNames: false, keyword: "pattern")
    } else if before.pattern != after.pattern {
      add(
        before.pattern == nil ? "text-pattern-narrowed" : "text-pattern-widened", path,
        before.pattern ?? "", after.pattern ?? "", "pattern")
    }
  }

  /// `const` and `enum` are both lists of values; one alone is a constant.
  private mutating func compareLists<Value: Hashable & Comparable & SendableMetatype>(
    _ old: [Value]?, _ new: [Value]?, _ before: Constraints, _ after: Constraints,
    _ path: ElementPath
  ) {
    guard old != new else { return }
    func words(_ list: [Value]?) -> String {
      list.map { $0.sorted().map { "\($0)" }.joined(separator: ", ") } ?? ""
    }
    let isConstant = before.isConstant || after.isConstant
    let keyword = isConstant ? "const" : "enum"
    let rule: String
    switch (old.map(Set.init), new.map(Set.init)) {
    case (nil, nil): return
    case (nil, _?): rule = isConstant ? "const-added" : "enum-added"
    case (_?, nil): rule = isConstant ? "const-removed" : "enum-dropped"
    case (let mine?, let theirs?):
      if mine == theirs { return }
      if before.isConstant, after.isConstant {
        rule = "const-changed"
      } else if mine.isStrictSubset(of: theirs) {
        rule = before.isConstant ? "const-removed" : "enum-value-added"
      } else if mine.isStrictSuperset(of: theirs) {
        rule = after.isConstant ? "const-added" : "enum-value-removed"
      } else {
        rule = "enum-changed"
      }
    }
    add(rule, path, words(old), words(new), keyword)
  }

  private mutating func compareMultiples(_ old: Int128, _ new: Int128, _ path: ElementPath) {
    guard old != new else { return }
    let rule =
      new % old == 0
      ? "multiple-tightened" : old % new == 0 ? "multiple-loosened" : "multiple-changed"
    let shown = DecodedValue.hexadecimal
    add(rule, path, shown(old), shown(new), "multipleOf")
  }

  private mutating func compareLengths(_ old: Limits?, _ new: Limits?, _ path: ElementPath) {
    guard old != new else { return }
    let (before, after) = (old ?? Limits(0, nil), new ?? Limits(0, nil))
    let isLooser = after.least <= before.least && after.most ?? .max >= before.most ?? .max
    add(
      isLooser ? "text-limit-loosened" : "text-limit-tightened", path, before.words, after.words,
      "maxLength")
  }
}
