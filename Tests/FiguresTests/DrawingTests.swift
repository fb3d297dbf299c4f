// Drawings are images that an XML reader takes, whatever their words are, and that people can read.

import Foundation
import Testing

@testable import Figures

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The names of the elements of a document, the text that stands in it, and where boxes and words lie; of
/// a narrow drawing within it nothing.
final class Reader: NSObject, XMLParserDelegate {
  private(set) var names: [String] = []
  private(set) var text = ""
  private(set) var canvas = Frame(x: 0, y: 0, width: 0, height: 0)
  private(set) var boxes: [Frame] = []
  /// Words, and about the room that they take.
  private(set) var words: [(text: String, frame: Frame)] = []
  private var open: [(name: String, attributes: [String: String])] = []

  init?(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    open.append((name, attributes))
    if isInNarrow { return }
    names.append(name)
    func number(_ key: String) -> Double { attributes[key].flatMap(Double.init) ?? 0 }
    if name == "rect" {
      boxes.append(
        Frame(x: number("x"), y: number("y"), width: number("width"), height: number("height")))
    }
    if name == "text" { words.append(("", Frame(x: 0, y: 0, width: 0, height: 0))) }
    let sides = attributes["viewBox"]?.split(separator: " ").compactMap { Double($0) } ?? []
    if sides.count == 4 {
      canvas = Frame(x: sides[0], y: sides[1], width: sides[2], height: sides[3])
    }
  }

  private var isInNarrow: Bool { open.contains { $0.attributes["class"] == "narrow" } }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if isInNarrow { return }
    self.text += text
    guard let (name, attributes) = open.last, name == "text" else { return }
    func number(_ key: String) -> Double? { attributes[key].flatMap(Double.init) }
    words[words.count - 1].text += text
    let size = number("font-size") ?? 12
    let bold = attributes["font-weight"] == nil ? 1 : 1.1
    let width = Drawing.width(of: words[words.count - 1].text) * size / 12 * bold
    let shifts: [String: Double] = ["middle": 0.5, "end": 1]
    let shift = shifts[attributes["text-anchor"] ?? ""] ?? 0
    words[words.count - 1].frame = Frame(
      x: (number("x") ?? 0) - shift * width, y: (number("y") ?? 0) - 0.75 * size,
      width: width, height: size)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { open.removeLast() }
}

extension Frame {
  func overlaps(_ other: Frame) -> Bool {
    x < other.x + other.width && other.x < x + width
      && y < other.y + other.height && other.y < y + height
  }

  /// Whether another frame lies in this one; a tenth of a pixel may be lost in the writing.
  func contains(_ other: Frame) -> Bool {
    other.x >= x - 0.1 && other.x + other.width <= x + width + 0.1
      && other.y >= y - 0.1 && other.y + other.height <= y + height + 0.1
  }
}

extension Reader {
  /// What lies where something else is, or beyond the canvas, in words.
  var collisions: [String] {
    var found: [String] = []
    for (index, box) in boxes.enumerated() {
      if !canvas.contains(box) { found.append("box \(index) beyond the canvas") }
      for other in boxes[..<index] where other.overlaps(box) { found.append("boxes at \(box)") }
    }
    for (index, word) in words.enumerated() {
      if !canvas.contains(word.frame) { found.append("\(word.text) beyond the canvas") }
      for other in words[..<index] where other.frame.overlaps(word.frame) {
        found.append("\(word.text) on \(other.text)")
      }
      for box in boxes where box.overlaps(word.frame) && !box.contains(word.frame) {
        found.append("\(word.text) over the edge of a box")
      }
    }
    return found
  }
}

@Suite struct `A drawing` {
  @Test func `escapes words wherever they stand`() throws {
    let hostile = "<script>&\"'\u{0}\u{1b}]]></script>"
    var drawing = Drawing(hostile, width: 10, height: 10)
    drawing.words(hostile, x: 0, y: 0)
    drawing.box(Frame(x: 0, y: 0, width: 1, height: 1), .faint, name: hostile)
    drawing.path(hostile, Stroke())
    let reader = try #require(Reader(drawing.svg(spoken: hostile)))
    #expect(reader.names == ["svg", "title", "desc", "text", "rect", "title", "path"])
    #expect(reader.text.components(separatedBy: "<script>&\"'\u{fffd}\u{fffd}]]>").count == 5)
  }

