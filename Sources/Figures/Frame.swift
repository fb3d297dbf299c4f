// Where things lie in a drawing, and what lines are drawn with.

/// A rectangle: its upper left corner and its size, in CSS pixels.
public struct Frame: Equatable, Sendable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  public var middle: (x: Double, y: Double) { (x + width / 2, y + height / 2) }

  /// The frame with its borders moved inwards by a length.
  public func inset(by length: Double) -> Frame {
    Frame(x: x + length, y: y + length, width: width - 2 * length, height: height - 2 * length)
  }

  var attributes: String {
    "x=\"\(px(x))\" y=\"\(px(y))\" width=\"\(px(max(width, 0)))\" height=\"\(px(max(height, 0)))\""
  }
}

/// How a line is drawn; without a tint it has the colour of the text.
public struct Stroke: Sendable {
  /// Lengths of a stroke and of the gap behind it, with round ends where the stroke is a dot.
  public enum Dashes: String, Sendable {
    case none
    case dashed = "3 3"
    case dotted = "1 5"
  }

  let tint: Tint?
  let width: Double
  /// From 0, not seen, to 1.
  let opacity: Double
  let dashes: Dashes

  public init(
    _ tint: Tint? = nil, width: Double = 1, opacity: Double = 1, dashes: Dashes = .none
  ) {
    (self.tint, self.width, self.opacity, self.dashes) = (tint, width, opacity, dashes)
  }

  var attributes: String {
    var text = "stroke=\"\(tint?.rawValue ?? "currentColor")\""
    if width != 1 { text += " stroke-width=\"\(px(width))\"" }
    if opacity < 1 { text += " stroke-opacity=\"\(opacity)\"" }
    if dashes != .none { text += " stroke-dasharray=\"\(dashes.rawValue)\"" }
    return text + (dashes == .dotted ? " stroke-linecap=\"round\"" : "")
  }
}
