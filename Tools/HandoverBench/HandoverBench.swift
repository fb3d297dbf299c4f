// Compares writing and reading back the bitmaps of a handover with a plain copy of their bytes.

import ArgumentParser
import Foundation
import Handover
import BookTool
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

      Exit codes: 0 measured, 1 something was not read back as it was noted, 2 the command line is \
      wrong.
      """)

  @Option(help: "How many rounds at least; half a second for each workload is taken anyway.")
  var rounds = 20

  @Option(help: "Other seeds preserve other memory.")
  var seed: UInt64 = 1

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard (1...10_000).contains(rounds) else {
      throw ValidationError("--rounds takes 1 to 10000")
    }
  }

  func run() throws {
    let results: [Result]
    do {
      results = try [BitmapGeometry.page, .short].flatMap { geometry in
        var random = SeededGenerator(seed: seed)
        return try [
          Result(.randomPages(geometry, using: &random), rounds: rounds),
          Result(.largeBlocks(geometry, using: &random), rounds: rounds),
        ]
      }
    } catch {
      throw Failure(1, "\(error)")
    }
    guard json else {
      return try Console.print(
        "seed \(seed); nanoseconds, and how many times memcpy's\n"
          + results.map(\.table).joined(separator: "\n\n"))
    }
    try Console.print(try results.jsonText())
  }
}
