// The map of memory in each line of memblock-replay: what it shows, and what it costs.

import Foundation
import Programs
import Testing
import Trials

struct ReplayMapTests {
  private func run(_ lines: [String]) async throws -> [Substring] {
    let input = Data((lines.joined(separator: "\n") + "\n").utf8)
    let result = try await BuiltProgram.run(
      "memblock-replay", ["-"], in: FileManager.default.temporaryDirectory, input: input)
    return result.text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      return parts.count > 2 ? parts[1] : nil
    }
  }

  private static func line(_ operation: String, _ pages: Range<Int>) -> String {
    func digits(_ number: Int) -> String {
      let digits = String(number, radix: 16)
      return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
    }
    let (first, last) = (pages.lowerBound << 12, pages.upperBound << 12 - 1)
    return "memblock_\(operation): [\(digits(first))-\(digits(last))] setup_arch+0x1/0x2"
  }

  /// The map as its definition has it, from whether each page is memory, and is reserved.
  private static func map(_ isMemory: [Bool], _ isReserved: [Bool]) -> String {
    let pages = isMemory.indices.filter { isMemory[$0] }
    guard !pages.isEmpty else { return String(repeating: " ", count: 48) }
    let size = Double(pages.count) / 48
    return (0..<48).map { cell -> String in
      let (from, to) = (Double(cell) * size, Double(cell + 1) * size)
      var taken = 0.0
      for (offset, page) in pages.enumerated() where isReserved[page] {
        taken += max(0, min(to, Double(offset + 1)) - max(from, Double(offset)))
      }
      return taken < size * 1e-9 ? "." : taken >= size * 0.999 ? "#" : "+"
    }.joined()
  }

  @Test func `each line's map shows memory and what is reserved of it at that moment`() async throws
  {
    var distinct: Set<String> = []
    for seed in UInt64(1)...10 {
      var random = SeededGenerator(seed: seed)
      var (isMemory, isReserved) = (
        [Bool](repeating: false, count: 400), [Bool](repeating: false, count: 400)
      )
      var (lines, expected): ([String], [String]) = ([], [])
      for step in 0..<80 {
        let first = Int.random(in: 1..<380, using: &random)
        let pages = first..<min(400, first + Int.random(in: 1...24, using: &random))
        let kinds =
          step < 10 ? ["add"] : ["add", "reserve", "reserve", "reserve", "free", "remove"]
        let kind = kinds.randomElement(using: &random) ?? "add"
        for page in pages {
          switch kind {
          case "add": isMemory[page] = true
          case "remove": isMemory[page] = false
          default: isReserved[page] = kind == "reserve"
          }
        }
        lines.append(Self.line(kind, pages))
        expected.append(Self.map(isMemory, isReserved))
      }
      let maps = try await run(lines).map(String.init)
      #expect(maps == expected, "seed \(seed)")
      distinct.formUnion(maps)
    }
    #expect(distinct.count > 300)
  }

  @Test(.timeLimit(.minutes(3)))
  func `a log with tens of thousands of ranges is replayed in a short time`() async throws {
    let adds = (0..<20_000).map { Self.line("add", 0x100 + 2 * $0..<0x101 + 2 * $0) }
    let reservations = (0..<20_000).map { Self.line("reserve", 0x100 + 2 * $0..<0x101 + 2 * $0) }
    let maps = try await run(adds + reservations)
    #expect(maps.count == 40_000)
    #expect(maps[19_999] == Substring(String(repeating: ".", count: 48)))
    #expect(
      maps[29_999]
        == Substring(String(repeating: "#", count: 24) + String(repeating: ".", count: 24)))
    #expect(maps.last == Substring(String(repeating: "#", count: 48)))
  }
}
