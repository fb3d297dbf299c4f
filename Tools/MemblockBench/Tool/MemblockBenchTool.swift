// `memblock-bench`: the book's Memblock and the kernel's own code, timed on the same operations.

import ArgumentParser
import Foundation
import KernelDriver
import MemblockBench
import BookTool
import TextTables

@main
struct MemblockBenchTool: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "memblock-bench",
    abstract: "Times the book's Memblock against the kernel's own mm/memblock.c.",
    discussion: """
      Makes random scripts of operations, has both sides perform them, and compares the processor \
      time. Both read the whole script before the clock starts, and each measures itself, the \
      kernel's code inside the driver. The best of several rounds counts. Answers and lists must \
      be the same on both sides in the end, or the command fails.

      Mixes: \(Mix.allCases.map(\.rawValue).joined(separator: ", ")).

      The kernel's code is compiled with -O2; for a fair comparison run this in release mode:

        swift run -c release memblock-bench
        swift run -c release memblock-bench --mixes allocate,walk --sizes 1000 --rounds 20

      It needs Debian's package \(KernelSource.standard). Exit codes: 0 measured, 1 the two sides \
      disagree, 2 the command line is wrong, 4 something is missing.
      """)

  @Option(help: "Numbers of regions, comma separated.")
  var sizes = "100,1000,10000"

  @Option(help: "Mixes, comma separated; all of them if not given.")
  var mixes = Mix.allCases.map(\.rawValue).joined(separator: ",")

  @Option(help: "How often each side performs each script.")
  var rounds = 5

  @Option(help: "Other seeds make other scripts.")
  var seed: UInt64 = 1

  @Option(help: "The folder of the package.")
  var packagePath = "."

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard !chosenSizes.isEmpty, chosenSizes.allSatisfy({ (4...100_000).contains($0 ?? 0) }) else {
      throw ValidationError("--sizes takes numbers from 4 to 100000, such as 100,1000")
    }
    guard !chosenMixes.isEmpty, !chosenMixes.contains(nil) else {
      let known = Mix.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--mixes takes some of \(known)")
    }
    guard (1...1000).contains(rounds) else { throw ValidationError("--rounds takes 1 to 1000") }
  }

  private var chosenSizes: [Int?] { sizes.split(separator: ",").map { Int($0) } }
  private var chosenMixes: [Mix?] { mixes.split(separator: ",").map { Mix(rawValue: String($0)) } }

  func run() async throws {
    let driver: KernelDriver
    do {
      driver = try await KernelDriver(inPackageAt: URL(filePath: packagePath).standardizedFileURL)
    } catch {
      throw Failure(4, "\(error)".trimmingCharacters(in: .whitespacesAndNewlines))
    }
    let benchmark = Benchmark(driver, rounds: rounds, seed: seed)
    var rows: [BenchmarkRow] = []
    for mix in chosenMixes.compactMap({ $0 }) {
      for size in chosenSizes.compactMap({ $0 }) {
        progress("\(mix.rawValue), \(size) regions")
        do {
          rows.append(try await benchmark.row(mix, regions: size))
        } catch {
          throw Failure(1, "\(error)")
        }
      }
    }
    progress("")
    try show(rows, driver)
    if rows.contains(where: { !$0.agrees }) { throw ExitCode(1) }
  }

  private func show(_ rows: [BenchmarkRow], _ driver: KernelDriver) throws {
    if json {
      try Console.print(try rows.jsonText())
      return
    }
    let head = [
      "mm/memblock.c of \(driver.source) \(driver.version), clang \(driver.flags)",
      "the best of \(rounds) rounds, seed \(seed); time for one step", "",
    ]
    let lines = head + BenchmarkTable.lines(rows) + [""] + BenchmarkTable.growth(rows)
    try Console.print(lines.joined(separator: "\n"))
  }

  /// Says on a terminal how far things are, in a line that the next one overwrites.
  private func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
  }
}
