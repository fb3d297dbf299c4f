// How columns stand below each other.

import Testing
import TextTables

@Suite struct `A table of text` {
  @Test func `has words at the left, numbers at the right, and nothing behind the last cell`() {
    let table = TextTable(
      ["work", "ns", "ratio", ""],
      [["read", "5", "12.5", ""], ["write all", "1234", "0.50", "they DISAGREE"]])
    #expect(
      table.lines == [
        "work         ns  ratio",
        "read          5   12.5",
        "write all  1234   0.50  they DISAGREE",
      ])
  }

  @Test func `takes a column for words that has one, and leaves empty cells empty`() {
    #expect(
      TextTable(["a", "b"], [["1", ""], ["1 breaking", "22"]]).lines == [
        "a            b", "1", "1 breaking  22",
      ])
    #expect(TextTable(["name", "size"]).lines == ["name  size"])
  }

  @Test func `is as wide as its characters, however many bytes they take`() {
    #expect(TextTable(["é", "b"], [["→→→", "c"]]).lines == ["é    b", "→→→  c"])
  }

  @Test func `has numbers with the decimals that are asked for`() {
    #expect([1.0, 1234.567, 0.004].map { $0.decimals(2) } == ["1.00", "1234.57", "0.00"])
  }
}
