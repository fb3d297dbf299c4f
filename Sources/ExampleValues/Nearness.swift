// Floating-point values, which a chapter may state with how far they may be away.

/// A number that a value is to be near.
struct Nearness: Sendable {
  var number: Double
  var distance: Double

  /// Whether a value is a floating-point number, or an optional one, at most so far away.
  func admits(_ value: some Any) -> Bool {
    guard let value = value as? any BinaryFloatingPoint else { return false }
    return (number - distance...number + distance).contains(Self.double(value))
  }

  private static func double(_ value: some BinaryFloatingPoint) -> Double { Double(value) }
}
