// A number that is stated with how far a floating-point value may be from it: `0.333 ± 0.001`, or in ASCII
// `0.333 +- 0.001`.

/// A number and a distance.
package struct Tolerance: Hashable, Sendable {
  package var number: Double
  /// Above 0.
  package var distance: Double

  /// A distance that is none, as it is written; the sign before it.
  struct Malformed: Error, Hashable {
    var sign: String
    var text: String
  }

  /// - Returns: `nil` where no sign follows a number, so that the value is text like any other.
  init?(stated value: Substring) throws(Malformed) {
    // Most values have not even a byte of a sign.
    guard value.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == 0xB1 }),
      let sign = Self.signs.compactMap({ value.ranges(of: $0).last }).first,
      let number = Self.number(value[..<sign.lowerBound])
    else { return nil }
    guard let distance = Self.number(value[sign.upperBound...]), distance > 0 else {
      throw Malformed(
        sign: String(value[sign]), text: String(value[sign.upperBound...].trimming()))
    }
    (self.number, self.distance) = (number, distance)
  }

  private static let signs = ["±", "+-"]

  private static func number(_ text: Substring) -> Double? {
    Double(text.trimming()).flatMap { $0.isFinite ? $0 : nil }
  }
}

extension ValueComment {
  /// What the value states, where it is a number with a tolerance.
  package var tolerance: Tolerance? { try? Tolerance(stated: value) }
}
