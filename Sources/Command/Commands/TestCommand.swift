// `weft test`: the book's tests and then all other tests of its package.

import ArgumentParser
import Foundation

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the tests of the book and of the rest of its package.",
    discussion: """
      The book's tests and examples run first and the site is woven, so that the package's other \
      tests can look at it.

      What is chosen runs alone: its verdicts are printed (and are in --json and --junit), and \
      neither the site nor what is kept of the last whole run is touched, so that nothing looks \
      checked that was not. Of several choices any is enough; --failed, --changed and --filter narrow \
      them down. Of the package's other tests, --filter alone chooses too. A choice that names \
      nothing ends with 2; where nothing failed or changed there is nothing to run, which is 0.

      With --shard I/N one of N machines runs its share of the book's tests, and 'weft merge' makes \
      one site of the results of all. Tests go round in the order of the book, however long they took \
      before, so that each machine comes to the same shares from the checkout alone. The package's \
      other tests are not shared: 'weft test' runs them, after merging.

      Examples:
        weft test Zoo/02-lions.md:31    the test on a line, or else those of its section
        weft test lions.fed --repeat 50 what proves a rule, fifty times
        weft test --failed              what did not pass in the last whole run
        weft test --changed main        what stands in lines changed since a revision
        weft test --shard 2/5 --results out    the second of five shares of all tests
        weft test --list --json         what there is, with rules and last verdicts

      With --accept, values that examples state wrongly after '// →' are replaced by the real \
      ones: once the differences were shown and, on a terminal, you agreed; all of them or none; \
      not in a chapter that was changed meanwhile; and no value that a second run shows otherwise.
      """)

  @OptionGroup var choosing: ChoiceOptions
  @OptionGroup var options: SharedOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var running: RunOptions
  @OptionGroup var reports: ReportOptions

  @Option(
    help: "With --shard: the folder that its results go to, for 'weft merge'.",
    completion: .directory)
  var results: String?

  @Flag(help: "Only the tests of the book's parts.")
  var book = false

  @Flag(help: "Write real values back into examples, after showing the differences.")
  var accept = false

  @Flag(help: "With --accept: write without asking.")
  var yes = false

  func validate() throws {
    guard choosing.share != nil else {
      if results != nil { throw ValidationError("--results goes with --shard I/N, such as 2/5") }
      return
    }
    if results == nil, !choosing.list {
      throw ValidationError("--shard goes with --results DIR, where its results go")
    }
    if accept { throw ValidationError("--accept takes a run of everything, not of a shard") }
  }

  func run() async throws {
    let job = try BookJob(options, work, running)
    guard !choosing.list else { return try await list(job) }
    try options.report(await job.run(plan), reports, timings: work.timings)
  }

  private var plan: JobPlan {
    if let share = choosing.share, let results {
      return JobPlan(running: .shared(share, results: URL(filePath: results)), weaves: false)
    }
    return JobPlan(
      running: choosing.isChoice ? .chosen(choosing) : .gathered, accepts: accept, asks: !yes,
      weaves: !choosing.isChoice,
      runsOtherTests: !book && !choosing.isNarrow && choosing.times == nil)
  }

  private func list(_ job: BookJob) async throws {
    let listing = try await job.list(choosing)
    let lines = options.json ? [try listing.json()] : listing.lines
    for line in lines { job.console.print(line) }
  }
}
