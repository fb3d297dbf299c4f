// The map as a drawing: lanes, axis and legend, from left to right and from top to bottom.

import Figures
import Memblock

extension MemoryMap {
  /// The drawing as a self-contained SVG image with a spoken description.
  public func svg() -> String {
    let axis = FoldedAxis(lanes.flatMap(\.blocks))
    let bottom = Double(lanes.count) * 38 + 30
    var drawing = Drawing(title, width: 760)
    for (index, lane) in lanes.enumerated() {
      draw(lane.name, lane.blocks, axis, y: 14 + 38 * Double(index), on: &drawing)
    }
    let longest = Double(axis.cuts.map(\.description.count).max() ?? 0)
    let (angle, addressRoom) = longest > 13 ? (52.0, 14 + 5 * longest) : (38, 14 + 4 * longest)
    draw(axis, y: bottom - 12, angle: angle, on: &drawing)
    let legendHeight = drawLegend(y: bottom + addressRoom + 14, on: &drawing)
    drawing.frame.height = bottom + addressRoom + legendHeight + 8
    return drawing.svg(spoken: spoken)
  }

  /// Says what the looks of blocks mean, and returns how high that is.
  private func drawLegend(y: Double, on drawing: inout Drawing) -> Double {
    var (x, line) = (FoldedAxis.left, y)
    for paint in Paint.allCases {
      let isUsed = lanes.contains { $0.blocks.contains { $0.paint == paint && !$0.isLastByte } }
      guard isUsed, let tint = paint.tint else { continue }
      let width = 34 + 7 * Double(paint.rawValue.count)
      if x + width > 752 { (x, line) = (FoldedAxis.left, line + 20) }
      let box = Frame(x: x, y: line, width: 14, height: 14)
      drawing.box(box, .tint(tint), hatch: paint.hatch)
      drawing.words(paint.rawValue, x: x + 20, y: line + 11, .start.sized(11))
      x += width
    }
    return line - y + 20
  }
}
