// A table of short answers: a row for each thing, a column for each question, a box for each answer.
//
//                 column   column
//        row      [ yes ]  [ no  ]
//        row      [ no  ]  [a / b]
//
// Headings stand upright where the columns would be too wide for a page otherwise.

/// A table whose cells are words in boxes.
public struct TableFigure: Sendable {
  /// A box with one or more lines of words; a cell has one box, or several above each other.
  public struct Answer: Equatable, Sendable {
    public var lines: [String]
    /// Without one, the box is a faint one.
    public var tint: Tint?

    public init(_ lines: String..., tint: Tint? = nil) { self.init(lines, tint: tint) }
    public init(_ lines: [String], tint: Tint? = nil) { (self.lines, self.tint) = (lines, tint) }

    /// Yes in green, or a faint no.
    public static func yes(_ isYes: Bool) -> Answer {
      isYes ? Answer("yes", tint: .green) : Answer("no")
    }
  }

  public var title: String
  public var columns: [String]
  public private(set) var rows: [(name: String, cells: [[Answer]])] = []
  /// What the rows are, and what the columns are; said in the corner.
  public var axes: (rows: String, columns: String)?

  public init(_ title: String, columns: [String], axes: (rows: String, columns: String)? = nil) {
    (self.title, self.columns, self.axes) = (title, columns, axes)
  }

  /// Adds a row; a cell that is missing is left empty.
  public mutating func row(_ name: String, _ cells: [Answer]) { row(name, cells.map { [$0] }) }
  public mutating func row(_ name: String, _ cells: [[Answer]]) { rows.append((name, cells)) }

  /// The table in words, a line for each row: which answer which columns have.
  public var spoken: String {
    rows.map { row in
      var groups: [(words: String, columns: [String])] = []
      for (column, cell) in zip(columns, row.cells) {
        let words = cell.map { $0.lines.joined(separator: " ") }.joined(separator: " / ")
        if let index = groups.firstIndex(where: { $0.words == words }) {
          groups[index].columns.append(column)
        } else {
          groups.append((words, [column]))
        }
      }
      // Which is which, a reader who does not see the table has to be told.
      let (before, between) = axes.map { ("\($0.rows) ", " \($0.columns)") } ?? ("", ":")
      let parts = groups.map { "\($0.words)\(between) " + $0.columns.joined(separator: ", ") }
      return before + row.name + " – " + parts.joined(separator: "; ")
    }
    .joined(separator: ".\n") + "."
  }

  public func svg() -> String {
    let grid = TableGrid(self)
    var drawing = Drawing(title, width: grid.right + 4, height: grid.bottom + 4)
    grid.drawHeadings(on: &drawing)
    for (y, row) in rows.enumerated() {
      let frame = grid.frame(0, y)
      drawing.words(row.name, x: grid.left - 8, y: frame.middle.y + 4, .end)
      for (x, cell) in row.cells.prefix(columns.count).enumerated() {
        drawing.draw(cell, in: grid.frame(x, y))
      }
    }
    guard drawing.frame.width > Drawing.phone else { return drawing.svg(spoken: spoken) }
    return drawing.svg(spoken: spoken, narrow: NarrowTable(self)?.drawing())
  }
}

/// Where the cells of a table lie.
private struct TableGrid {
  let table: TableFigure
  let isUpright: Bool
  let left: Double
  let top: Double
  let cell: (width: Double, height: Double)

  /// A line's height, in pixels.
  private static let line = 14.0
  /// What a page shows without scrolling.
  private static let pageWidth = 760.0

  init(_ table: TableFigure) {
    self.table = table
    func width(_ words: [String], _ margin: Double) -> Double {
      (words.map(Drawing.width).max() ?? 0) + margin
    }
    let answers = table.rows.flatMap { $0.cells.joined() }
    let lineCount = table.rows.flatMap(\.cells).map { $0.reduce(0) { $0 + $1.lines.count } }.max()
    left = width(table.rows.map(\.name) + [table.axes?.rows ?? ""], 16)
    let narrow = width(answers.flatMap(\.lines), 16)
    let wide = max(narrow, 1.1 * width(table.columns, 12))
    isUpright = left + wide * Double(table.columns.count) > Self.pageWidth
    cell = (isUpright ? narrow : wide, max(30, Self.line * Double(lineCount ?? 1) + 16))
    let axis = table.axes == nil ? 0 : 20.0
    top = (isUpright ? width(table.columns, 16) : 30) + axis
  }

  var right: Double { left + cell.width * Double(table.columns.count) }
  var bottom: Double { top + cell.height * Double(table.rows.count) }

  func frame(_ column: Int, _ row: Int) -> Frame {
    Frame(
      x: left + cell.width * Double(column), y: top + cell.height * Double(row),
      width: cell.width, height: cell.height
    ).inset(by: 1.5)
  }

  func drawHeadings(on drawing: inout Drawing) {
    if let axes = table.axes {
      drawing.words(axes.rows, x: left - 8, y: top - 10, .end.italic)
      drawing.words(axes.columns, x: left, y: 14, .start.italic)
    }
    for (index, column) in table.columns.enumerated() {
      let middle = left + cell.width * (Double(index) + 0.5)
      if isUpright {
        drawing.words(column, x: middle + 4, y: top - 8, .start.turned(-90))
      } else {
        drawing.words(column, x: middle, y: top - 10, .middle.bold)
      }
    }
  }
}

extension Drawing {
  /// Draws the answers of a cell, above each other.
  mutating func draw(
    _ answers: [TableFigure.Answer], in frame: Frame, letters: Double = 12
  ) {
    let line = 14.0
    let height = frame.height / Double(max(answers.count, 1))
    let size = height < line + 1 ? 10.0 : letters
    for (index, answer) in answers.enumerated() {
      let box = Frame(
        x: frame.x, y: frame.y + height * Double(index), width: frame.width, height: height)
      let fill = answer.tint.map { Fill.tint($0) } ?? .faint
      self.box(box, fill)
      let first = box.middle.y + size * 0.34 - line * Double(answer.lines.count - 1) / 2
      for (number, words) in answer.lines.enumerated() {
        self.words(
          words, x: box.middle.x, y: first + line * Double(number),
          .middle.on(fill).sized(size))
      }
    }
  }
}
