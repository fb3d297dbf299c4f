// `weft weave`: pages from the chapters as they are and the evidence that is already there.

import ArgumentParser
import Evidence
import Foundation

struct WeaveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weave",
    abstract: "Weaves the site with the evidence that is there; compiles and runs nothing.",
    discussion: """
      Evidence belongs to code: after an edit of prose it still holds, after an edit of code the \
      pages say that nothing was run for them until 'weft build' has done so.
      """)

  @OptionGroup var options: SharedOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var reports: ReportOptions

  func run() async throws {
    let summary = try await BookJob(options, work).run(JobPlan(running: .recalled))
    try options.report(summary, reports, timings: work.timings)
  }
}
