// One comparison: a mix at a size, several rounds on both sides, and the best of each.

import Contests
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

  private enum Side: CaseIterable {
    case book, kernel
  }

  /// Measures a mix, by turns.
  package func row(_ mix: Mix, regions: Int) async throws -> BenchmarkRow {
    let script = mix.script(regions: regions, seed: seed)
    var measured: [Measurement] = []
    let contest = try await Contest(among: Side.allCases, rounds: rounds) { side, _ in
      let outcome =
        switch side {
        case .book: try BookSide.measure(script)
        case .kernel: try await self.kernel.measure(script)
        }
      measured.append(outcome)
      return Double(outcome.nanoseconds)
    }
    let (steps, first) = (Double(script.timed.count), measured[0])
    let book = (contest.shortest(of: .book) ?? 0) / steps
    let kernel = (contest.shortest(of: .kernel) ?? 0) / steps
    return BenchmarkRow(
      mix: mix.rawValue, regions: first.regions, steps: script.timed.count, book: book,
      kernel: kernel, ratio: book / kernel,
      agrees: measured.allSatisfy { $0.answers == first.answers && $0.lists == first.lists })
  }
}
