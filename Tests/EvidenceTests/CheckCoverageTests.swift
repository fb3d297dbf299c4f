// Which checks a run reached, from exports of llvm-cov.

import Book
import Testing

@testable import Evidence

@Suite struct `Reached checks` {
  private let path = "Spec/Zoo/01-cages.md"

  private func reached(_ code: String, _ segments: String) throws -> [Int: Int] {
    let book = smallBook(["01-cages.md": "# Cages\n\nText.\n\n```swift example\n\(code)\n```\n"])
    let names = SourceNames(book, root: "/src/zoo")
    let file =
      "/src/zoo/.build/weft/swift/plugins/outputs/zoo/ZooTests/destination/TangleChapters"
      + "/01-cages.md.swift"
    let export = """
      {"data": [{"files": [{"filename": "\(file)", "segments": [\(segments)]}]}], "version": "3.0.1"}
      """
    let coverage = try CheckCoverage(export: Array(export.utf8), names: names)
    return coverage.reached(in: book.chapters[0])
  }

  @Test func `a closure that nobody called was not reached, although its line ran`() throws {
    let line = "let never = { 2 * 2  // → 5"
    #expect(
      try reached(line, "[5,1,1,true,true,false],[6,13,0,true,true,false],[8,2,1,true,false,false]")
        == [6: 0])
    #expect(
      try reached("1  // → 1", "[5,1,1,true,true,false],[6,13,0,true,true,false]") == [6: 1])
  }

  @Test func `of several checks on a line the rarest counts`() throws {
    #expect(
      try reached(
        "if a { #expect(b) } else { #expect(c) }",
        "[5,1,2,true,true,false],[6,6,2,true,true,false],[6,20,2,true,false,false],"
          + "[6,26,0,true,true,false],[6,40,2,true,false,false]") == [6: 0])
  }

  @Test func `nothing is known where nothing is counted`() throws {
    #expect(try reached("1  // → 1", "[5,1,0,false,false,false]") == [:])
    #expect(try reached("1  // → 1", "") == [:])
    #expect(try reached("1  // → 1", "[9,1,1,true,true,false]") == [:])
    #expect(throws: (any Error).self) { try reached("1  // → 1", "[\"x\"]") }
  }

  @Test func `counts that no integer holds mean often`() throws {
    #expect(
      try reached("1  // → 1", "[5,1,18446744073709551615,true,true,false]") == [6: .max])
  }
}
