// `weft test`: the book's tests and then all other tests of its package.

import ArgumentParser
import Foundation

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the tests of the book and of the rest of its package.",
    discussion: """
      The book's tests and examples run first and the site is woven, so that the package's other \
      tests can look at it. With --filter only matching tests run and nothing is woven.

      With --accept, values that examples state wrongly after '// →' are replaced by the real \
      ones: once the differences were shown and, on a terminal, you agreed; all of them or none; \
      not in a chapter that was changed meanwhile; and no value that a second run shows otherwise.
      """)

  @OptionGroup var options: SharedOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var running: RunOptions
  @OptionGroup var reports: ReportOptions

  @Option(help: "Run only tests whose name matches this regular expression.")
  var filter: String?

  @Flag(help: "Only the tests of the book's parts.")
  var book = false

  @Flag(help: "Write real values back into examples, after showing the differences.")
  var accept = false

  @Flag(help: "With --accept: write without asking.")
  var yes = false

  func run() async throws {
    let plan = JobPlan(
      running: filter.map { .matching($0) } ?? .gathered, accepts: accept, asks: !yes,
      weaves: filter == nil, runsOtherTests: !book)
    try await options.report(BookJob(options, work, running).run(plan), reports)
  }
}
