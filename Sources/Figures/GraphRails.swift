// The nodes of a graph below each other, as narrow as a phone. What leads from a box stands below it; from
// each such line a rail leads to the box that it leads to.
//
//          [ shut  ]
//        ┌─── turn the key
//        │  ↺ push
//        └▸[ open  ]

/// Where the boxes and rails of a graph lie.
struct GraphRails {
  private let figure: GraphFigure
  /// What leads from a node to another, its lines, and its rail, the first of which is next to the boxes.
  private let ways: [(way: GraphFigure.Way, lines: [String], rail: Int)]
  /// Where boxes begin.
  private let left: Double
  private var boxes: [Frame] = []
  /// Where each way leaves, from top to bottom.
  private var starts: [Double] = []
  /// What leads from a box to itself, and where that stands.
  private var staying: [(words: String, y: Double)] = []

  private static let (line, pitch, indent, margin) = (GraphFigure.line, 9.0, 14.0, 10.0)

  init(_ figure: GraphFigure) {
    self.figure = figure
    let ways = figure.ways.filter { $0.source != $0.target }
    let rails = Self.rails(for: ways)
    left = 8 + Self.pitch * Double((rails.max() ?? -1) + 1)
    let measure = Drawing.phone - left - Self.indent - 2
    self.ways = zip(ways, rails).map { way, rail in
      (way, Drawing.lines(of: way.labels.joined(separator: ", "), within: measure), rail)
    }
    place(within: measure)
  }

  func drawing() -> Drawing {
    let bottom = ([boxes.last.map { $0.y + $0.height }] + starts + staying.map(\.y))
      .compactMap(\.self).max()
    var drawing = Drawing(figure.title, width: Drawing.phone, height: (bottom ?? 0) + Self.line)
    for (node, frame) in zip(figure.nodes, boxes) {
      let lines = node.lines(within: frame.width - 2 * Self.margin)
      drawing.box(frame, of: node, lines, .start, x: frame.x + Self.margin)
    }
    for line in staying { drawing.words(line.words, x: left + Self.indent, y: line.y) }
    for number in ways.indices { draw(number, on: &drawing) }
    return drawing
  }
}

extension GraphRails {
  /// A rail for each way: short ones lie next to the boxes, and those of one rail do not meet.
  static func rails(for ways: [GraphFigure.Way]) -> [Int] {
    let spans = ways.map(span)
    var rails = [Int](repeating: 0, count: ways.count)
    var taken: [[ClosedRange<Int>]] = []
    for number in ways.indices.sorted(by: { (spans[$0].count, $0) < (spans[$1].count, $1) }) {
      let free = taken.firstIndex { !$0.contains { $0.overlaps(spans[number]) } } ?? taken.count
      if free == taken.count { taken.append([]) }
      taken[free].append(spans[number])
      rails[number] = free
    }
    return rails
  }

  /// From where to where the rail of a way reaches: boxes have even places, and what stands below them
  /// odd ones.
  static func span(_ way: GraphFigure.Way) -> ClosedRange<Int> {
    let (start, end) = (2 * way.source + 1, 2 * way.target)
    return min(start, end)...max(start, end)
  }

  /// Finds a place for each box, and for each line below it.
  private mutating func place(within measure: Double) {
    starts = Array(repeating: 0, count: ways.count)
    var y = 2.0
    for (index, node) in figure.nodes.enumerated() {
      let width = Drawing.phone - 2 - left
      let lines = node.lines(within: width - 2 * Self.margin).count
      let entries = ways.count { $0.way.target == index }
      let height = max(Double(lines) * Self.line + 10, 8 * Double(entries + 1))
      boxes.append(Frame(x: left, y: y, width: width, height: height))
      y += height + 4
      for (number, way) in ways.enumerated() where way.way.source == index {
        starts[number] = y + 12
        y += Double(way.lines.count) * Self.line
      }
      for way in figure.ways where way.source == index && way.target == index {
        let words = "↺ " + way.labels.joined(separator: ", ")
        for line in Drawing.lines(of: words, within: measure) {
          staying.append((line, y + 12))
          y += Self.line
        }
      }
      y += 12
    }
  }

  /// Draws the words of a way, and its rail from there to its box.
  private func draw(_ number: Int, on drawing: inout Drawing) {
    let (way, lines, rail) = ways[number]
    for (index, words) in lines.enumerated() {
      let y = starts[number] + Double(index) * Self.line
      drawing.words(words, x: left + Self.indent, y: y)
    }
    let entries = ways.indices.filter { ways[$0].way.target == way.target }
    let place = Double(entries.firstIndex(of: number) ?? 0) + 1
    let box = boxes[way.target]
    let end = box.y + box.height * place / Double(entries.count + 1)
    let x = left - 7 - Self.pitch * Double(rail)
    let (start, tip) = (starts[number] - 4, left - 1)
    drawing.path(
      "M\(px(left + Self.indent - 4)) \(px(start))H\(px(x))V\(px(end))H\(px(tip))", Stroke())
    drawing.path(
      "M\(px(tip - 5)) \(px(end - 3.5))L\(px(tip)) \(px(end))L\(px(tip - 5)) \(px(end + 3.5))",
      Stroke())
  }
}
