// A shrinker that loses what matters would hide a fault behind a script that shows nothing.

import Testing
import Trials

struct ShrinkerTests {
  @Test func `of a hundred elements only the two that fail together are left`() async {
    let left = await shrunk(Array(1...100)) { $0.contains(7) && $0.contains(93) }
    #expect(left == [7, 93])
  }

  @Test func `a single culprit is left alone, wherever it stands`() async {
    for culprit in 0..<33 {
      #expect(await shrunk(Array(0..<33)) { $0.contains(culprit) } == [culprit])
    }
  }

  @Test func `order is kept`() async {
    let left = await shrunk([5, 9, 1, 9, 2, 5]) { kept in
      guard let nine = kept.firstIndex(of: 9) else { return false }
      return kept[nine...].contains(5)
    }
    #expect(left == [9, 5])
  }

  @Test func `what always fails shrinks to nothing, and what never does stays whole`() async {
    #expect(await shrunk([1, 2, 3]) { _ in true } == [])
    #expect(await shrunk([1, 2, 3]) { $0.count == 3 } == [1, 2, 3])
    #expect(await shrunk([Int]()) { _ in true } == [])
  }

  @Test func `no element of a shrunk sequence can be left out`() async {
    for seed in UInt64(1)...100 {
      var random = SeededGenerator(seed: seed)
      let whole = (0..<40).map { _ in Int.random(in: 0..<10, using: &random) }
      let limit = Int.random(in: 0...whole.reduce(0, +), using: &random)
      let fails = { (kept: [Int]) in kept.reduce(0, +) >= limit }
      let left = await shrunk(whole, while: fails)
      #expect(fails(left), "seed \(seed)")
      for index in left.indices {
        var less = left
        less.remove(at: index)
        #expect(!fails(less), "seed \(seed)")
      }
    }
  }

  @Test func `a thousand elements with one culprit take few tries`() async {
    var tries = 0
    _ = await shrunk(Array(0..<1000)) { kept in
      tries += 1
      return kept.contains(500)
    }
    #expect(tries < 30)
  }
}
