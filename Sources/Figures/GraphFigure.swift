// Boxes below each other, with arrows from box to box and words at each arrow.
//
//        [ shut                 push ]↺
//           │ open       ▲ close
//           ▼            │
//        [ open                      ]
//
// What leads from a box to itself stands inside of it, beside an arrow that comes back.

/// A drawing of nodes in a column, and of what leads from one to another.
public struct GraphFigure: Sendable {
  public var title: String
  private var nodes: [(name: String, tint: Tint?)] = []
  private var arrows: [(source: String, target: String, label: String)] = []

  private static let (line, margin, loop, head) = (16.0, 12.0, 18.0, 4.0)

  public init(_ title: String) { self.title = title }

  /// Adds a node below those that there are; a name that is taken changes only its colour.
  public mutating func node(_ name: String, tint: Tint? = nil) {
    if let index = nodes.firstIndex(where: { $0.name == name }) {
      nodes[index].tint = tint
    } else {
      nodes.append((name, tint))
    }
  }

  /// Adds an arrow; nodes that there are not yet are added. Arrows that lead the same way are one
  /// in the drawing, with their words below each other.
  public mutating func arrow(from source: String, to target: String, _ label: String) {
    for name in [source, target] where !nodes.contains(where: { $0.name == name }) { node(name) }
    arrows.append((source, target, label))
  }

  /// The arrows in words, a line for each node.
  public var spoken: String {
    nodes.map { node in
      let ways = arrows.filter { $0.source == node.name }.map { arrow in
        arrow.label + (arrow.target == node.name ? " stays" : " leads to \(arrow.target)")
      }
      return node.name + " – " + (ways.isEmpty ? "nothing leads on" : ways.joined(separator: "; "))
    }
    .joined(separator: ".\n") + "."
  }

  public func svg() -> String {
    let frames = frames
    let lanes = lanes
    let right = (frames.map { $0.x + $0.width }.max() ?? 0) + Self.loop + 2
    let bottom = (frames.last.map { $0.y + $0.height } ?? 0) + 2
    var drawing = Drawing(title, width: right, height: bottom)
    for (index, node) in nodes.enumerated() {
      draw(node, labels(index, index), in: frames[index], on: &drawing)
    }
    for (number, lane) in lanes.enumerated() {
      draw(lane, at: laneStart(number), between: frames, on: &drawing)
    }
    return drawing.svg(spoken: spoken)
  }
}

extension GraphFigure {
  private typealias Lane = (source: Int, target: Int)

  private func index(_ name: String) -> Int? { nodes.firstIndex { $0.name == name } }

  private func labels(_ source: Int, _ target: Int) -> [String] {
    arrows.filter { index($0.source) == source && index($0.target) == target }.map(\.label)
  }

  /// The pairs of different nodes between which an arrow leads, each once.
  private var lanes: [Lane] {
    nodes.indices.flatMap { source in
      nodes.indices.filter { $0 != source && !labels(source, $0).isEmpty }.map { (source, $0) }
    }
  }

  private func width(_ labels: [String]) -> Double {
    (labels.map(Drawing.width).max() ?? 0) + 2 * Self.margin
  }

  /// Where the vertical line of a lane stands; the words of those before it are at its left.
  private func laneStart(_ number: Int) -> Double {
    lanes.prefix(number).reduce(2 * Self.margin) { $0 + width(labels($1.source, $1.target)) }
  }

  private var boxWidth: Double {
    let inside = nodes.indices.map { width([nodes[$0].name]) + width(labels($0, $0)) }
    return max(inside.max() ?? 0, laneStart(lanes.count))
  }

  /// The boxes of the nodes; a gap has room for the words of the arrows that leave through it.
  private var frames: [Frame] {
    var y = 2.0
    return nodes.indices.map { node in
      let lines = max(labels(node, node).count, 1)
      let frame = Frame(x: 2, y: y, width: boxWidth, height: Double(lines) * Self.line + 12)
      let through = lanes.filter { min($0.source, $0.target) == node }
      let words = through.map { labels($0.source, $0.target).count }.max() ?? 0
      y += frame.height + Double(words) * Self.line + 24
      return frame
    }
  }

  private func draw(
    _ node: (name: String, tint: Tint?), _ staying: [String], in frame: Frame,
    on drawing: inout Drawing
  ) {
    let fill = node.tint.map { Fill.tint($0) } ?? .faint
    drawing.box(frame, fill, radius: 4)
    drawing.words(
      node.name, x: frame.x + Self.margin, y: frame.middle.y + 4, .start.bold.on(fill))
    guard !staying.isEmpty else { return }
    let right = frame.x + frame.width
    for (number, label) in staying.enumerated() {
      let y = frame.y + 18 + Double(number) * Self.line
      drawing.words(label, x: right - Self.margin, y: y, .end.on(fill))
    }
    let (top, bottom) = (px(frame.middle.y - 7), px(frame.middle.y + 7))
    let out = px(right + Self.loop)
    let edge = px(right)
    drawing.path("M\(edge) \(top)C\(out) \(top) \(out) \(bottom) \(edge) \(bottom)", Stroke())
    let tip = px(frame.middle.y + 7 - Self.head)
    let end = px(frame.middle.y + 7 + Self.head)
    let back = px(right + Self.head + 1)
    drawing.path("M\(back) \(tip)L\(edge) \(bottom)L\(back) \(end)", Stroke())
  }

  private func draw(
    _ lane: Lane, at x: Double, between frames: [Frame], on drawing: inout Drawing
  ) {
    let isDown = lane.source < lane.target
    let upper = frames[min(lane.source, lane.target)]
    let lower = frames[max(lane.source, lane.target)]
    let (top, bottom) = (upper.y + upper.height + 2, lower.y - 2)
    drawing.line(from: (x, top), to: (x, bottom))
    let (tip, back) = isDown ? (bottom, bottom - 6) : (top, top + 6)
    drawing.path(
      "M\(px(x - Self.head)) \(px(back))L\(px(x)) \(px(tip))L\(px(x + Self.head)) \(px(back))",
      Stroke())
    for (number, label) in labels(lane.source, lane.target).enumerated() {
      let y = top + 22 + Double(number) * Self.line
      drawing.words(label, x: x + 8, y: y)
    }
  }
}
