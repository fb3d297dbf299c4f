// `weft build`: everything, from chapters to a site with verdicts.

import ArgumentParser
import Foundation

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Checks, compiles and tests the book and weaves its site.",
    discussion: """
      What was built and run before is not built and run again: evidence is kept under \
      .build/weft by the code it came from. A book that does not compile is woven too, with the \
      compiler's messages at their lines.
      """)

  @OptionGroup var options: SharedOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var running: RunOptions
  @OptionGroup var reports: ReportOptions

  func run() async throws {
    let summary = try await BookJob(options, work, running).run(JobPlan())
    try options.report(summary, reports, timings: work.timings)
  }
}
