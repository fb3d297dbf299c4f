// A table as narrow as a phone: the name of a row stands above its cells, and answers go on in a next line.
//
//                column  column
//        row
//        [ yes ] [ no, ] [ yes ]
//                [ but ]

/// Where the cells of a narrow table lie.
struct NarrowTable {
  private let table: TableFigure
  private let isUpright: Bool
  private let cellWidth: Double
  /// The columns' names, in lines where they are not upright.
  private let headings: [[String]]
  private var rows: [(cells: [[TableFigure.Answer]], height: Double)] = []

  private static let (line, name, margin, letters) = (14.0, 20.0, 3.0, 11.0)

  /// The narrow table; `nil` where a word is wider than a cell could be.
  init?(_ table: TableFigure) {
    self.table = table
    let cellWidth = (Drawing.phone - 4) / Double(max(table.columns.count, 1))
    let heading = (cellWidth - Self.margin) / Drawing.bold
    let headings = table.columns.map { Drawing.lines(of: $0, within: heading) }
    isUpright = headings.joined().contains { Drawing.width(of: $0) > heading }
    let measure = (cellWidth - Self.margin) * 12 / Self.letters
    self.cellWidth = cellWidth
    self.headings = headings
    for row in table.rows {
      let cells = row.cells.map { cell in
        cell.map { answer in
          let lines = answer.lines.flatMap { Drawing.pieces(of: $0, within: measure) }
          return TableFigure.Answer(lines, tint: answer.tint)
        }
      }
      let lines = cells.joined().flatMap(\.lines)
      guard lines.allSatisfy({ Drawing.width(of: $0) <= measure }) else { return nil }
      // Of a cell with several answers all are as high as the highest.
      let counts = cells.map { cell in cell.count * (cell.map(\.lines.count).max() ?? 0) }
      rows.append((cells, max(26, Self.line * Double(counts.max() ?? 1) + 12)))
    }
  }

  func drawing() -> Drawing {
    var drawing = Drawing(table.title, width: Drawing.phone)
    var y = drawHeadings(on: &drawing)
    for (row, name) in zip(rows, table.rows.map(\.name)) {
      drawing.words(name, x: 2, y: y + 14)
      for (column, cell) in row.cells.prefix(table.columns.count).enumerated() {
        let frame = Frame(x: x(column), y: y + Self.name, width: cellWidth, height: row.height)
        drawing.draw(cell, in: frame.inset(by: 1), letters: Self.letters)
      }
      y += Self.name + row.height + 4
    }
    drawing.frame.height = y
    return drawing
  }

  private func x(_ column: Int) -> Double { 2 + cellWidth * Double(column) }

  /// Draws the names of axes and columns; returns where rows begin.
  private func drawHeadings(on drawing: inout Drawing) -> Double {
    var y = 2.0
    if let axes = table.axes {
      drawing.words("\(axes.columns) →, \(axes.rows) ↓", x: 2, y: y + 12, .start.italic)
      y += 20
    }
    let lines = headings.map(\.count).max() ?? 0
    let longest = table.columns.map(Drawing.width).max() ?? 0
    let height = isUpright ? longest + 8 : Self.line * Double(lines) + 4
    for (index, column) in table.columns.enumerated() {
      let middle = x(index) + cellWidth / 2
      if isUpright {
        drawing.words(column, x: middle + 4, y: y + height - 4, .start.turned(-90))
      } else {
        for (number, words) in headings[index].reversed().enumerated() {
          let y = y + height - 4 - Double(number) * Self.line
          drawing.words(words, x: middle, y: y, .middle.bold)
        }
      }
    }
    return y + height
  }
}

extension Drawing {
  /// Words cut at spaces into lines, and behind `_`, `-` and `/` where a word is wider than a line.
  static func pieces(of words: String, within width: Double) -> [String] {
    lines(of: words, within: width).flatMap { line in
      guard Self.width(of: line) > width else { return [line] }
      var (pieces, part) = ([""], "")
      for (index, letter) in line.enumerated() {
        part.append(letter)
        guard "_-/".contains(letter) || index == line.count - 1 else { continue }
        if pieces.last == "" || Self.width(of: (pieces.last ?? "") + part) <= width {
          pieces[pieces.count - 1] += part
        } else {
          pieces.append(part)
        }
        part = ""
      }
      return pieces
    }
  }
}
