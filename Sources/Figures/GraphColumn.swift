// The nodes of a graph below each other. What leads from a box to itself stands inside of it, beside
// an arrow that comes back.

/// Where the boxes and arrows of a graph lie in a column.
struct GraphColumn {
  private let figure: GraphFigure
  /// What leads from a node to another, from left to right, and the lines of its words.
  private let lanes: [(way: GraphFigure.Way, lines: [String])]
  /// What leads from a node to itself.
  private let staying: [Int: [String]]
  private var frames: [Frame] = []

  private static let (line, margin, loop, head) = (GraphFigure.line, 12.0, 18.0, 4.0)
  /// Where a line of words ends, in pixels, unless a single word is longer.
  private static let measure = 220.0

  init(_ figure: GraphFigure) {
    self.figure = figure
    lanes = figure.ways.filter { $0.source != $0.target }
      .sorted { ($0.source, $0.target) < ($1.source, $1.target) }
      .map { ($0, $0.lines(within: Self.measure)) }
    let loops = figure.ways.filter { $0.source == $0.target }
      .map { ($0.source, $0.lines(within: Self.measure)) }
    staying = Dictionary(uniqueKeysWithValues: loops)
    frames = boxes
  }

  func svg() -> String {
    let right = (frames.map { $0.x + $0.width }.max() ?? 0) + Self.loop + 2
    let bottom = (frames.last.map { $0.y + $0.height } ?? 0) + 2
    var drawing = Drawing(figure.title, width: right, height: bottom)
    for (index, node) in figure.nodes.enumerated() {
      draw(node, staying[index], in: frames[index], on: &drawing)
    }
    for (number, lane) in lanes.enumerated() {
      draw(lane.way, lane.lines, at: laneStart(number), on: &drawing)
    }
    guard right > Drawing.phone else { return drawing.svg(spoken: figure.spoken) }
    return drawing.svg(spoken: figure.spoken, narrow: GraphRails(figure).drawing())
  }

  /// Where the vertical line of a lane stands; the words of those before it are at its left.
  private func laneStart(_ number: Int) -> Double {
    lanes.prefix(number).reduce(2 * Self.margin) { x, lane in
      x + (lane.lines.map(Drawing.width).max() ?? 0) + 2 * Self.margin
    }
  }

  /// The boxes of the nodes; a gap has room for the words of the arrows that leave through it.
  private var boxes: [Frame] {
    let inside = figure.nodes.enumerated().map { index, node in
      node.width(within: Self.measure) + (staying[index]?.map(Drawing.width).max() ?? 0)
        + 4 * Self.margin
    }
    let width = max(inside.max() ?? 0, laneStart(lanes.count))
    var y = 2.0
    return figure.nodes.enumerated().map { index, node in
      let lines = max(node.lines(within: Self.measure).count, staying[index]?.count ?? 0)
      let frame = Frame(x: 2, y: y, width: width, height: Double(lines) * Self.line + 12)
      let through = lanes.filter { min($0.way.source, $0.way.target) == index }
      let words = through.map(\.lines.count).max() ?? 0
      y += frame.height + Double(words) * Self.line + 24
      return frame
    }
  }

  private func draw(
    _ node: GraphFigure.Node, _ staying: [String]?, in frame: Frame, on drawing: inout Drawing
  ) {
    drawing.box(
      frame, of: node, node.lines(within: Self.measure), .start, x: frame.x + Self.margin)
    guard let staying else { return }
    let right = frame.x + frame.width
    for (number, label) in staying.enumerated() {
      let y = frame.y + 18 + Double(number) * Self.line
      drawing.words(label, x: right - Self.margin, y: y, .end.on(node.fill))
    }
    drawLoop(at: (right, frame.middle.y), on: &drawing)
  }

  /// Draws an arrow that leaves a box at its right edge, and comes back.
  private func drawLoop(at place: (x: Double, y: Double), on drawing: inout Drawing) {
    let (top, bottom) = (px(place.y - 7), px(place.y + 7))
    let (edge, out) = (px(place.x), px(place.x + Self.loop))
    drawing.path("M\(edge) \(top)C\(out) \(top) \(out) \(bottom) \(edge) \(bottom)", Stroke())
    let (tip, end) = (px(place.y + 7 - Self.head), px(place.y + 7 + Self.head))
    let back = px(place.x + Self.head + 1)
    drawing.path("M\(back) \(tip)L\(edge) \(bottom)L\(back) \(end)", Stroke())
  }

  private func draw(
    _ way: GraphFigure.Way, _ lines: [String], at x: Double, on drawing: inout Drawing
  ) {
    let upper = frames[min(way.source, way.target)]
    let lower = frames[max(way.source, way.target)]
    let (top, bottom) = (upper.y + upper.height + 2, lower.y - 2)
    let isDown = way.source < way.target
    drawing.arrow(from: (x, isDown ? top : bottom), to: (x, isDown ? bottom : top))
    for (number, label) in lines.enumerated() {
      drawing.words(label, x: x + 8, y: top + 22 + Double(number) * Self.line)
    }
  }
}

extension Drawing {
  /// Draws a line straight up or down, with a head at its end.
  mutating func arrow(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
    line(from: start, to: end)
    let back = px(end.y + (start.y < end.y ? -6 : 6))
    path("M\(px(end.x - 4)) \(back)L\(px(end.x)) \(px(end.y))L\(px(end.x + 4)) \(back)", Stroke())
  }
}
