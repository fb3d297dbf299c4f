import Book
import Testing

@testable import Weave

struct DrawingLinesTests {
  private func folded(_ code: String) -> [Range<Int>] {
    DrawingLines.ranges(in: Array(ValueComment.lines(of: code).dropLast()))
  }

  @Test func `from where a figure is made to where it is recorded`() {
    #expect(
      folded(
        """
        let blocks = try all()
        blocks.count  // → 3

        var map = MemoryMap("Three blocks")
        for block in blocks {
          map.lane("left", block)
        }
        map.record("blocks.svg")
        blocks.isEmpty  // → false
        Attachment.record(other.svg(), named: "other.svg")

        """) == [3..<8, 9..<10])
  }

  @Test func `what states a value is not folded`() {
    #expect(folded("var map = Map()\nmap.count  // → 1\nmap.record(\"a.svg\")\n").isEmpty)
  }

  @Test func `what makes a value that later lines ask stays in sight`() {
    let code = """
      let table = Table(flags)
      Attachment.record(table.svg(), named: "table.svg")
      table.count  // → 3

      """
    #expect(folded(code) == [1..<2])
    #expect(folded(code.replacing("table.count", with: "tables.count")) == [0..<2])
  }

  @Test func `a line that records nothing, or from within a loop, is not folded`() {
    #expect(
      folded("map.record(1)\nrecord(\"a.txt\")\nfor a in b {\n  a.record(\"a.svg\")\n}\n").isEmpty)
  }
}
