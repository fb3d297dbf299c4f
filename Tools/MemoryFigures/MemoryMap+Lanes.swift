// The lanes of a map and the axis below them.

import Figures
import Memblock

extension MemoryMap {
  /// Draws a lane; a label that does not fit into its block is left to the tooltip.
  func draw(
    _ name: String, _ blocks: [Block], _ layout: MapLayout, y: Double, on drawing: inout Drawing
  ) {
    let axis = layout.axis
    if layout.isNarrow {
      drawing.words(name, x: axis.left, y: y - 6, .start.bold)
    } else {
      drawing.words(name, x: axis.left - 10, y: y + 18, .end.bold)
    }
    if !blocks.contains(where: { $0.paint == .outline }) {
      drawing.line(from: (axis.left, y + 14), to: (axis.right, y + 14), Stroke(opacity: 0.2))
    }
    for block in blocks {
      let frame = Frame(x: axis[block.range.base], y: y, width: layout.width(block), height: 28)
      draw(block, in: frame, on: &drawing)
    }
  }

  private func draw(_ block: Block, in frame: Frame, on drawing: inout Drawing) {
    let fill = block.paint.tint.map { Fill.tint($0) } ?? .outline
    let name = "\(block.range) \(block.paint.rawValue) \(block.label)"
    drawing.box(frame, fill, hatch: block.paint.hatch, name: name)
    if block.isLastByte {
      drawing.words(block.label, x: frame.x - 6, y: frame.y + 18, .end)
    } else if block.hasRoomForLabel(in: frame.width) {
      let look = block.paint.tint.map { Lettering.middle.on($0) } ?? .middle
      drawing.words(block.label, x: frame.middle.x, y: frame.y + 18, look)
    }
  }

  /// Draws the axis; addresses stand below it, turned by an angle in degrees.
  func draw(_ axis: FoldedAxis, y: Double, angle: Double, on drawing: inout Drawing) {
    for (index, isFolded) in axis.isFolded.enumerated() {
      let (from, to) = (axis.positions[index], axis.positions[index + 1])
      let dashes: Stroke.Dashes = isFolded ? .dotted : .none
      drawing.line(from: (from, y), to: (to, y), Stroke(opacity: 0.6, dashes: dashes))
      guard isFolded else { continue }
      for x in [(from + to) / 2 - 5, (from + to) / 2 + 1] {
        drawing.line(from: (x, y + 5), to: (x + 4, y - 5), Stroke(opacity: 0.6))
      }
    }
    for (address, x, words) in axis.labelled {
      drawing.line(from: (x, y - 3), to: (x, y + 3), Stroke(opacity: 0.6))
      if words != x {
        drawing.line(from: (x, y + 3), to: (words, y + 10), Stroke(opacity: 0.4))
      }
      drawing.words(
        "\(address)", x: words + 3, y: y + 19, .end.sized(11).mono.turned(-angle))
    }
  }
}
