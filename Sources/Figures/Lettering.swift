// How words of a drawing look and where they stand, said from left to right: `.middle.white.sized(10)`.

/// The look of words.
public struct Lettering: Sendable {
  private enum Ink { case page, faint, white, halo(Tint) }

  private let anchor: String
  private var ink = Ink.page
  private var size: Double?
  private var face: Drawing.Face?
  private var isBold = false
  private var isItalic = false
  /// Degrees, clockwise.
  private var turn = 0.0

  private init(_ anchor: String) { self.anchor = anchor }

  /// Words that begin at their point.
  public static let start = Lettering("start")
  /// Words with their middle above their point.
  public static let middle = Lettering("middle")
  /// Words that end at their point.
  public static let end = Lettering("end")

  public var bold: Lettering { with { $0.isBold = true } }
  public var italic: Lettering { with { $0.isItalic = true } }
  public var sans: Lettering { with { $0.face = .sans } }
  public var mono: Lettering { with { $0.face = .mono } }
  public var white: Lettering { with { $0.ink = .white } }
  public var faint: Lettering { with { $0.ink = .faint } }

  /// White on a halo of the box's own colour, so that a hatch does not disturb the letters.
  public func on(_ tint: Tint) -> Lettering { with { $0.ink = .halo(tint) } }
  /// What can be read on a fill.
  public func on(_ fill: Fill) -> Lettering {
    if case .tint = fill { white } else { self }
  }
  public func sized(_ size: Double) -> Lettering { with { $0.size = size } }
  /// Words turned about their point, by degrees clockwise.
  public func turned(_ degrees: Double) -> Lettering { with { $0.turn = degrees } }

  private func with(_ change: (inout Lettering) -> Void) -> Lettering {
    var copy = self
    change(&copy)
    return copy
  }

  func attributes(x: Double, y: Double) -> String {
    var text =
      turn == 0
      ? "x=\"\(px(x))\" y=\"\(px(y))\""
      : "transform=\"translate(\(px(x)) \(px(y))) rotate(\(px(turn)))\""
    if anchor != "start" { text += " text-anchor=\"\(anchor)\"" }
    if let size { text += " font-size=\"\(px(size))\"" }
    if let face { text += " font-family=\"\(face.rawValue)\"" }
    if isBold { text += " font-weight=\"600\"" }
    if isItalic { text += " font-style=\"italic\"" }
    switch ink {
    case .page: break
    case .faint: text += " opacity=\"0.7\""
    case .white: text += " fill=\"#ffffff\""
    case .halo(let tint):
      text +=
        " fill=\"#ffffff\" stroke=\"\(tint.rawValue)\" stroke-width=\"4\" paint-order=\"stroke\""
    }
    return text
  }
}