  @Test func `holds a narrow one, with hatches of its own, that others do not show`() throws {
    var (wide, narrow) = (Drawing("Two", width: 700), Drawing("Two", width: 300, height: 8))
    for number in 1...2 {
      wide.box(Frame(x: 0, y: 0, width: 9, height: 9), .faint, hatch: .level)
      narrow.words("\(number) fill=\"url(#level)\"", x: 0, y: 8)
    }
    narrow.box(Frame(x: 0, y: 0, width: 9, height: 9), .faint, hatch: .level)
    let svg = wide.svg(spoken: "", narrow: narrow)
    #expect(svg.contains("<svg class=\"narrow\" display=\"none\" viewBox=\"0 0 300 8\""))
    #expect(svg.components(separatedBy: "url(#level)").count == 5)
    #expect(svg.components(separatedBy: "url(#n-level)").count == 2)
    #expect(svg.components(separatedBy: "id=\"n-level\"").count == 2)
    let names = try #require(Reader(svg)).names
    #expect(names.count { $0 == "title" } == 1 && names.count { $0 == "desc" } == 1)
  }

  @Test func `declares the hatches that it uses, once`() throws {
    var drawing = Drawing("", width: 10, height: 10)
    for hatch in [Hatch.level, .crossed, .level] {
      drawing.box(Frame(x: 0, y: 0, width: 1, height: 1), .tint(.red), hatch: hatch)
    }
    let svg = drawing.svg(spoken: "")
    #expect(Reader(svg)?.names.count { $0 == "pattern" } == 2)
    #expect(svg.contains("id=\"level\"") && svg.contains("url(#crossed)"))
  }

  @Test func `says lengths shortly, and no length that is none`() {
    #expect([0, -0.04, 2.25, -3.5, 1e9].map(px) == ["0", "0", "2.3", "-3.5", "1000000000"])
    #expect([Double.nan, .infinity].map(px) == ["0", "0"])
  }

  @Test(arguments: Tint.allCases)
  func `has white letters that can be read on a tint`(tint: Tint) throws {
    let number = try #require(UInt32(tint.rawValue.dropFirst(), radix: 16))
    // The relative luminance of WCAG 2.2.
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(number >> shift & 0xff) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    #expect(1.05 / (luminance + 0.05) >= 4.5, "white on \(tint)")
    #expect((luminance + 0.05) / 0.05 >= 3, "\(tint) on black")
  }
}

@Suite struct `A table of answers` {
  @Test func `is told in words, row by row`() {
    var table = TableFigure("Who may enter", columns: ["day", "night", "feast"])
    table.row("guests", [.yes(true), .yes(false), .yes(true)])
    table.row("owls", [[.yes(false), .yes(true)], [.yes(true)]])
    #expect(
      table.spoken
        == "guests – yes: day, feast; no: night.\nowls – no / yes: day; yes: night.")
    let reader = Reader(table.svg())
    #expect(reader?.names.count { $0 == "rect" } == 6)
  }

  @Test func `says in words which is a row and which a column`() {
    var table = TableFigure("Who", columns: ["v1", "v2"], axes: ("written by", "read by"))
    table.row("v1", [.yes(true), .yes(false)])
    #expect(table.spoken == "written by v1 – yes read by v1; no read by v2.")
  }

  @Test func `is never wider than a page for the sake of its headings`() throws {
    let columns = (1...9).map { "a heading of some length \($0)" }
    var table = TableFigure("Wide", columns: columns)
    table.row("row", columns.map { _ in .yes(true) })
    let svg = table.svg()
    #expect(svg.contains("rotate(-90)"))
    let width = try #require(svg.firstMatch(of: /viewBox="0 0 ([0-9.]+)/)?.1)
    #expect(try #require(Double(width)) < 760)
  }
}

@Suite struct `A narrow table` {
  private func table(_ columns: [String], _ answer: String) -> TableFigure {
    var table = TableFigure("Who may", columns: columns, axes: ("who", "may"))
    table.row("the first of all", columns.map { _ in TableFigure.Answer(answer, tint: .green) })
    let two = [TableFigure.Answer.yes(true), TableFigure.Answer("but late", "no")]
    table.row("second", columns.map { _ in two })
    return table
  }

