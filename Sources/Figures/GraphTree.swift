// The nodes of a graph in levels, each below the one that leads to it. All boxes of a level begin at
// the same height; a box stands above the middle of those that it leads to.

/// Where the boxes and arrows of a graph lie that is a tree, or several beside each other.
struct GraphTree {
  private let figure: GraphFigure
  /// The nodes, each behind the one that leads to it.
  private let order: [Int]
  private let children: [[Int]]
  /// The words that stand above a box.
  private let labels: [[String]]
  private let levels: [Int]
  /// Where a line of words ends, in pixels, unless a single word is longer.
  private let measure: Double
  private var frames: [Frame] = []
  private var width = 0.0

  private static let (line, margin, gap) = (GraphFigure.line, 8.0, 8.0)
  /// What a narrow page shows without scrolling; words are cut into lines so that it suffices.
  private static let room = 350.0
  /// How far below a level the arrows part, and what an arrow needs above words and below them.
  private static let (trunk, above, below) = (9.0, 5.0, 13.0)

  /// The tree; `nil` where a node is led to from two others, or from below.
  init?(_ figure: GraphFigure) {
    var children = [[Int]](repeating: [], count: figure.nodes.count)
    var ways: [GraphFigure.Way?] = Array(repeating: nil, count: figure.nodes.count)
    for way in figure.ways {
      guard ways[way.target] == nil else { return nil }
      ways[way.target] = way
      children[way.source].append(way.target)
    }
    var levels = [Int](repeating: 0, count: figure.nodes.count)
    var order = figure.nodes.indices.filter { ways[$0] == nil }
    var next = 0
    while next < order.count {
      for child in children[order[next]] { levels[child] = levels[order[next]] + 1 }
      order += children[order[next]]
      next += 1
    }
    guard order.count == figure.nodes.count else { return nil }
    (self.figure, self.order, self.children) = (figure, order, children)
    let ends = Double(max(children.count(where: \.isEmpty), 1))
    let measure = min(200, max(80, Self.room / ends - 2 * Self.margin - Self.gap))
    (self.levels, self.measure) = (levels, measure)
    labels = ways.map { $0?.lines(within: measure) ?? [] }
    place()
  }

  func svg() -> String {
    let bottom = frames.map { $0.y + $0.height }.max() ?? 0
    var drawing = Drawing(figure.title, width: width, height: bottom + 2)
    for node in figure.nodes.indices {
      let (box, frame) = (figure.nodes[node], frames[node])
      drawing.box(frame, of: box, box.lines(within: measure), .middle, x: frame.middle.x)
      drawArrows(from: node, on: &drawing)
    }
    return drawing.svg(spoken: figure.spoken)
  }
}

extension GraphTree {
  /// How much room a node takes from left to right, with all below it.
  private var spans: [Double] {
    var spans = figure.nodes.indices.map { node in
      max(boxWidth(node), labels[node].map(Drawing.width).max() ?? 0) + Self.gap
    }
    for node in order.reversed() {
      spans[node] = max(spans[node], children[node].reduce(0) { $0 + spans[$1] })
    }
    return spans
  }

  private func boxWidth(_ node: Int) -> Double {
    figure.nodes[node].width(within: measure) + 2 * Self.margin
  }

  /// Finds a frame for each node.
  private mutating func place() {
    let (spans, rows) = (spans, rows)
    var lefts = [Double](repeating: 0, count: order.count)
    var x = 2 - Self.gap / 2
    for root in order where levels[root] == 0 {
      lefts[root] = x
      x += spans[root]
    }
    width = x + 2 - Self.gap / 2
    for node in order {
      let below = children[node].reduce(0) { $0 + spans[$1] }
      var x = lefts[node] + (spans[node] - below) / 2
      for child in children[node] {
        lefts[child] = x
        x += spans[child]
      }
    }
    frames = figure.nodes.indices.map { node in
      let (width, row) = (boxWidth(node), rows[levels[node]])
      let x = lefts[node] + (spans[node] - width) / 2
      return Frame(x: x, y: row.y, width: width, height: row.height)
    }
  }

  /// Where the boxes of each level begin, and how high they are.
  private var rows: [(y: Double, height: Double)] {
    let count = (levels.max() ?? -1) + 1
    var (boxes, words) = (Array(repeating: 0, count: count), Array(repeating: 0, count: count))
    for (node, level) in levels.enumerated() {
      boxes[level] = max(boxes[level], figure.nodes[node].lines(within: measure).count)
      words[level] = max(words[level], labels[node].count)
    }
    var y = 2.0
    return (0..<count).map { level in
      if level > 0 {
        y += Self.trunk + Self.above + Self.below + Double(words[level]) * Self.line
      }
      let row = (y, Double(boxes[level]) * Self.line + 10)
      y += row.1
      return row
    }
  }
}

extension GraphTree {
  /// Draws the arrows to the nodes below; words stand within them.
  private func drawArrows(from node: Int, on drawing: inout Drawing) {
    let frame = frames[node]
    let middles = children[node].map { frames[$0].middle.x }
    guard let first = middles.first, let last = middles.last else { return }
    let fork = frame.y + frame.height + Self.trunk
    drawing.line(from: (frame.middle.x, fork - Self.trunk), to: (frame.middle.x, fork))
    let (left, right) = (min(first, frame.middle.x), max(last, frame.middle.x))
    if left < right { drawing.line(from: (left, fork), to: (right, fork)) }
    for child in children[node] {
      let (x, top) = (frames[child].middle.x, frames[child].y)
      var y = fork
      if !labels[child].isEmpty {
        drawing.line(from: (x, fork), to: (x, fork + Self.above))
        for (number, label) in labels[child].enumerated() {
          drawing.words(
            label, x: x, y: fork + Self.above + 12 + Double(number) * Self.line, .middle)
        }
        y += Self.above + Double(labels[child].count) * Self.line
      }
      drawing.arrow(from: (x, y), to: (x, top - 1))
    }
  }
}
