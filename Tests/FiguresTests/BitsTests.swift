// Numbers of 64 bits, cut into parts.

import Testing

@testable import Figures

@Suite struct `Bits on a ruler` {
  private func figure(_ value: UInt64) -> BitsFigure {
    var figure = BitsFigure("A date")
    figure.number(
      "a day, counted since the year 1 & told in <b>parts</b>, of which one is a single bit", value,
      [
        .init(33..<64, "year", tint: .blue), .init(32..<33, "is feast", tint: .red),
        .init(28..<32, "month", tint: .teal), .init(0..<28, "day", hexadecimal: true),
      ])
    return figure
  }

  @Test func `are told in words, from the highest bit down`() {
    #expect(
      figure(2025 << 33 | 1 << 32 | 11 << 28 | 0x1e).spoken == """
        a day, counted since the year 1 & told in <b>parts</b>, of which one is a single bit – \
        bits 63 to 33, year: 2025; bit 32, is feast: 1; bits 31 to 28, month: 11; \
        bits 27 to 0, day: 0x1e.
        """)
  }

  @Test func `have boxes as wide as the parts, and below them what does not fit`() throws {
    for value in [0, 1, .max, 0x1234_5678_9abc_def0] as [UInt64] {
      let reader = try #require(Reader(figure(value).svg()))
      #expect(reader.collisions == [])
      // Four parts, and a mark for each of the two whose words stand below the ruler.
      #expect(reader.boxes.count == 6)
      #expect(abs(reader.boxes[0].width / reader.boxes[1].width - 31) < 8)
      #expect(reader.words.contains { $0.text == "bit 32, is feast: \(value >> 32 & 1)" })
      #expect(reader.text.contains("<b>parts</b>"))
      #expect(reader.canvas.width <= 345)
    }
  }

  @Test func `may be all of them in one part, and none in another`() throws {
    var figure = BitsFigure("Whole")
    figure.number("all ones", .max, [.init(0..<64, "over", hexadecimal: true), .init(9..<9, "no")])
    figure.number("beyond", .max, [.init(60..<90, "top"), .init(-9..<2, "low")])
    #expect(
      figure.spoken == """
        all ones – bits 63 to 0, over: 0xffffffffffffffff.
        beyond – bits 63 to 60, top: 15; bits 1 to 0, low: 3.
        """)
    #expect(try #require(Reader(figure.svg())).collisions == [])
  }

  @Test func `have the same bytes each time, and may be none`() {
    #expect(figure(7).svg() == figure(7).svg())
    #expect(Reader(BitsFigure("None").svg())?.boxes == [])
  }
}
