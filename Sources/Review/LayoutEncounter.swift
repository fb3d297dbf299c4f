// What a reader makes of a record that was written by another layout: both are laid over the same bytes.

import Bindings

struct LayoutEncounter {
  let written: Layout
  let read: Layout
  /// Whether one record stands behind the other.
  let isRepeated: Bool

  /// What becomes of a field, or of the record as a whole.
  func outcome(of member: String?) -> Outcome {
    guard let member else { return extent }
    guard let theirs = read[field: member] else {
      guard let ours = written[field: member] else { return .read }
      return Self.isNamed(ours, in: read, not: written) ? .unknown : max(.ignored, stride)
    }
    guard let ours = written[field: member] else { return max(unwritten(theirs), stride) }
    let bytes = record
    let seen = bytes.dropFirst(theirs.offset).prefix(theirs.width)
    let meant = bytes.dropFirst(ours.offset).prefix(ours.width)
    let isSame =
      Array(seen) == Array(meant) && ours.width == theirs.width && ours.form == theirs.form
    guard isSame else { return .misread }
    if ours.target == theirs.target { return .read }
    return ours.target == nil || theirs.target == nil ? .unknown : .misread
  }

  /// What a reader finds where it looks for a field that nobody wrote.
  private func unwritten(_ field: LayoutField) -> Outcome {
    guard field.range.upperBound <= written.size else { return .misread }
    if Self.isNamed(field, in: written, not: read) { return .unknown }
    let isFree = written.fields.allSatisfy { other in
      other.form == .reserved || !other.range.overlaps(field.range)
    }
    return isFree ? .unknown : .misread
  }

  /// Whether a layout has a field's bytes under a name that the other layout does not have.
  private static func isNamed(_ field: LayoutField, in layout: Layout, not other: Layout) -> Bool {
    layout.fields.contains {
      $0.range == field.range && $0.form == field.form && other[field: $0.name] == nil
    }
  }

  private var stride: Outcome { isRepeated && written.size != read.size ? .misread : .read }

  private var extent: Outcome {
    if written.size == read.size { return .read }
    if isRepeated || read.size > written.size { return .misread }
    return .ignored
  }

  /// A record in which no two bytes are alike, as far as there are enough.
  var record: [UInt8] {
    (0..<written.size).map { offset in
      let field = written.fields.first { $0.range.contains(offset) }
      guard let field, field.form != .reserved else { return 0 }
      return UInt8(truncatingIfNeeded: 0x81 &+ offset &* 37)
    }
  }
}
