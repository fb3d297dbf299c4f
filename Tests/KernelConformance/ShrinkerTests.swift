// The tools of the comparison: a shrinker that loses what matters, or a comparison that cannot
// fail, would make its silence worthless. None of these needs the kernel.

import Memblock
import Testing

struct ShrinkerTests {
  @Test func `of a hundred elements only the two that fail together are left`() {
    let left = shrunk(Array(1...100)) { $0.contains(7) && $0.contains(93) }
    #expect(left == [7, 93])
  }

  @Test func `a single culprit is left alone, wherever it stands`() {
    for culprit in 0..<33 {
      #expect(shrunk(Array(0..<33)) { $0.contains(culprit) } == [culprit])
    }
  }

  @Test func `order is kept`() {
    let left = shrunk([5, 9, 1, 9, 2, 5]) { kept in
      guard let nine = kept.firstIndex(of: 9) else { return false }
      return kept[nine...].contains(5)
    }
    #expect(left == [9, 5])
  }

  @Test func `what always fails shrinks to nothing, and what never does stays whole`() {
    #expect(shrunk([1, 2, 3]) { _ in true } == [])
    #expect(shrunk([1, 2, 3]) { $0.count == 3 } == [1, 2, 3])
    #expect(shrunk([Int]()) { _ in true } == [])
  }

  @Test func `no element of a shrunk sequence can be left out`() {
    for seed in UInt64(1)...100 {
      var random = SplitMix(state: seed)
      let whole = (0..<40).map { _ in Int.random(in: 0..<10, using: &random) }
      let limit = Int.random(in: 0...whole.reduce(0, +), using: &random)
      let fails = { (kept: [Int]) in kept.reduce(0, +) >= limit }
      let left = shrunk(whole, while: fails)
      #expect(fails(left), "seed \(seed)")
      for index in left.indices {
        var less = left
        less.remove(at: index)
        #expect(!fails(less), "seed \(seed)")
      }
    }
  }

  @Test func `a thousand elements with one culprit take few tries`() {
    var tries = 0
    _ = shrunk(Array(0..<1000)) { kept in
      tries += 1
      return kept.contains(500)
    }
    #expect(tries < 30)
  }
}

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

  @Test func `two books agree`() throws {
    let (comparison, operations) = comparison { _ in false }
    #expect(try comparison.result(of: operations).disagreement == nil)
  }

  @Test func `a free that does nothing is found and shown with the reservation it needs`() throws {
    let (comparison, operations) = comparison { $0 == "free 0x14000 0x1000" }
    let found = try #require(try comparison.shortest(of: operations))
    #expect(found.script == ["reserve 0x14000 0x1000", "free 0x14000 0x1000"])
    #expect(
      found.description == """
        reserve 0x14000 0x1000
        free 0x14000 0x1000
        # the book:   ok
        #             memory 128 0x0 | reserved 128 0x0 | physmem 4 0x0 | mirror 0
        # the kernel: ok
        #             memory 128 0x0 | reserved 128 0x1000 \
        0x14000-0x15000@16/0x0 | physmem 4 0x0 | mirror 0
        """)
  }

  @Test func `a walk over all pages is not taken for one that wraps`() {
    let all = "shows 0x0-0xfffffffffffff@-1"
    let settled = { (answer: String, regions: String) in
      let reply = Reply(answer: answer, state: "memory 128 0x1 \(regions) | reserved 128 0x0 | ")
      return KnownDifference.pagesWrapAtTheTop.settled(in: reply).answer
    }
    #expect(settled(all, "0x0-0xffffffffffffffff@-1/0x0") == all)
    let below = "0x0-0xfffffffffffff000@-1/0x0 "
    let last = "0xfffffffffffff001-0xffffffffffffffff"
    #expect(settled(all + " 0x0-0xfffffffffffff@-1", below + last + "@-1/0x4") == all)
    #expect(settled(all, below + last + "@1/0x0") == all)
    #expect(settled("shows 0x0-0xfffffffffffff@1", last + "@1/0x0") == "shows")
  }

  @Test func `a sequence is the same for the same seed, and another for another`() {
    let one = OperationGenerator.sequence(seed: 3)
    #expect(one == OperationGenerator.sequence(seed: 3))
    #expect(one != OperationGenerator.sequence(seed: 4))
  }

  @Test func `a few hundred sequences have every kind of operation, at the very top as well`() {
    let lines = (UInt64(1)...400).flatMap { OperationGenerator.sequence(seed: $0).map(\.line) }
    let kinds = Set(lines.compactMap { $0.split(separator: " ").first })
    #expect(kinds.count == 18, "\(kinds.sorted())")
    #expect(lines.contains { $0.hasPrefix("is_memory 0xffffffffffffffff") })
  }
}
