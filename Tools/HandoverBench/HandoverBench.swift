// Compares writing and reading back the bitmaps of a handover with a plain copy of their bytes.

import ArgumentParser
import BookTool
import Handover
import TextTables
import Trials

@main
struct HandoverBench: PlainCommand {
  static let configuration = CommandConfiguration(
    commandName: "handover-bench",
    abstract: "Times the bitmaps of a handover against memcpy.",
    discussion: """
      Two kinds of preserved memory: each page of 16 GiB with probability one half, and 1 TiB in \
      blocks of 2 MiB, 4 MiB and 1 GiB. For each, with pieces of a page and of 512 bytes:

        write the list          the chunks; the bitmaps are in memory already, as in the kernel
        write bitmaps and list  all pieces copied to pages of another machine, then the chunks
        read list and bitmaps   from one address to a value with all bits, everything checked
        note block by block     one call for each block; far from a copy, as is
        take over, by block     a list of blocks, each compared with memory and scratch memory

      Each is compared with memcpy of the same bytes: those of all pieces and chunks, behind each \
      other, to memory that is warm. The works take turns, and the shortest round of each counts. \
      What was written and read must be what was noted, or the command fails.

        swift run -c release handover-bench
        swift run handover-bench --smaller 512 --rounds 1

      Exit codes: 0 measured, 1 something was not read back as it was noted, 2 the command line is \
      wrong.
      """)

  @Option(help: "How many rounds; without it as many as half a second has, 20 at least.")
  var rounds: Int?

  @Option(help: "How many times smaller the two machines are, to see all of it in a moment.")
  var smaller: UInt64 = 1

  @Option(help: "Other seeds preserve other memory.")
  var seed: UInt64 = 1

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard (1...10_000).contains(rounds ?? 1) else {
      throw ValidationError("--rounds takes 1 to 10000")
    }
    guard (1...1024).contains(smaller), smaller.nonzeroBitCount == 1 else {
      throw ValidationError("--smaller takes a power of two, up to 1024")
    }
  }

  func run() async throws {
    var results: [Result] = []
    do {
      for geometry in [BitmapGeometry.page, .short] {
        var random = SeededGenerator(seed: seed)
        let pages = try Workload.randomPages((16 << 30) / smaller, geometry, using: &random)
        results.append(try await Result(pages, rounds: rounds))
        let blocks = try Workload.largeBlocks((1 << 40) / smaller, geometry, using: &random)
        results.append(try await Result(blocks, rounds: rounds))
      }
    } catch {
      throw Failure(1, "\(error)")
    }
    guard json else {
      return try Console.print(
        "seed \(seed); nanoseconds, and as a multiple of memcpy's\n"
          + results.map(\.table).joined(separator: "\n\n"))
    }
    try Console.print(try results.jsonText())
  }
}
