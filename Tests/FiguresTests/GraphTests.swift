// Boxes and arrows: told in words, each thing at a place of its own, the same bytes each time.

import Testing

@testable import Figures

@Suite struct `Nodes and arrows` {
  private var door: GraphFigure {
    var figure = GraphFigure("A door")
    figure.arrow(from: "shut", to: "shut", "push")
    figure.arrow(from: "shut", to: "open", "turn the key")
    figure.arrow(from: "shut", to: "open", "break")
    figure.arrow(from: "open", to: "shut", "wind")
    return figure
  }

  @Test func `are told in words, node by node`() {
    var figure = door
    figure.node("gone")
    #expect(
      figure.spoken == """
        shut – push stays; turn the key leads to open; break leads to open.
        open – wind leads to shut.
        gone – nothing leads on.
        """)
  }

  @Test func `are a box for each node, and one arrow for all that lead the same way`() throws {
    let reader = try #require(Reader(door.svg()))
    #expect(reader.names.count { $0 == "rect" } == 2)
    // One that stays, one down and one up: each a line and a head.
    #expect(reader.names.count { $0 == "path" } == 6)
    #expect(reader.names.count { $0 == "text" } == 6)
  }

  @Test func `keep their place when a name comes again, and take the new colour`() {
    var figure = door
    figure.node("shut", tint: .red)
    #expect(figure.spoken == door.spoken)
    #expect(figure.svg().contains(Tint.red.rawValue) && !door.svg().contains(Tint.red.rawValue))
  }

  @Test func `may be none`() {
    #expect(Reader(GraphFigure("Nothing").svg())?.names.contains("rect") == false)
    #expect(GraphFigure("Nothing").spoken == ".")
  }

  @Test func `lie where nothing else does, in a column`() throws {
    var figure = door
    figure.node("open", ["until somebody comes who shuts it, which may take a while"], tint: .blue)
    figure.arrow(from: "shut", to: "gone", "a fire that no one had reckoned with, on a windy night")
    figure.arrow(from: "shut", to: "shut", "knock")
    #expect(try #require(Reader(figure.svg())).collisions == [])
  }

  @Test func `lie where nothing else does, on a phone as well`() throws {
    var figure = door
    let words = "a fire that no one had reckoned with, on a windy night, when all were out"
    figure.arrow(from: "shut", to: "gone", words)
    figure.arrow(from: "open", to: "gone", words)
    figure.arrow(from: "gone", to: "shut", "build it again")
    #expect(figure.svg().contains("class=\"narrow\""))
    let drawing = GraphRails(figure).drawing()
    let reader = try #require(Reader(drawing.svg(spoken: "")))
    #expect(reader.collisions == [] && reader.canvas.width == Drawing.phone)
    // For each of five ways a rail and a head; what stays is said without one.
    #expect(reader.names.count { $0 == "path" } == 10)
    #expect(reader.text.contains("↺ push"))
    #expect(!door.svg().contains("class=\"narrow\""), "a column fits a phone already")
  }

  @Test func `share no piece of a rail, but where they lead to one box`() {
    var figure = GraphFigure("Four")
    for (source, target) in [("a", "b"), ("b", "c"), ("a", "c"), ("c", "a"), ("d", "b")] {
      figure.arrow(from: source, to: target, "x")
    }
    let ways = figure.ways
    let rails = GraphRails.rails(for: ways)
    for (index, way) in ways.enumerated() {
      for other in ways.indices[..<index] where rails[other] == rails[index] {
        let (one, two) = (GraphRails.span(way), GraphRails.span(ways[other]))
        #expect(!one.overlaps(two), "\(way) and \(ways[other])")
      }
    }
    #expect(Set(rails).count < ways.count)
  }

  @Test func `find the way of a pair again, wherever it was said`() {
    var figure = door
    figure.arrow(from: "shut", to: "open", "blow")
    #expect(figure.spoken.contains("turn the key leads to open; break leads to open; blow"))
  }
}

@Suite struct `A tree of nodes` {
  private var tree: GraphFigure {
    var figure = GraphFigure("Kinds")
    figure.node("kinds", ["all of them"], tint: .blue)
    for (kind, many) in [("dogs", 2), ("cats", 1), ("animals that are neither the one", 3)] {
      figure.arrow(from: "kinds", to: kind, kind.first == "a" ? "what else there may be" : "")
      for number in 1...many { figure.arrow(from: kind, to: "\(kind) \(number)", "the \(number)") }
    }
    figure.node("dogs 2", ["<b>rex</b>", "and a bone"], tint: .teal)
    return figure
  }

  @Test func `is told in words, and of its ends only those that have details`() {
    #expect(
      tree.spoken == """
        kinds (all of them) – leads to dogs; leads to cats; what else there may be leads to \
        animals that are neither the one.
        dogs – the 1 leads to dogs 1; the 2 leads to dogs 2.
        dogs 2 (<b>rex</b>, and a bone).
        cats – the 1 leads to cats 1.
        animals that are neither the one – the 1 leads to animals that are neither the one 1; \
        the 2 leads to animals that are neither the one 2; \
        the 3 leads to animals that are neither the one 3.
        """)
  }

  @Test func `has each level below the last, and nothing lies where something else does`() throws {
    let reader = try #require(Reader(tree.svg()))
    #expect(reader.collisions == [])
    #expect(Set(reader.boxes.map(\.y)).count == 3)
    #expect(reader.boxes.count == 10 && reader.text.contains("<b>rex</b>"))
  }

  @Test func `has each box above the middle of those below it`() throws {
    var figure = GraphFigure("Two ends")
    for end in ["a", "b"] { figure.arrow(from: "root", to: end, "a way of some length to \(end)") }
    let boxes = try #require(Reader(figure.svg())).boxes
    #expect(abs(2 * boxes[0].middle.x - boxes[1].middle.x - boxes[2].middle.x) < 0.3)
  }

  @Test func `is narrow when it is a chain, whatever its length`() throws {
    var figure = GraphFigure("Pages")
    for page in 1..<200 { figure.arrow(from: "page \(page)", to: "page \(page + 1)", "next") }
    let reader = try #require(Reader(figure.svg()))
    #expect(reader.canvas.width < 100 && reader.collisions == [])
  }

  @Test func `has the same bytes each time`() {
    #expect(tree.svg() == tree.svg())
  }

  @Test func `is none where something leads back, or two ways meet`() throws {
    for (source, target) in [("dogs 1", "kinds"), ("cats 1", "dogs 1"), ("cats", "cats")] {
      var figure = tree
      figure.arrow(from: source, to: target, "bite")
      let lefts = Set(try #require(Reader(figure.svg())).boxes.map(\.x))
      #expect(lefts == [2], "\(source) to \(target)")
    }
  }

  @Test func `is cut into lines that a narrow page has room for`() throws {
    var figure = GraphFigure("Two sides")
    for side in ["left", "right"] {
      let name = "the \(side) of two sides, with a long name"
      figure.node(name, ["and details that go on for a while"])
      figure.arrow(from: name, to: "below the \(side) one", "by a way that is not short either")
    }
    let reader = try #require(Reader(figure.svg()))
    #expect(reader.canvas.width <= 350 && reader.collisions == [])
  }

  @Test func `stands beside another`() throws {
    var figure = tree
    figure.arrow(from: "plants", to: "trees")
    let reader = try #require(Reader(figure.svg()))
    #expect(reader.collisions == [])
    #expect(reader.boxes[0].y == reader.boxes[10].y)
  }
}
