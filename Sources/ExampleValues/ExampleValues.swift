// The check that `expression // → value` becomes: `expression ==> Shown("value")`.
//
// An operator after the expression needs no change before it, so the expression keeps its columns.
//
// What counts as equal: the value's description is the text, on one line and without white space at its
// ends; an optional shows what is in it; of dictionaries and sets the order does not count; and where the
// text is `0.333 ± 0.001`, a floating-point number that is no further away.

public import Testing

precedencegroup ExampleValuePrecedence {
  lowerThan: TernaryPrecedence
  higherThan: AssignmentPrecedence
}

infix operator ==> : ExampleValuePrecedence

/// What a chapter says an expression shows.
public struct Shown: Sendable {
  var text: String
  var nearness: Nearness?
  /// The text that states how far away a value may be; empty where it may not.
  private var tolerance = ""
  var sourceLocation: SourceLocation

  public init(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    self.text = text
    self.sourceLocation = sourceLocation
  }

  /// - Parameters:
  ///   - number: what the text says that a floating-point value is near.
  ///   - distance: how far it may be away, above 0.
  public init(
    _ text: String, near number: Double, within distance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    self.init(text, sourceLocation: sourceLocation)
    nearness = Nearness(number: number, distance: distance)
    tolerance = " ± \(distance)"
  }

  /// What to state instead: a floating-point number keeps its tolerance.
  func restated(_ value: some Any, _ actual: String) -> String {
    value is any BinaryFloatingPoint ? actual + tolerance : actual
  }
}

/// What a chapter says an expression throws: an error's text or type; empty for any error.
public struct Thrown: Sendable {
  var text: String
  var sourceLocation: SourceLocation

  public init(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    self.text = text
    self.sourceLocation = sourceLocation
  }

  var description: String { text.isEmpty ? "throws" : "throws \(text)" }
}

/// Compares the description of a value with what the chapter says, and gives the value back.
@discardableResult
public func ==> <Value>(value: Value, expected: Shown) -> Value {
  let actual = shownText(of: value)
  // An optional is cast to what it wraps.
  let unordered = value as? any UnorderedText
  if actual != expected.text, unordered?.agrees(with: expected.text) != true,
    expected.nearness?.admits(value) != true
  {
    disagree(
      actual, expected.text, expected.sourceLocation, restated: expected.restated(value, actual))
  }
  return value
}

/// Compares a thrown error's description, or the name of its type, with what the chapter says.
public func ==> <Value>(value: @autoclosure () throws -> Value, expected: Thrown) {
  do {
    let actual = shownText(of: try value())
    disagree(actual, expected.description, expected.sourceLocation)
  } catch {
    let actual = shownText(of: error)
    let names = ["", actual, String(describing: type(of: error))]
    if !names.contains(expected.text) {
      disagree("throws \(actual)", expected.description, expected.sourceLocation)
    }
  }
}

/// The text on one line that stands for a value: its description, an optional unwrapped.
func shownText(of value: some Any) -> String {
  let text =
    (value as? any AnyOptional)?.wrappedText ?? (value as? any UnorderedText)?.sortedText
    ?? String(describing: value)
  return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    .joined(separator: "\\n")
    .trimmed
}

/// Records a failure, and the real value as an attachment that a tool can write back.
///
/// - Parameter restated: what to write back, where it is not the real value alone.
private func disagree(
  _ actual: String, _ expected: String, _ location: SourceLocation, restated: String? = nil
) {
  Attachment.record(
    restated ?? actual, named: "shown-value-\(location.line).txt", sourceLocation: location)
  Issue.record("shows \(actual), not \(expected)", sourceLocation: location)
}

private protocol AnyOptional {
  var wrappedText: String { get }
}

extension Optional: AnyOptional {
  fileprivate var wrappedText: String { map { shownText(of: $0) } ?? "nil" }
}

extension String {
  /// Without white space at both ends, which a comment cannot show.
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
