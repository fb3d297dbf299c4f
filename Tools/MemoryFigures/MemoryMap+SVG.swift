// The map as a drawing: lanes, axis and legend, from left to right and from top to bottom.

import Figures
import Memblock

extension MemoryMap {
  /// The drawing as a self-contained SVG image with a spoken description.
  public func svg() -> String {
    let drawings = MapLayout.fitting(lanes.flatMap(\.blocks)).map(drawing)
    guard let first = drawings.first else { return "" }
    return first.svg(spoken: spoken, narrow: drawings.dropFirst().first)
  }

  private func drawing(_ layout: MapLayout) -> Drawing {
    let bottom = Double(lanes.count) * layout.pitch + 30
    var drawing = Drawing(title, width: layout.drawingWidth)
    for (index, lane) in lanes.enumerated() {
      let y = layout.top + layout.pitch * Double(index)
      draw(lane.name, lane.blocks, layout, y: y, on: &drawing)
    }
    draw(layout.axis, y: bottom - 12, angle: layout.angle, on: &drawing)
    var y = bottom + layout.addressRoom + 14
    y += drawLegend(layout, y: y, on: &drawing)
    if layout.isNarrow { y = drawLabels(layout, y: y + 4, on: &drawing) }
    drawing.frame.height = y + 8
    return drawing
  }

  /// Says below a map what did not fit into its blocks; returns where that ends.
  private func drawLabels(
    _ layout: MapLayout, y: Double, on drawing: inout Drawing
  ) -> Double {
    var y = y
    for (block, words) in unsaid(layout) {
      let fill = block.paint.tint.map { Fill.tint($0) } ?? .outline
      drawing.box(Frame(x: 4, y: y, width: 14, height: 14), fill, hatch: block.paint.hatch)
      drawing.words(words, x: 24, y: y + 11, .start.sized(11))
      y += 18
    }
    return y
  }

  /// Each block without room for its label, once for all lanes, and what is to be said of it; of many
  /// that look the same and have the same label, only how many there are.
  private func unsaid(_ layout: MapLayout) -> [(block: Block, words: String)] {
    var blocks: [Block] = []
    for block in lanes.flatMap(\.blocks) where !block.isLastByte && !block.label.isEmpty {
      guard !block.hasRoomForLabel(in: layout.width(block)),
        !blocks.contains(where: { $0.range == block.range && $0.isLike(block) })
      else { continue }
      blocks.append(block)
    }
    guard blocks.count > 12 else { return blocks.map { ($0, "\($0.label): \($0.range)") } }
    let firsts = blocks.indices.filter { index in
      !blocks[..<index].contains { $0.isLike(blocks[index]) }
    }
    return firsts.map { first in
      let count = blocks.count { $0.isLike(blocks[first]) }
      let many = "\(blocks[first].label): \(count) blocks"
      return (
        blocks[first],
        count == 1 ? "\(blocks[first].label): \(blocks[first].range)" : many
      )
    }
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
