// The map as a drawing: lanes, axis and legend, from left to right and from top to bottom.

import Figures
import Memblock

extension MemoryMap {
  /// The drawing as a self-contained SVG image with a spoken description.
  public func svg() -> String {
    let layout = MapLayout(lanes.flatMap(\.blocks))
    let bottom = Double(lanes.count) * layout.pitch + 30
    var drawing = Drawing(title, width: layout.drawingWidth)
    for (index, lane) in lanes.enumerated() {
      let y = layout.top + layout.pitch * Double(index)
      draw(lane.name, lane.blocks, layout, y: y, on: &drawing)
    }
    draw(layout.axis, y: bottom - 12, angle: layout.angle, on: &drawing)
    let y = bottom + layout.addressRoom
    let legendHeight = drawLegend(layout, y: y + 14, on: &drawing)
    drawing.frame.height = y + legendHeight + 8
    return drawing.svg(spoken: spoken)
  }

  /// Says what the looks of blocks mean, and returns how high that is.
  private func drawLegend(
    _ layout: MapLayout, y: Double, on drawing: inout Drawing
  ) -> Double {
    var (x, line) = (layout.axis.left, y)
    for paint in Paint.allCases {
      let isUsed = lanes.contains { $0.blocks.contains { $0.paint == paint && !$0.isLastByte } }
      guard isUsed, let tint = paint.tint else { continue }
      let width = 34 + 7 * Double(paint.rawValue.count)
      if x + width > layout.drawingWidth - 8 { (x, line) = (layout.axis.left, line + 20) }
      let box = Frame(x: x, y: line, width: 14, height: 14)
      drawing.box(box, .tint(tint), hatch: paint.hatch)
      drawing.words(paint.rawValue, x: x + 20, y: line + 11, .start.sized(11))
      x += width
    }
    return line - y + 20
  }
}
