// Colours of a drawing. They are of middling brightness: white letters can be read on each of them,
// and each can be seen on a white page and on a black one.

/// A colour; its raw value is how CSS writes it.
public enum Tint: String, CaseIterable, Sendable {
  case green = "#4f8038"
  case teal = "#2a8076"
  case blue = "#3f73c4"
  case purple = "#8a63b8"
  case pink = "#a8558a"
  case red = "#c24d3c"
  case orange = "#ad621a"
  case ochre = "#906a0c"
  case gray = "#6f747c"
}

/// What a shape is filled with.
public enum Fill: Sendable {
  /// A colour, with letters in white on it.
  case tint(Tint)
  /// A shade in which letters keep the colour of the text.
  case faint
  /// Nothing within a dashed border.
  case outline

  var attributes: String {
    switch self {
    case .tint(let tint): "fill=\"\(tint.rawValue)\""
    case .faint: "fill=\"\(Tint.gray.rawValue)\" fill-opacity=\"0.22\""
    case .outline:
      "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.55\" stroke-dasharray=\"3 3\""
    }
  }
}

/// A pattern over a colour, so that colour is never the only difference.
public enum Hatch: String, CaseIterable, Sendable {
  case rising, falling, crossed, upright, level, peaks

  /// Strokes on a tile of eight by eight.
  private var strokes: String {
    switch self {
    case .rising: "M-2 2l4-4M0 8l8-8M6 10l4-4"
    case .falling: "M-2 6l4 4M0 0l8 8M6-2l4 4"
    case .crossed: "M0 0l8 8M0 8l8-8"
    case .upright: "M4 0v8"
    case .level: "M0 4h8"
    case .peaks: "M0 6l4-4 4 4"
    }
  }

  var pattern: String {
    """
    <pattern id="\(self)" width="8" height="8" patternUnits="userSpaceOnUse"><path \
    d="\(strokes)" stroke="#ffffff" stroke-opacity="0.45" stroke-width="1.5" fill="none"/>\
    </pattern>
    """
  }
}
