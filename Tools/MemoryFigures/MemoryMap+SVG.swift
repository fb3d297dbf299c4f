// The map as SVG: lanes, axis and legend, drawn from left to right and from top to bottom.

import Memblock

extension MemoryMap {
  /// The drawing as a self-contained SVG image with a spoken description.
  public func svg() -> String {
    let axis = FoldedAxis(lanes.flatMap(\.blocks))
    let bottom = Double(lanes.count) * 38 + 30
    let used = Paint.allCases.filter { paint in
      paint != .outline
        && lanes.contains { $0.blocks.contains { $0.paint == paint && !$0.isLastByte } }
    }
    let longest = Double(axis.cuts.map(\.description.count).max() ?? 0)
    let (angle, addressRoom) = longest > 13 ? (52, 14 + 5 * longest) : (38, 14 + 4 * longest)
    let legend = legend(used, y: bottom + addressRoom + 14)
    let height = bottom + addressRoom + legend.height + 8
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 \(px(height))" role="img" \
      aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="12" \
      fill="currentColor"><title id="t">\(escaped(title))</title>\
      <desc id="d">\(escaped(spoken))</desc><defs>
      """
    for paint in used { svg += pattern(paint) }
    svg += "</defs>"
    for (index, lane) in lanes.enumerated() {
      svg += drawn(lane.name, lane.blocks, axis, y: 14 + 38 * Double(index))
    }
    svg += drawn(axis, y: bottom - 12, angle: angle) + legend.svg + "</svg>"
    return svg
  }

  func pattern(_ paint: Paint) -> String {
    """
    <pattern id="\(paint)" width="8" height="8" patternUnits="userSpaceOnUse"><path \
    d="\(paint.strokes)" stroke="#ffffff" stroke-opacity="0.45" stroke-width="1.5" fill="none"/>\
    </pattern>
    """
  }

  func legend(_ paints: [Paint], y: Double) -> (svg: String, height: Double) {
    var svg = ""
    var (x, line) = (FoldedAxis.left, y)
    for paint in paints {
      let width = 34 + 7 * Double(paint.rawValue.count)
      if x + width > 752 { (x, line) = (FoldedAxis.left, line + 20) }
      let box = "x=\"\(px(x))\" y=\"\(px(line))\" width=\"14\" height=\"14\" rx=\"2\""
      svg += """
        <rect \(box) fill="\(paint.color)"/><rect \(box) fill="url(#\(paint))"/>\
        <text x="\(px(x + 20))" y="\(px(line + 11))" font-size="11">\(paint.rawValue)</text>
        """
      x += width
    }
    return (svg, line - y + 20)
  }
}

/// A length in the drawing, with one digit after the point.
public func px(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

/// Text that may stand in XML.
public func escaped(_ text: String) -> String {
  var result = ""
  for character in text {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    default: result.append(character)
    }
  }
  return result
}