  @Test(arguments: [3, 6, 9]) func `has all words, and none over the edge of a box`(
    _ count: Int
  ) throws {
    let columns = (1...count).map { "a column \($0)" }
    let narrow = try #require(NarrowTable(table(columns, "yes")))
    let drawing = narrow.drawing()
    #expect(drawing.frame.width == Drawing.phone)
    let reader = try #require(Reader(drawing.svg(spoken: "")))
    // Words that stand upright are turned about their place, where the reader has them lie.
    let upright = reader.words.filter { $0.text.hasPrefix("a column") && count > 3 }.map(\.text)
    #expect(reader.collisions.filter { words in !upright.contains { words.contains($0) } } == [])
    #expect(reader.text.contains("the first of all") && reader.text.contains("may →, who ↓"))
  }

  @Test func `cuts long answers, and is none where a word cannot be cut`() throws {
    let columns = ["1", "2", "3", "4", "5", "6"]
    let narrow = try #require(NarrowTable(table(columns, "movable_node: no")))
    let words = Reader(narrow.drawing().svg(spoken: ""))?.words.map(\.text)
    #expect(words?.contains("movable_") == true)
    #expect(NarrowTable(table(columns, "incomprehensible")) == nil)
    #expect(!table(columns, "incomprehensible").svg().contains("class=\"narrow\""))
  }

  @Test func `is left out where the table is no wider than a phone`() {
    #expect(!table(["1"], "yes").svg().contains("class=\"narrow\""))
    let columns = (1...12).map { "column \($0)" }
    #expect(table(columns, "yes").svg().contains("class=\"narrow\""))
  }
}

@Suite struct `Bytes in rows` {
  @Test func `have the name of a field where it begins, and its colour wherever it goes on`() {
    var figure = BytesFigure("Two rows")
    figure.show(Array(0..<20), at: 0x1000)
    figure.field(0x100e..<0x1012, "length")
    let svg = figure.svg()
    // A box in each of two rows, in the wide drawing and in the narrow one.
    #expect(svg.components(separatedBy: "<title>length</title>").count == 5)
    #expect(svg.components(separatedBy: ">length</text>").count == 3)
    #expect(figure.spoken == "0x100e: length")
    #expect(Reader(svg)?.text.contains("0x1010") == true)
  }

  @Test func `have a colour for each kind of field, wherever it comes`() {
    var figure = BytesFigure("Two chunks")
    figure.show(Array(repeating: 0, count: 32))
    figure.field(0..<8, "next at 0x10", kind: "next")
    figure.field(8..<16, "order 0", kind: "order")
    figure.field(16..<24, "no next", kind: "next")
    figure.field(24..<28, "order 9", kind: "order", .red)
    figure.field(28..<32, "order 1", kind: "order")
    #expect(figure.fields.map(\.tint) == [.blue, .teal, .blue, .red, .red])
    figure.field(0..<1, "a name of its own")
    #expect(figure.fields.last?.tint == .purple)
  }

  @Test(arguments: [(8, Drawing.phone), (16, 760)] as [(UInt64, Double)])
  func `stand beside their names, and nothing where anything else is`(
    _ rowLength: UInt64, _ width: Double
  ) throws {
    var figure = BytesFigure("A tree")
    figure.show(Array(0..<40), at: 0xff_ffff_fff0)
    let name = "preserved-memory-map-of-the-kernel: a long name"
    figure.field(0xff_ffff_fff2..<0xff_ffff_fff6, name)
    for place: UInt64 in 0..<5 {
      figure.field(0xff_ffff_fff8 + 4 * place..<0xff_ffff_fffc + 4 * place, "number \(place)")
    }
    let grid = BytesGrid(figure, rowLength: rowLength, width: width)
    let reader = try #require(Reader(grid.drawing().svg(spoken: "")))
    let isOutside = reader.words.filter { !reader.canvas.contains($0.frame) }
    #expect(isOutside.map(\.text) == [])
    let names = reader.words.filter { $0.text.count > 2 && !$0.text.hasPrefix("0x") }
    for (index, name) in names.enumerated() {
      for other in names[..<index] where other.frame.overlaps(name.frame) {
        Issue.record("\(name.text) on \(other.text)")
      }
    }
    #expect(names.map(\.text).joined(separator: " ").contains("number 0"))
  }

  @Test func `may end with the last address there is`() {
    var figure = BytesFigure("The end")
    figure.show(Array(repeating: 1, count: 16), at: UInt64.max - 15)
    figure.field(UInt64.max - 1..<UInt64.max, "last but one")
    #expect(Reader(figure.svg()) != nil)
  }
}
