// Which elements a property of a figure may name. Browsers drop a declaration that they do not know and
// keep the one before it, and which they know is theirs to say. So a value ends what was said before
// only where all know it; where one does not look so, all that was said may hold.

/// What properties refer to, whichever of their declarations count.
enum SVGReferences {
  /// How many a property may have, of those that are not sure; who draws needs one.
  static let most = 8

  private static let properties: [String: Bool] = [
    "fill": true, "stroke": true, "marker": true, "marker-start": true, "marker-mid": true,
    "marker-end": true, "clip-path": false, "mask": false, "filter": false,
  ]

  /// Whether elements within one have the property too when they say nothing of it; `nil` for a
  /// property that nothing hands on, not even to those that ask with `inherit`.
  static func handsOn(_ name: String) -> Bool? { properties[name] }

  static func isPaint(_ name: String) -> Bool { name == "fill" || name == "stroke" }

  /// The ids that a property may come to, each once.
  ///
  /// - Parameter values: what an element says of it, in order.
  /// - Parameter parent: what it may come to for the element around, which `inherit`, `unset` and
  ///   others hand on; they may be marked important too, so that none that follow end them.
  static func references(
    of name: String, _ values: [String], parent: [String]
  ) -> [String] {
    let isSure = values.allSatisfy { isPlain($0, name) || reference($0) != nil }
    let ended = isSure ? values.lastIndex { isPlain($0, name) }.map { $0 + 1 } ?? 0 : 0
    var ids = isSure ? [] : parent
    for id in values[ended...].compactMap(reference) where !ids.contains(id) {
      ids.append(id)
      // One more than there may be says enough.
      if ids.count > most { break }
    }
    return ids
  }

  static func reference(_ value: String) -> String? {
    guard value.hasPrefix("url(#"), value.hasSuffix(")") else { return nil }
    return String(value.dropFirst(5).dropLast())
  }

  /// Whether every browser knows that a value is one, and names nothing.
  private static func isPlain(_ value: String, _ name: String) -> Bool {
    if value == "none" { return true }
    guard isPaint(name) else { return false }
    if value.first == "#" {
      let digits = value.utf8.dropFirst()
      return (digits.count == 3 || digits.count == 6)
        && digits.allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) }
    }
    return colors.contains(value)
  }

  private static let colors: Set<String> = [
    "currentColor", "transparent", "aqua", "black", "blue", "fuchsia", "gray", "green", "lime",
    "maroon", "navy", "olive", "purple", "red", "silver", "teal", "white", "yellow",
  ]
}
