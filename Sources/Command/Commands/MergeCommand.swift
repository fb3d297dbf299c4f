// `weft merge`: a site from the results of all shares of a book's tests.

import ArgumentParser
import Foundation

struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Puts the results of all shards together and weaves the site; runs nothing.",
    discussion: """
      What 'weft test --shard' wrote on several machines becomes what one run of everything would \
      have come to: verdicts, values, output, attachments and coverage, with the summary and the exit \
      codes of 'weft build'. All shards must be there, once, whole, and of the code and the toolchain \
      that are here; else each fault is named, nothing is written, and weft ends with 3.

      What was merged is kept as a run is, so that 'weft test' after it runs the package's other \
      tests alone. Times are those of the machines that ran. Code that each process runs once, such \
      as the first value of a global, is counted in each shard.

      Examples:
        weft test --shard 2/5 --results out   on the second of five machines
        weft merge out                        where the results of all five are in 'out'
        weft merge artifacts/*                where each is in a folder of its own
      """)

  @Argument(
    help: "Files of results, or folders with them.", completion: .file(extensions: ["results"]))
  var results: [String]

  @OptionGroup var options: SharedOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var reports: ReportOptions

  func run() async throws {
    let summary = try await BookJob(options, work).run(JobPlan(running: .merged(results)))
    try options.report(summary, reports, timings: work.timings)
  }
}
