// A drawing as SVG: boxes, words and lines, with a title and a description in words.
//
//     var drawing = Drawing("Two pages", width: 200, height: 40)
//     drawing.box(Frame(x: 4, y: 4, width: 90, height: 30), .tint(.teal))
//     drawing.words("page 0", x: 49, y: 23, .middle.white)
//     drawing.svg(spoken: "Page 0 is used.")
//
// Words and lines have the colour of the text around the drawing, so that it can be read in a light
// and in a dark theme. All text is escaped here and nowhere else.

/// A canvas on which shapes lie in the order in which they were drawn.
public struct Drawing: Sendable {
  /// The letters that words have unless they say otherwise.
  public enum Face: String, Sendable {
    case sans = "system-ui, sans-serif"
    case mono = "ui-monospace, monospace"
  }

  public var title: String
  /// The canvas, from its upper left corner; what lies beyond is not seen.
  public var frame: Frame
  private let face: Face
  private let size: Double
  private var shapes = ""
  private var hatches: Set<Hatch> = []

  /// An empty canvas. Lengths are in CSS pixels; `size` is that of the letters.
  public init(
    _ title: String, width: Double, height: Double = 0, face: Face = .sans, size: Double = 12
  ) {
    (self.title, self.face, self.size) = (title, face, size)
    frame = Frame(x: 0, y: 0, width: width, height: height)
  }

  /// Draws a box; its name is shown where a pointer rests on it.
  public mutating func box(
    _ frame: Frame, _ fill: Fill, hatch: Hatch? = nil, radius: Double = 2, name: String = ""
  ) {
    let place = frame.attributes + (radius > 0 ? " rx=\"\(px(radius))\"" : "")
    let title = name.isEmpty ? "" : "<title>\(escaped(name))</title>"
    shapes += "<rect \(place) \(fill.attributes)>\(title)</rect>"
    guard let hatch else { return }
    hatches.insert(hatch)
    shapes += """
      <rect \(place) fill="url(#\(hatch))" stroke="currentColor" stroke-opacity="0.35"/>
      """
  }

  /// Writes words whose baseline begins, has its middle, or ends at a point.
  public mutating func words(
    _ text: String, x: Double, y: Double, _ lettering: Lettering = .start
  ) {
    shapes += "<text \(lettering.attributes(x: x, y: y))>\(escaped(text))</text>"
  }

  /// Draws along a path in SVG's own notation, for instance `M0 0h9v9h-9z`.
  public mutating func path(_ path: String, _ stroke: Stroke) {
    shapes += "<path d=\"\(escaped(path))\" fill=\"none\" \(stroke.attributes)/>"
  }

  /// Fills a path in SVG's own notation.
  public mutating func area(_ path: String, _ fill: Fill) {
    shapes += "<path d=\"\(escaped(path))\" \(fill.attributes)/>"
  }

  public mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double),
    _ stroke: Stroke = Stroke()
  ) {
    path("M\(px(start.x)) \(px(start.y))L\(px(end.x)) \(px(end.y))", stroke)
  }

  /// About how wide words are in a sans-serif face of 12 pixels; capitals take more room.
  static func width(of words: String) -> Double {
    words.reduce(0) { $0 + ($1.isUppercase || $1 == "_" ? 8.6 : 6.6) }
  }

  /// How much wider bold words are than others.
  static let bold = 1.1

  /// Words cut at spaces into lines that are about as wide as said at most; a word is never cut.
  static func lines(of words: String, within width: Double) -> [String] {
    var lines: [String] = []
    for word in words.split(separator: " ") {
      if let last = lines.last, Self.width(of: "\(last) \(word)") <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// The drawing as an SVG image of its own, and what it shows in words for those who do not see it.
  ///
  /// - Parameters:
  ///   - spoken: the words; of several lines a page shows a list below the figure.
  ///   - narrow: the same for a phone, no wider than `Drawing.phone`; a page shows the one that fits,
  ///     and other programs show this drawing alone.
  public func svg(spoken: String, narrow: Drawing? = nil) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="\(viewBox)" role="img" \
    aria-labelledby="t d" \(letters) fill="currentColor">\
    <title id="t">\(escaped(title))</title>\
    <desc id="d">\(escaped(spoken))</desc>\
    \(content)\(narrow?.inside ?? "")</svg>
    """
  }

  /// What a phone shows without scrolling, in pixels.
  public static let phone = 352.0
}

extension Drawing {
  private var viewBox: String {
    [frame.x, frame.y, frame.width, frame.height].map(px).joined(separator: " ")
  }

  private var letters: String {
    "font-family=\"\(face.rawValue)\" font-size=\"\(px(size))\""
  }

  private var content: String {
    let patterns = hatches.sorted { $0.rawValue < $1.rawValue }.map(\.pattern).joined()
    return (patterns.isEmpty ? "" : "<defs>\(patterns)</defs>") + shapes
  }

  /// The drawing within another that has its words; where nobody knows better, only that one is seen.
  private var inside: String {
    // The patterns of a drawing that is not shown cannot be used, so each has its own.
    let own = content.replacing("fill=\"url(#", with: "fill=\"url(#n-")
      .replacing("<pattern id=\"", with: "<pattern id=\"n-")
    return """
      <svg class="narrow" display="none" viewBox="\(viewBox)" \(letters) \
      fill="currentColor">\(own)</svg>
      """
  }
}

/// A length with at most one digit after the point; what is no number is 0.
func px(_ length: Double) -> String {
  let tenths = (length * 10).rounded()
  guard tenths.isFinite else { return "0" }
  return tenths == (length.rounded() * 10) ? "\(Int(length.rounded()))" : "\(tenths / 10)"
}

/// Text that may stand in XML, in an attribute as well; what XML cannot hold is U+FFFD.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\t", "\n": result.unicodeScalars.append(scalar)
    case "\u{0}"..."\u{1f}", "\u{fffe}", "\u{ffff}": result += "\u{fffd}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
