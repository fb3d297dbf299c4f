// Boxes with words in them, arrows from box to box, and words at each arrow.
//
//                 [ tracker ]
//               order 0 │  order 9
//               ┌───────┴──────┐          Where no box is led to twice, and none leads back, each
//            [ 0x8000 ]    [ 0x8200 ]     stands below the one that leads to it.
//
//        [ shut                 push ]↺
//           │ open       ▲ close          All else stands below each other.
//           ▼            │
//        [ open                      ]
//
// A column that is too wide for a phone is there a second time, in narrow.

/// A drawing of nodes, and of what leads from one to another.
public struct GraphFigure: Sendable {
  struct Node {
    var name: String
    var details: [String] = []
    var tint: Tint?
  }

  /// What leads the same way: both ends, and the words of all arrows.
  struct Way {
    let source: Int
    let target: Int
    var labels: [String]
  }

  /// The height of a line of words, in pixels.
  static let line = 16.0

  public var title: String
  private(set) var nodes: [Node] = []
  private(set) var ways: [Way] = []
  private var indices: [String: Int] = [:]

  public init(_ title: String) { self.title = title }

  /// Adds a node, with lines of details below its name; one whose name is taken gets the colour, and
  /// the details if there are any.
  public mutating func node(_ name: String, _ details: [String] = [], tint: Tint? = nil) {
    let index = index(name)
    nodes[index].tint = tint
    if !details.isEmpty { nodes[index].details = details }
  }

  /// Adds an arrow; nodes that there are not yet are added. Arrows that lead the same way are one
  /// in the drawing, with their words below each other.
  public mutating func arrow(from source: String, to target: String, _ label: String = "") {
    let (source, target) = (index(source), index(target))
    let labels = label.isEmpty ? [] : [label]
    if let known = ways.firstIndex(where: { $0.source == source && $0.target == target }) {
      ways[known].labels += labels
    } else {
      ways.append(Way(source: source, target: target, labels: labels))
    }
  }

  private mutating func index(_ name: String) -> Int {
    if let index = indices[name] { return index }
    nodes.append(Node(name: name))
    indices[name] = nodes.count - 1
    return nodes.count - 1
  }

  /// The arrows in words, a line for each node; of a tree's ends only those that have details.
  public var spoken: String {
    let isTree = GraphTree(self) != nil
    let told = nodes.enumerated().compactMap { index, node -> String? in
      let ways = ways.filter { $0.source == index }.flatMap(words)
      if isTree, ways.isEmpty, self.ways.contains(where: { $0.target == index }) {
        return node.details.isEmpty ? nil : node.words
      }
      return node.words + " – " + (ways.isEmpty ? "nothing leads on" : ways.joined(separator: "; "))
    }
    return told.joined(separator: ".\n") + "."
  }

  private func words(_ way: Way) -> [String] {
    let end = way.target == way.source ? "stays" : "leads to \(nodes[way.target].name)"
    return way.labels.isEmpty ? [end] : way.labels.map { "\($0) \(end)" }
  }

  public func svg() -> String {
    if let tree = GraphTree(self) { return tree.svg() }
    return GraphColumn(self).svg()
  }
}

extension GraphFigure.Node {
  /// The lines of the name, and of the details below it, none wider than said but for long words.
  func lines(within width: Double) -> [(words: String, isBold: Bool)] {
    Drawing.lines(of: name, within: width / Drawing.bold).map { ($0, true) }
      + details.flatMap { Drawing.lines(of: $0, within: width).map { ($0, false) } }
  }

  /// How wide the longest line is.
  func width(within width: Double) -> Double {
    lines(within: width)
      .map { Drawing.width(of: $0.words) * ($0.isBold ? Drawing.bold : 1) }.max() ?? 0
  }

  var fill: Fill { tint.map { .tint($0) } ?? .faint }

  var words: String { details.isEmpty ? name : "\(name) (\(details.joined(separator: ", ")))" }
}

extension Drawing {
  /// Draws the box of a node, with its lines in the middle of its height.
  mutating func box(
    _ frame: Frame, of node: GraphFigure.Node, _ lines: [(words: String, isBold: Bool)],
    _ look: Lettering, x: Double
  ) {
    box(frame, node.fill, radius: 4)
    let first = frame.middle.y + 4 - GraphFigure.line * Double(lines.count - 1) / 2
    for (number, line) in lines.enumerated() {
      let y = first + Double(number) * GraphFigure.line
      words(line.words, x: x, y: y, (line.isBold ? look.bold : look).on(node.fill))
    }
  }
}

extension GraphFigure.Way {
  /// The words of all arrows, each from a line of its own on.
  func lines(within width: Double) -> [String] {
    labels.flatMap { Drawing.lines(of: $0, within: width) }
  }
}
