// Records compared. Where a field was put in or taken out, all behind it has moved by as much; that is
// one change and not many.

import Bindings

extension Comparer {
  mutating func compareLayouts(_ old: Layout, _ new: Layout) {
    let path = new.path
    let isRepeated = base.isRepeated(old.name) || head.isRepeated(new.name)
    let gone = old.fields.filter { new[field: $0.name] == nil }
    let added = new.fields.filter { old[field: $0.name] == nil }
    let renamed = gone.compactMap { field in
      added.first { $0.range == field.range && $0.form == field.form }.map { (field, $0) }
    }
    for (before, after) in renamed {
      changes.append(
        Change(
          "field-renamed", path.property(after.name), before.name, after.name,
          from: path.property(before.name)))
    }
    let lost = gone.filter { field in !renamed.contains { $0.0 == field } }
    let won = added.filter { field in !renamed.contains { $0.1 == field } }
    for field in lost { addPresence(field, in: old, without: new, isRepeated, isNew: false, path) }
    for field in won { addPresence(field, in: new, without: old, isRepeated, isNew: true, path) }
    for field in old.fields {
      guard let other = new[field: field.name] else { continue }
      let shift = shift(before: field, lost, old, new) + shift(before: other, won, old, new, 1)
      compare(field, other, expectedAt: field.offset + shift, path.property(field.name))
    }
    if lost.isEmpty, won.isEmpty, old.size != new.size, !isExplained(old, new) {
      let rules = isRepeated ? ("entry-grown", "entry-shrunk") : ("record-grown", "record-shrunk")
      add(new.size > old.size ? rules.0 : rules.1, path, "\(old.size)", "\(new.size)")
    }
    compareCode(old.code, new.code, at: path)
  }

  /// By how much fields that are only in one of two layouts moved what stands behind them.
  private func shift(
    before field: LayoutField, _ others: [LayoutField], _ old: Layout, _ new: Layout,
    _ sign: Int = -1
  ) -> Int {
    let missing = others.filter {
      $0.offset < field.offset && !isInPadding($0, of: sign > 0 ? old : new)
    }
    var sum = missing.map(\.width).reduce(0, +) * sign
    // What has become wider moves what stands behind it too, and is told once.
    if sign < 0 {
      for other in old.fields where other.offset < field.offset {
        if let now = new[field: other.name] { sum += now.width - other.width }
      }
    }
    return sum
  }

  private func isExplained(_ old: Layout, _ new: Layout) -> Bool {
    let widths = old.fields.map { (new[field: $0.name]?.width ?? $0.width) - $0.width }
    return widths.contains { $0 != 0 } && new.size - old.size == widths.reduce(0, +)
  }

  /// Whether a field's bytes are reserved or nobody's in a layout that does not have the field.
  private func isInPadding(_ field: LayoutField, of layout: Layout) -> Bool {
    field.range.upperBound <= layout.size
      && layout.fields.allSatisfy { $0.form == .reserved || !$0.range.overlaps(field.range) }
  }

  private mutating func addPresence(
    _ field: LayoutField, in layout: Layout, without other: Layout, _ isRepeated: Bool, isNew: Bool,
    _ path: ElementPath
  ) {
    guard field.form != .reserved else { return }
    let place = path.property(field.name)
    let words = "\(field.form.name), \(field.width) bytes at \(field.offset)"
    let rules: (new: String, gone: String)
    if isInPadding(field, of: other) {
      rules = ("field-in-padding", "field-to-padding")
    } else if field.offset >= other.size, isRepeated {
      rules = ("entry-grown", "entry-shrunk")
    } else if field.offset >= other.size {
      rules = ("field-appended", "field-truncated")
    } else {
      rules = ("field-inserted", "field-removed")
    }
    add(isNew ? rules.new : rules.gone, place, isNew ? "" : words, isNew ? words : "")
  }

  private mutating func compare(
    _ old: LayoutField, _ new: LayoutField, expectedAt offset: Int, _ path: ElementPath
  ) {
    if new.offset != offset { add("field-moved", path, "\(old.offset)", "\(new.offset)") }
    if old.width != new.width {
      add(
        new.width > old.width ? "field-widened" : "field-narrowed", path, "\(old.width)",
        "\(new.width)")
    } else if old.form != new.form {
      add(formRule(old.form, new.form), path, old.form.name, new.form.name)
    }
    add(
      added: "field-target-added", removed: "field-target-removed", changed: "field-target-changed",
      path, old.target, new.target, "target")
    if old.meaning != new.meaning { add("meaning-changed", path, old.meaning, new.meaning) }
  }

  private func formRule(_ old: FieldForm, _ new: FieldForm) -> String {
    guard case .number(let mine, let wasSigned) = old, case .number(let theirs, let isSigned) = new
    else { return "field-form-changed" }
    if mine != theirs { return "field-order-changed" }
    return wasSigned == isSigned ? "field-form-changed" : "field-sign-changed"
  }
}
