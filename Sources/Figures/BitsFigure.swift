// Numbers of 64 bits on a ruler, bit 63 at the left, cut into parts.
//
//        page 0x7f5c3
//        63           52                        0
//        [ unused: 0 ][ ][ position: 0x7f5c3 ]
//        ■ bit 52, order 0: 1
//
// What does not fit into its part stands below the ruler.

/// Numbers of 64 bits, and what their parts stand for.
public struct BitsFigure: Sendable {
  /// Some of the bits, which are a number of their own.
  public struct Part: Sendable {
    /// Bit 0 is the lowest; those above 63 are none.
    public var bits: Range<Int>
    public var name: String
    /// Without one, the part is faint.
    public var tint: Tint?
    /// Whether its number is shown in hexadecimal.
    public var isHexadecimal: Bool

    public init(_ bits: Range<Int>, _ name: String, tint: Tint? = nil, hexadecimal: Bool = false) {
      self.bits = bits.clamped(to: 0..<64)
      (self.name, self.tint, isHexadecimal) = (name, tint, hexadecimal)
    }
  }

  public var title: String
  private var numbers: [(words: String, value: UInt64, parts: [Part])] = []

  private static let (left, bit, line, small) = (2.0, 5.25, 16.0, 10.5)

  public init(_ title: String) { self.title = title }

  /// Shows a number below those before it, with words above it. Its parts have no bit in common.
  public mutating func number(_ words: String, _ value: UInt64, _ parts: [Part]) {
    numbers.append((words, value, parts.filter { !$0.bits.isEmpty }))
  }

  /// The numbers in words, a line for each, with its parts from the highest bit down.
  public var spoken: String {
    numbers.map { number in
      let parts = number.parts.sorted { $0.bits.lowerBound > $1.bits.lowerBound }
      return number.words + " – " + parts.map { $0.words(number.value) }.joined(separator: "; ")
    }
    .joined(separator: ".\n") + "."
  }

  public func svg() -> String {
    var drawing = Drawing(title, width: 2 * Self.left + 64 * Self.bit)
    var y = 0.0
    for number in numbers {
      for line in Drawing.lines(of: number.words, within: drawing.frame.width / Drawing.bold) {
        drawing.words(line, x: Self.left, y: y + 12, .start.bold)
        y += Self.line
      }
      drawScale(number.parts, at: y, on: &drawing)
      y += 14
      let width = px(64 * Self.bit)
      drawing.path("M\(px(Self.left)) \(px(y))h\(width)v36h-\(width)z", Stroke(opacity: 0.3))
      for part in number.parts { draw(part, of: number.value, at: y, on: &drawing) }
      y += 40
      for part in number.parts where !fits(part, number.value) {
        y = drawBelow(part, of: number.value, at: y, on: &drawing)
      }
      y += 10
    }
    drawing.frame.height = max(y - 10, 0) + 2
    return drawing.svg(spoken: spoken)
  }
}

extension BitsFigure.Part {
  /// The number that the bits of another are.
  func number(in value: UInt64) -> String {
    let bits = value >> UInt64(bits.lowerBound) & (UInt64.max >> UInt64(64 - bits.count))
    return isHexadecimal ? "0x" + String(bits, radix: 16) : String(bits)
  }

  func words(_ value: UInt64) -> String {
    let place =
      bits.count == 1
      ? "bit \(bits.lowerBound)" : "bits \(bits.upperBound - 1) to \(bits.lowerBound)"
    return "\(place), \(name): \(number(in: value))"
  }
}

extension BitsFigure {
  private func frame(_ part: Part, at y: Double) -> Frame {
    Frame(
      x: Self.left + Double(64 - part.bits.upperBound) * Self.bit + 0.5, y: y,
      width: Double(part.bits.count) * Self.bit - 1, height: 36)
  }

  private func fits(_ part: Part, _ value: UInt64) -> Bool {
    let name = Drawing.width(of: part.name) * Self.small / 12
    let number = Drawing.width(of: part.number(in: value)) * Drawing.bold
    return max(name, number) + 4 <= frame(part, at: 0).width
  }

  private func draw(
    _ part: Part, of value: UInt64, at y: Double, on drawing: inout Drawing
  ) {
    let (frame, fill) = (frame(part, at: y), part.tint.map { Fill.tint($0) } ?? .faint)
    drawing.box(frame, fill, name: part.words(value))
    guard fits(part, value) else { return }
    drawing.words(
      part.name, x: frame.middle.x, y: y + 14, .middle.on(fill).sized(Self.small))
    drawing.words(part.number(in: value), x: frame.middle.x, y: y + 30, .middle.bold.on(fill))
  }

  /// Draws the numbers of the highest bits of parts, as far as there is room for them.
  private func drawScale(_ parts: [Part], at y: Double, on drawing: inout Drawing) {
    let end = Self.left + 64 * Self.bit
    let places = Set(parts.map { $0.bits.upperBound - 1 }).sorted(by: >)
    var free = 0.0
    for place in places {
      let x = Self.left + Double(63 - place) * Self.bit
      guard x >= free, x + 14 <= end - 9 else { continue }
      drawing.words("\(place)", x: x, y: y + 10, .start.sized(Self.small))
      free = x + 18
    }
    drawing.words("0", x: end, y: y + 10, .end.sized(Self.small))
  }

  /// Says below the ruler what did not fit into a part; returns where the next line begins.
  private func drawBelow(
    _ part: Part, of value: UInt64, at y: Double, on drawing: inout Drawing
  ) -> Double {
    let fill = part.tint.map { Fill.tint($0) } ?? .faint
    drawing.box(Frame(x: Self.left, y: y + 2, width: 12, height: 12), fill)
    let room = drawing.frame.width - 20
    var y = y
    for line in Drawing.lines(of: part.words(value), within: room) {
      drawing.words(line, x: Self.left + 18, y: y + 12)
      y += Self.line
    }
    return y
  }
}
