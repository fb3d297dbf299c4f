// The lanes of a map and the axis below them.

import Memblock

extension MemoryMap {
  /// Draws a lane; a label that does not fit into its block is left to the tooltip.
  func drawn(
    _ name: String, _ blocks: [Block], _ axis: FoldedAxis, y: Double
  ) -> String {
    var svg = """
      <text x="74" y="\(px(y + 18))" text-anchor="end" font-weight="600">\(escaped(name))</text>
      """
    if !blocks.contains(where: { $0.paint == .outline }) {
      svg += """
        <line x1="84" x2="736" y1="\(px(y + 14))" y2="\(px(y + 14))" stroke="currentColor" \
        stroke-opacity="0.2"/>
        """
    }
    for block in blocks {
      let left = axis[block.range.base]
      let width = max(axis[block.range.end] - left, block.isLastByte ? 3 : 1)
      svg += rectangle(block, x: left, y: y, width: width)
      let fits = Double(block.label.count) * 6.6 + 8 < width
      if block.isLastByte {
        svg += """
          <text x="\(px(left - 6))" y="\(px(y + 18))" text-anchor="end">\
          \(escaped(block.label))</text>
          """
      } else if fits {
        svg += """
          <text x="\(px(left + width / 2))" y="\(px(y + 18))" text-anchor="middle" \
          \(ink(block.paint))>\(escaped(block.label))</text>
          """
      }
    }
    return svg
  }

  /// White on a halo of the block's own colour, so that its pattern does not disturb the letters.
  func ink(_ paint: Paint) -> String {
    paint == .outline
      ? "" : "fill=\"#ffffff\" stroke=\"\(paint.color)\" stroke-width=\"4\" paint-order=\"stroke\""
  }

  func rectangle(_ block: Block, x: Double, y: Double, width: Double) -> String {
    let box = "x=\"\(px(x))\" y=\"\(px(y))\" width=\"\(px(width))\" height=\"28\" rx=\"2\""
    let name = "<title>\(escaped("\(block.range) \(block.paint.rawValue) \(block.label)"))</title>"
    guard block.paint != .outline else {
      return """
        <rect \(box) fill="none" stroke="currentColor" stroke-opacity="0.55" \
        stroke-dasharray="3 3">\(name)</rect>
        """
    }
    return """
      <rect \(box) fill="\(block.paint.color)">\(name)</rect>\
      <rect \(box) fill="url(#\(block.paint))" stroke="currentColor" stroke-opacity="0.35"/>
      """
  }

  func drawn(_ axis: FoldedAxis, y: Double, angle: Int) -> String {
    var svg = ""
    for (index, fold) in axis.isFolded.enumerated() {
      let (from, to) = (axis.positions[index], axis.positions[index + 1])
      svg += """
        <line x1="\(px(from))" x2="\(px(to))" y1="\(px(y))" y2="\(px(y))" stroke="currentColor" \
        stroke-opacity="0.6" \(fold ? "stroke-dasharray=\"1 5\" stroke-linecap=\"round\"" : "")/>
        """
      if fold {
        let middle = (from + to) / 2
        svg += """
          <path d="M\(px(middle - 5)) \(px(y + 5))l4 -10M\(px(middle + 1)) \(px(y + 5))l4 -10" \
          stroke="currentColor" stroke-opacity="0.6" fill="none"/>
          """
      }
    }
    for (address, x) in axis.labelled {
      svg += """
        <line x1="\(px(x))" x2="\(px(x))" y1="\(px(y - 3))" y2="\(px(y + 3))" \
        stroke="currentColor" stroke-opacity="0.6"/>\
        <text transform="translate(\(px(x + 3)) \(px(y + 15))) rotate(-\(angle))" \
        text-anchor="end" font-size="10.5" font-family="ui-monospace, monospace">\(address)</text>
        """
    }
    return svg
  }
}
