// Where the bytes of a figure lie, in rows of a length, and the names of its fields beside them.

/// A figure of bytes in rows that are so long.
struct BytesGrid {
  private let figure: BytesFigure
  private let rowLength: UInt64
  private let width: Double
  private let byteWidth: Double
  /// Where bytes begin: addresses stand before them.
  private let left: Double
  /// Where the names of fields begin.
  private var namesLeft: Double { x(Int(rowLength)) + 10 }

  private static let (letters, top, rowHeight, line) = (11.5, 6.0, 22.0, 15.0)

  init(_ figure: BytesFigure, rowLength: UInt64, width: Double) {
    (self.figure, self.rowLength, self.width) = (figure, rowLength, width)
    byteWidth = rowLength == 8 ? 17.5 : 22
    let longest = figure.stretches.map { stretch in
      let last = stretch.address &+ UInt64(max(stretch.bytes.count, 1) - 1)
      return String(last - last % rowLength, radix: 16).count + 2
    }
    left = 10 + 7 * Double(longest.max() ?? 0)
  }

  func drawing() -> Drawing {
    var drawing = Drawing(figure.title, width: width, face: .mono, size: Self.letters)
    var y = Self.top
    for (index, stretch) in figure.stretches.enumerated() {
      if index > 0 { y += 12 }
      for start in stride(from: 0, to: stretch.bytes.count, by: Int(rowLength)) {
        let end = min(start + Int(rowLength), stretch.bytes.count)
        y += draw(
          stretch.bytes[start..<end], at: stretch.address &+ UInt64(start), y: y, on: &drawing)
      }
    }
    if !figure.legend.isEmpty {
      let left = rowLength == 8 ? 4 : left
      y += 8 + drawing.legend(figure.legend, x: left, y: y + 8)
    }
    drawing.frame.height = y + 4
    return drawing
  }
}

extension BytesGrid {
  private func x(_ column: Int) -> Double {
    left + Double(column) * byteWidth + (column >= 8 && rowLength > 8 ? 8 : 0)
  }

  /// Draws a row; returns how high it is.
  private func draw(
    _ bytes: ArraySlice<UInt8>, at address: UInt64, y: Double, on drawing: inout Drawing
  ) -> Double {
    drawing.words("0x" + String(address, radix: 16), x: left - 8, y: y + 15, .end)
    let fields = figure.fields.filter {
      $0.bytes.lowerBound <= address + UInt64(bytes.count - 1) && $0.bytes.upperBound > address
    }
    .sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
    for field in fields { draw(field, at: address, bytes.count, y: y, on: &drawing) }
    for (column, byte) in bytes.enumerated() {
      let place = address &+ UInt64(column)
      let look: Lettering =
        fields.contains { $0.bytes.contains(place) } ? .middle.white : .middle.faint
      let digits = (byte < 16 ? "0" : "") + String(byte, radix: 16)
      drawing.words(digits, x: x(column) + byteWidth / 2, y: y + 15, look)
    }
    let names = drawNames(of: fields, at: address, y: y, on: &drawing)
    return max(Self.rowHeight, names) + 3
  }

  /// Draws the box of what a row has of a field; between two fields is a gap.
  private func draw(
    _ field: BytesFigure.Field, at address: UInt64, _ count: Int, y: Double,
    on drawing: inout Drawing
  ) {
    let first = Int(max(field.bytes.lowerBound, address) - address)
    let last = Int(min(field.bytes.upperBound - address, UInt64(count)))
    // Where bytes are set apart, a field that goes on has a box at either side.
    let cuts = [first, 8, last].filter { $0 >= first && $0 <= last }
    for (from, to) in zip(cuts, cuts.dropFirst()) where from < to {
      let right = x(to - 1) + byteWidth - (to == last ? 1.5 : 0)
      let box = Frame(x: x(from), y: y, width: right - x(from), height: Self.rowHeight)
      drawing.box(box, .tint(field.tint), radius: 0, name: field.name)
    }
  }

  /// Writes the names of the fields that begin in a row, and before them dots for one that goes on;
  /// returns how high that is.
  private func drawNames(
    of fields: [BytesFigure.Field], at address: UInt64, y: Double, on drawing: inout Drawing
  ) -> Double {
    let room = width - namesLeft - 15
    guard fields.contains(where: { $0.bytes.lowerBound >= address }) else { return 0 }
    var (x, line) = (namesLeft, 0.0)
    for field in fields {
      let name = field.bytes.lowerBound < address ? "…" : field.name
      let lines = Drawing.pieces(of: name, within: room)
      let extent = 15 + (lines.map(Drawing.width).max() ?? 0)
      if x > namesLeft, x + extent > width { (x, line) = (namesLeft, line + 1) }
      let top = y + line * Self.line
      drawing.box(Frame(x: x, y: top + 6, width: 10, height: 10), .tint(field.tint), radius: 0)
      for (number, words) in lines.enumerated() {
        drawing.words(words, x: x + 15, y: top + 15 + Double(number) * Self.line, .start.sans)
      }
      line += Double(lines.count - 1)
      x = lines.count > 1 ? width : x + extent + 10
    }
    return (line + 1) * Self.line + 4
  }
}
