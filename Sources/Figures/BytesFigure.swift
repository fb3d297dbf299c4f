// Bytes in rows. Fields are coloured, and named at the right of the rows that they lie in, in the order
// of their bytes; fields of one kind have one colour.
//
//     1000   d0 0d fe ed  00 00 01 2c  00 00 00 38  00 00 01 08   ■ magic  ■ size  ■ offset  …
//
// For a phone the rows have eight bytes.

/// Bytes at addresses, and what they are for.
public struct BytesFigure: Sendable {
  struct Field {
    let bytes: Range<UInt64>
    let name: String
    let tint: Tint
  }

  public var title: String
  /// What colours mean, for those that stand for a kind of field.
  public var legend: [(tint: Tint, words: String)] = []
  private(set) var stretches: [(address: UInt64, bytes: [UInt8])] = []
  private(set) var fields: [Field] = []
  private var tints: [String: Tint] = [:]

  /// Colours of kinds that were given none, in turn.
  private static let turns: [Tint] = [.blue, .teal, .purple, .orange, .pink, .green]

  public init(_ title: String) { self.title = title }

  /// Shows bytes from an address that is a multiple of 16; a gap is left before those that do not
  /// follow the ones shown last.
  public mutating func show(_ bytes: [UInt8], at address: UInt64 = 0) {
    guard !bytes.isEmpty else { return }
    let follows = stretches.last.map { $0.address &+ UInt64($0.bytes.count) == address }
    if follows == true, address != 0 {
      stretches[stretches.count - 1].bytes += bytes
    } else {
      stretches.append((address, bytes))
    }
  }

  /// Names the field that lies in some bytes.
  ///
  /// - Parameters:
  ///   - kind: what it has its colour by; the name without one.
  ///   - tint: the colour of the kind from now on; without one a new kind gets the next one in turn.
  public mutating func field(
    _ bytes: Range<UInt64>, _ name: String, kind: String? = nil, _ tint: Tint? = nil
  ) {
    let kind = kind ?? name
    let tint = tint ?? tints[kind] ?? Self.turns[tints.count % Self.turns.count]
    tints[kind] = tint
    fields.append(Field(bytes: bytes, name: name, tint: tint))
  }

  /// The fields in words, a line for each, with its address in hexadecimal.
  public var spoken: String {
    fields.map { "0x\(String($0.bytes.lowerBound, radix: 16)): \($0.name)" }
      .joined(separator: ";\n")
  }

  public func svg() -> String {
    let wide = BytesGrid(self, rowLength: 16, width: 760).drawing()
    let narrow = BytesGrid(self, rowLength: 8, width: Drawing.phone).drawing()
    return wide.svg(spoken: spoken, narrow: narrow)
  }
}

extension Drawing {
  /// Says what tints mean, from left to right, and in as many lines as that takes.
  ///
  /// - Returns: how high the lines are.
  @discardableResult
  public mutating func legend(
    _ entries: [(tint: Tint, words: String)], x: Double, y: Double
  ) -> Double {
    var (left, top) = (x, y)
    for entry in entries {
      let room = 20 + Self.width(of: entry.words)
      if left > x, left + room > frame.x + frame.width { (left, top) = (x, top + 20) }
      box(Frame(x: left, y: top, width: 14, height: 14), .tint(entry.tint))
      words(entry.words, x: left + 20, y: top + 11, .start.sans)
      left += room + 16
    }
    return entries.isEmpty ? 0 : top - y + 14
  }
}
