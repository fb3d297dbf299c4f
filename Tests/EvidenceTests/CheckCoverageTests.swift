// Which checks a run reached, from exports of llvm-cov.

import Book
import Testing

@testable import Evidence

@Suite struct `Reached checks` {
  private let path = "Spec/Zoo/01-cages.md"

  private func reached(_ code: String, _ segments: String) throws -> [Int: Int] {
    let (coverage, book) = try coverage(code, segments)
    return coverage.reached(in: book.chapters[0]).compactMapValues { $0.min() }
  }

  private func coverage(_ code: String, _ segments: String) throws -> (CheckCoverage, Book) {
    let book = smallBook(["01-cages.md": "# Cages\n\nText.\n\n```swift example\n\(code)\n```\n"])
    let names = SourceNames(book, root: "/src/zoo")
    let file =
      "/src/zoo/.build/weft/swift/plugins/outputs/zoo/ZooTests/destination/TangleChapters"
      + "/01-cages.md.swift"
    let export = """
      {"data": [{"files": [{"filename": "\(file)", "segments": [\(segments)]}]}], "version": "3.0.1"}
      """
    return (try CheckCoverage(export: Array(export.utf8), names: names), book)
  }

  private func end(_ code: String, _ segments: String) throws -> Int? {
    let chapter = Chapter(
      path: path, bytes: Array("# Cages\n\nText.\n\n```swift example\n\(code)\n```\n".utf8))
    return try coverage(code, segments).0.end(of: chapter.fences[0], in: path)
  }

  @Test func `an error that leaves an example does so where counting ends`() throws {
    // let x = try f(1); print(x); let y = try f(3); print(y), each on a line of its own.
    let counts =
      "[5,37,1,true,true,false],[6,17,1,true,true,false],[8,17,0,true,true,false],"
      + "[9,9,0,true,true,false],[11,2,0,false,false,false]"
    #expect(try end("let x = try f(1)\nprint(x)\nlet y = try f(3)\nprint(y)", counts) == 8)
    #expect(try end("let x = 1", "[5,37,1,true,true,false],[7,2,0,false,false,false]") == nil)
    #expect(try end("let x = 1", "") == nil)
  }

  @Test func `an error that leaves a loop does so at the expression in it`() throws {
    let loop = "for i in 1...3 {\n  try f(i)\n  print(i)\n}\nprint(0)"
    let counts =
      "[5,37,1,true,true,false],[6,16,3,true,true,false],[7,11,2,true,true,false],"
      + "[9,2,0,true,true,false],[11,2,0,false,false,false]"
    #expect(try end(loop, counts) == 7)
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
