// The book's Memblock against the kernel's own mm/memblock.c: random operations, and after each of
// them the same answer and the same lists. WEFT_CONFORMANCE_SEQUENCES asks for more of them, and
// WEFT_CONFORMANCE_FIRST for others.

import Foundation
import KernelDriver
import Memblock
import Testing
import Trials

@Suite(
  .enabled(
    if: KernelSource.canCompare,
    "needs the kernel's source: apt install \(KernelSource.standard)"))
struct ConformanceTests {
  static let sequences = asked("WEFT_CONFORMANCE_SEQUENCES", usually: 400)
  /// The seed of the first sequence; those of the others follow it.
  static let firstSeed = asked("WEFT_CONFORMANCE_FIRST", usually: 1)

  @Test(arguments: KernelSource.all)
  func `after every random operation the book and the kernel agree`(
    kernel: KernelSource
  ) async throws {
    try await KernelSource.$compared.withValue(kernel) { try await compare() }
  }

  /// Where a list grows and the kernel stops, by what it says; both were found by asking many.
  static let stops: [(operations: [Operation], said: String)] = [
    (
      [
        .allowGrowth, .fill(.memory, 120), .add(Extent(base: 0x11_0000, size: 0xa000)),
        .isolate(.memory, Extent(base: 0x7_c001, size: 0x3000)),
        .addNode(Extent(base: 0x7_4001, size: 0x6000), NodeID(15), []),
        .addNode(Extent(base: 0x3_c001, size: 0x117e), NodeID(16), .noMap),
        .reserve(Extent(base: 0x5_5fff, size: .max)), .handOver(below: 0x1df),
        .add(Extent(base: 0x3_5000, size: 0x3000)),
        .addNode(Extent(base: 0x5_3000, size: 0x6000), NodeID(15), [.mirror, .noMap]),
      ], "bug: memblock_reserve_kern(addr, new_alloc_size)"
    ),
    (
      [
        .allowGrowth, .fill(.reserved, 127), .add(Extent(base: 0x11_0000, size: 0x4000)),
        .reserve(Extent(base: 0, size: .max)),
      ], "bug: type->cnt >= type->max"
    ),
  ]

  @Test(arguments: KernelSource.all.filter(\.hasScratch), [0, 1])
  func `where the newest kernel stops, the book stops for the same reason`(
    kernel: KernelSource, number: Int
  ) async throws {
    let (operations, said) = Self.stops[number]
    try await KernelSource.$compared.withValue(kernel) {
      let replies = try await kernel.replies(to: operations)
      var machine = Memblock()
      let answers = operations.map { $0.twin.perform(&machine) }
      #expect(answers.last == said && replies.last?.answer == said)
      #expect(answers.dropLast().allSatisfy { !$0.hasPrefix("bug") })
    }
  }

  /// Up to 6.12 what is reserved for an array merges with what is beside it, so that the first goes on there.
  @Test(arguments: KernelSource.all, [0, 1])
  func `where a kernel stops or goes on, so does the book`(
    kernel: KernelSource, number: Int
  ) async throws {
    try await KernelSource.$compared.withValue(kernel) {
      let driver = try await KernelDriver.built.value
      let comparison = Comparison(kernel: driver.replies)
      #expect(try await comparison.result(of: Self.stops[number].operations).disagreement == nil)
    }
  }

  private func compare() async throws {
    let driver = try await KernelDriver.built.value
    let comparison = Comparison(kernel: driver.replies)
    var (operations, answers): ([String: Int], [String: Int]) = ([:], [:])
    var (compared, found) = (UInt64(0), 0)
    while compared < Self.sequences, found < 3 {
      let seed = Self.firstSeed &+ compared
      compared += 1
      let sequence = OperationGenerator.sequence(seed: seed)
      let result = try await comparison.result(of: sequence)
      for operation in result.operations { operations[operation, default: 0] += 1 }
      for answer in result.answers { answers[answer, default: 0] += 1 }
      guard result.disagreement != nil else { continue }
      let shortest = try await comparison.shortest(of: sequence)
      Issue.record("seed \(seed), shrunk:\n\(shortest?.description ?? "only at times")")
      found += 1
    }
    #expect(compared > 0, "WEFT_CONFORMANCE_SEQUENCES asks for none")
    let report = """
      kernel: mm/memblock.c of \(driver.source) \(driver.version)
      driver: clang \(driver.flags)
      seeds: \(Self.firstSeed) to \(Self.firstSeed &+ compared &- 1)
      sequences: \(compared)
      operations: \(operations.values.reduce(0, +))
      known differences: \(KnownDifference.allCases.count(where: \.isThere))
      unexplained differences: \(found)
      \(lines(operations, named: "operations"))
      \(lines(answers, named: "answers"))

      """
    print(report)
    let suffix = driver.source == .standard ? "" : "-newest"
    Attachment.record(report, named: "kernel-conformance\(suffix).txt")
  }
}
