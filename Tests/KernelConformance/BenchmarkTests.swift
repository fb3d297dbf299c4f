// A benchmark of unlike work would be worth nothing, and one that cannot tell even less.

import KernelDriver
import Testing

@testable import MemblockBench

struct BenchmarkTests {
  @Test(arguments: Mix.allCases)
  func `a script is the same for the same seed, and another for another`(_ mix: Mix) {
    let script = mix.script(regions: 1000, seed: 1)
    #expect(script == mix.script(regions: 1000, seed: 1))
    #expect(script != mix.script(regions: 1000, seed: 2))
  }

  @Test(arguments: Mix.allCases)
  func `a script leaves about as many regions as it was made for`(_ mix: Mix) throws {
    let lists = mix == .all || mix == .ask ? 2 : 1
    let regions = try BookSide.measure(mix.script(regions: 1000, seed: 1)).regions / lists
    #expect((500...1500).contains(regions), "\(regions)")
  }

  @Test(
    .enabled(
      if: KernelSource.canCompare,
      "needs the kernel's source: apt install \(KernelSource.standard)"), arguments: Mix.allCases)
  func `both sides do the same, and one step more is noticed`(_ mix: Mix) async throws {
    let kernel = KernelSide(try await KernelDriver.built.value)
    var script = mix.script(regions: 500, seed: 1)
    let (one, other) = (try BookSide.measure(script), try await kernel.measure(script))
    #expect(one.answers == other.answers)
    #expect(one.lists == other.lists)
    #expect(one.nanoseconds > 0 && other.nanoseconds > 0)
    script.timed.append(Step(.reserve, 0x1000, 0x1000))
    let more = try await kernel.measure(script)
    #expect(more.answers != one.answers)
    #expect(more.lists != one.lists)
  }

  @Test func `the table names a row that disagrees, and growth needs two sizes`() throws {
    let row = BenchmarkRow(
      mix: "add", regions: 100, steps: 10, book: 30, kernel: 20, ratio: 1.5, agrees: true)
    var (large, wrong) = (row, row)
    (large.regions, large.book, large.kernel) = (1000, 60, 200)
    wrong.agrees = false
    let lines = BenchmarkTable.lines([row, wrong])
    #expect(lines[1] == "add      100     10     30.0       20.0   1.50")
    #expect(lines[2] == lines[1] + "  the two sides DISAGREE")
    #expect(BenchmarkTable.growth([row]).isEmpty)
    #expect(
      BenchmarkTable.growth([row, large])
        == ["add: 100 to 1000 regions: book × 2.0, kernel × 10.0"])
  }
}
