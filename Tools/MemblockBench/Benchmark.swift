// One comparison: a mix at a size, several rounds on both sides, and the best of each.

package import KernelDriver

/// How long both sides took for one mix at one size.
package struct BenchmarkRow: Codable, Hashable, Sendable {
  package var mix: String
  /// How many regions both lists had in sum, afterwards.
  package var regions: Int
  package var steps: Int
  /// Processor time for one step, in nanoseconds: the best round of the book's Memblock.
  package var book: Double
  /// The same of the kernel's code.
  package var kernel: Double
  /// The book's time as a multiple of the kernel's.
  package var ratio: Double
  /// Whether both sides gave the same answers and ended with the same lists.
  package var agrees: Bool
}

package struct Benchmark {
  let kernel: KernelSide
  let rounds: Int
  let seed: UInt64

  package init(_ driver: KernelDriver, rounds: Int, seed: UInt64) {
    kernel = KernelSide(driver)
    self.rounds = rounds
    self.seed = seed
  }

  /// Measures a mix. The sides take turns, so that a slow moment of the machine touches both.
  package func row(_ mix: Mix, regions: Int) async throws -> BenchmarkRow {
    let script = mix.script(regions: regions, seed: seed)
    var (book, kernel): ([Measurement], [Measurement]) = ([], [])
    for _ in 0..<rounds {
      book.append(try BookSide.measure(script))
      kernel.append(try await self.kernel.measure(script))
    }
    let best = { (side: [Measurement]) in Double(side.map(\.nanoseconds).min() ?? 0) }
    let steps = Double(script.timed.count)
    return BenchmarkRow(
      mix: mix.rawValue, regions: book[0].regions, steps: script.timed.count,
      book: best(book) / steps, kernel: best(kernel) / steps, ratio: best(book) / best(kernel),
      agrees: (book + kernel).allSatisfy {
        $0.answers == book[0].answers && $0.lists == book[0].lists
      })
  }
}
