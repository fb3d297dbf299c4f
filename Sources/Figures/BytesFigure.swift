// Bytes in rows of sixteen. Fields are coloured, and named at the right of the row where they begin.
//
//     1000   d0 0d fe ed 00 00 01 2c  00 00 00 38 00 00 01 08   magic · size · …

/// Bytes at addresses, and what they are for.
public struct BytesFigure: Sendable {
  public var title: String
  /// What colours mean, for those that stand for a kind of field.
  public var legend: [(tint: Tint, words: String)] = []
  private var rows: [(address: UInt64, bytes: ArraySlice<UInt8>)] = []
  private var fields: [(bytes: Range<UInt64>, name: String, tint: Tint)] = []

  private static let rowLength: UInt64 = 16
  /// Colours of fields of no kind, in turn.
  private static let turns: [Tint] = [.blue, .teal, .purple, .orange, .pink, .green]
  private static let (top, byteWidth, rowHeight) = (14.0, 22.0, 26.0)

  public init(_ title: String) { self.title = title }

  /// Shows bytes from an address that is a multiple of 16; a gap is left before those that do not
  /// follow the ones shown last.
  public mutating func show(_ bytes: [UInt8], at address: UInt64 = 0) {
    for start in stride(from: 0, to: bytes.count, by: Int(Self.rowLength)) {
      let row = bytes[start..<min(start + Int(Self.rowLength), bytes.count)]
      rows.append((address &+ UInt64(start), row))
    }
  }

  /// Names the field that lies in some bytes; without a tint it gets the next one in turn.
  public mutating func field(_ bytes: Range<UInt64>, _ name: String, _ tint: Tint? = nil) {
    fields.append((bytes, name, tint ?? Self.turns[fields.count % Self.turns.count]))
  }

  /// The fields in words, a line for each, with its address in hexadecimal.
  public var spoken: String {
    fields.map { "0x\(String($0.bytes.lowerBound, radix: 16)): \($0.name)" }
      .joined(separator: ";\n")
  }

  public func svg() -> String {
    var drawing = Drawing(title, width: 760, face: .mono, size: 11.5)
    var (y, next) = (Self.top, rows.first?.address ?? 0)
    for row in rows {
      if row.address != next { y += 12 }
      draw(row, at: y, on: &drawing)
      (y, next) = (y + Self.rowHeight, row.address &+ Self.rowLength)
    }
    if !legend.isEmpty {
      drawing.legend(legend, x: left, y: y + 8)
      y += 28
    }
    drawing.frame.height = y + 4
    return drawing.svg(spoken: spoken)
  }

  /// Where bytes begin: addresses stand before them.
  private var left: Double {
    24 + 7 * Double(rows.map { String($0.address, radix: 16).count + 2 }.max() ?? 0)
  }

  private func x(_ column: Int) -> Double {
    left + Double(column) * Self.byteWidth + (column >= 8 ? 8 : 0)
  }

  private func draw(
    _ row: (address: UInt64, bytes: ArraySlice<UInt8>), at y: Double, on drawing: inout Drawing
  ) {
    let address = "0x" + String(row.address, radix: 16)
    drawing.words(address, x: left - 12, y: y + 16, .end)
    for (column, byte) in row.bytes.enumerated() {
      let place = row.address &+ UInt64(column)
      let field = fields.first { $0.bytes.contains(place) }
      if let field {
        let box = Frame(x: x(column), y: y, width: Self.byteWidth, height: 22)
        drawing.box(box, .tint(field.tint), radius: 0, name: field.name)
      }
      let digits = (byte < 16 ? "0" : "") + String(byte, radix: 16)
      let look = field == nil ? Lettering.middle.faint : .middle.white
      drawing.words(digits, x: x(column) + Self.byteWidth / 2, y: y + 15, look)
    }
    let names = fields.filter { $0.bytes.lowerBound / 16 == row.address / 16 }.map(\.name)
    let label = names.joined(separator: " · ")
    drawing.words(label, x: x(16) + 8, y: y + 15, .start.sans)
    drawing.frame.width = max(drawing.frame.width, x(16) + 12 + Drawing.width(of: label))
  }
}

extension Drawing {
  /// Says what tints mean, from left to right.
  public mutating func legend(_ entries: [(tint: Tint, words: String)], x: Double, y: Double) {
    var x = x
    for entry in entries {
      box(Frame(x: x, y: y, width: 14, height: 14), .tint(entry.tint))
      words(entry.words, x: x + 20, y: y + 11, .start.sans)
      x += 44 + 7 * Double(entry.words.count)
    }
  }
}
