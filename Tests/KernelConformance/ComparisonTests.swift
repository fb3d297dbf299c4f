// The comparison itself, without the kernel: one that cannot fail would make its silence worthless.

import KernelDriver
import Memblock
import Testing

struct ComparisonTests {
  /// The book in the kernel's place, with one operation broken.
  private func comparison(
    breaking broken: @escaping (String) -> Bool
  ) -> (Comparison, [Operation]) {
    let operations = (1...30).flatMap { (page: UInt64) -> [Operation] in
      let extent = Extent(base: page * 0x2000, size: 0x1000)
      return [.add(extent), .reserve(extent), .free(extent), .isReserved(extent.base)]
    }
    let twins = Dictionary(operations.map { ($0.line, $0.twin) }) { first, _ in first }
    let comparison = Comparison { script in
      var machine = Memblock()
      return script.map { line in
        let answer = broken(line) ? "ok" : twins[line]?.perform(&machine)
        return Reply(answer: answer ?? "unknown operation", state: machine.state)
      }
    }
    return (comparison, operations)
  }

  @Test func `two books agree`() async throws {
    let (comparison, operations) = comparison { _ in false }
    #expect(try await comparison.result(of: operations).disagreement == nil)
  }

  @Test func `a free that does nothing is found and shown with the reservation it needs`()
    async throws
  {
    let (comparison, operations) = comparison { $0 == "free 0x14000 0x1000" }
    let found = try #require(try await comparison.shortest(of: operations))
    #expect(found.script == ["reserve 0x14000 0x1000", "free 0x14000 0x1000"])
    #expect(
      found.description == """
        reserve 0x14000 0x1000
        free 0x14000 0x1000
        # the book:   ok
        #             memory 128 0x0 | reserved 128 0x0 | physmem 4 0x0 | mirror 0
        # the kernel: ok
        #             memory 128 0x0 | reserved 128 0x1000 \
        0x14000-0x15000@\(KnownDifference.nodeOfPlainReservation)/0x0 | physmem 4 0x0 | mirror 0
        """)
  }

  @Test func `a walk over all pages is not taken for one that wraps`() {
    let all = "shows 0x0-0xfffffffffffff@-1"
    let settled = { (answer: String, regions: String) in
      let reply = Reply(answer: answer, state: "memory 128 0x1 \(regions) | reserved 128 0x0 | ")
      return KnownDifference.roundingWrapsAtTheTop.settled(in: reply).answer
    }
    #expect(settled(all, "0x0-0xffffffffffffffff@-1/0x0") == all)
    let below = "0x0-0xfffffffffffff000@-1/0x0 "
    let last = "0xfffffffffffff001-0xffffffffffffffff"
    #expect(settled(all + " 0x0-0xfffffffffffff@-1", below + last + "@-1/0x4") == all)
    #expect(settled(all, below + last + "@1/0x0") == all)
    #expect(settled("shows 0x0-0xfffffffffffff@1", last + "@1/0x0") == "shows")
    let cut =
      "0xfffffffffffff001-0xfffffffffffff800@1/0x0 0xfffffffffffff800-0xffffffffffffffff@2/0x0"
    let both = "shows 0x0-0xfffffffffffff@1 0x0-0xfffffffffffff@2"
    #expect(settled(both, cut) == "shows")
  }

  @Test func `a sequence is the same for the same seed, and another for another`() {
    let one = OperationGenerator.sequence(seed: 3)
    #expect(one == OperationGenerator.sequence(seed: 3))
    #expect(one != OperationGenerator.sequence(seed: 4))
  }

  @Test func `a few hundred sequences have every kind of operation, at the very top as well`() {
    let lines = (UInt64(1)...400).flatMap { OperationGenerator.sequence(seed: $0).map(\.line) }
    let kinds = Set(lines.compactMap { $0.split(separator: " ").first })
    #expect(kinds.count == (KernelSource.compared.hasScratch ? 44 : 39), "\(kinds.sorted())")
    #expect(lines.contains { $0.hasPrefix("is_") && $0.contains(" 0xffffffffffffffff") })
  }
}
