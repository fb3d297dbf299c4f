// `weft review`: what a change does to the formats that the book states.

import ArgumentParser
import Book
import Foundation
import Review
import TextTables

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Compares the formats of two revisions, and says who can still read whom.",
    discussion: """
      Reads both revisions from git's objects, without touching the checkout; HEAD is the working \
      tree when it is not given. UP means written by BASE and read by HEAD, as in an update; BACK \
      means written by HEAD and read by BASE, as in a rollback.

      Spec/waivers.yml of HEAD says what is accepted: a list of 'fingerprint', 'reason', 'owner' \
      and 'until', the last day. What is misread is never accepted; a waiver that is about nothing, \
      or whose day is over, is a finding.

      Examples:
        weft review main                       the working tree against main
        weft review v1..v2 --markdown c.md     two revisions, and a comment for a pull request
        weft review main --run                 both built and run, in folders of their own
        weft review main --html review         all that changed, side by side, on one page
        weft review schema                     the JSON schema of what --json prints
        weft review explain order-changed      what a finding means, and how to mend it
        weft review accept-release 1.0         keep the formats as a release
        weft review main --against released    all releases too, each with each
        weft review decode tree.dtb            a blob in the words of the book
        weft review diff --help                how 'git diff' shows chapters so
        weft review headers ../program         the formats against C headers, laid out by clang

      'weft new' writes a workflow that reviews each pull request; its lines suit other books too.

      Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, 3 a revision or schema cannot \
      be read, 4 something could not be decided, or was not built, 70 a fault of weft.
      """,
    subcommands: [
      ReviewCompareCommand.self, ReviewExplainCommand.self, ReviewSchemaCommand.self,
      ReviewDecodeCommand.self, ReviewDiffCommand.self, ReviewAcceptReleaseCommand.self,
      ReviewHeadersCommand.self,
    ],
    defaultSubcommand: ReviewCompareCommand.self)
}

struct ReviewCompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compares two revisions (the default).")

  @OptionGroup var options: SharedOptions
  @OptionGroup var running: RunOptions

  @Argument(help: "The revision to compare with, or BASE..HEAD.")
  var base: String

  @Argument(help: "The revision to look at; the working tree when it is not given.")
  var head: String?

  @Option(
    help: "How much is asked of names: strict or additive.",
    completion: .list(Profile.allCases.map(\.rawValue)))
  var profile = "strict"

  @Option(
    help: "The least severity that fails: breaking, risky or compatible.",
    completion: .list(["breaking", "risky", "compatible"]))
  var failOn = "breaking"

  @Option(
    help: "Compare with each release in the tree as well: released.",
    completion: .list(["released"]))
  var against: String?

  @Option(
    help: "The day by which waivers are judged, as 2027-03-31; that of the head's commit otherwise."
  )
  var today: String?

  @Flag(
    help: ArgumentHelp(
      "Build both revisions and run their tests, each in a folder of its own.",
      discussion: "Their code runs as you; what is kept of the same code is not run again."))
  var run = false

  @Flag(help: "Let what could not be decided pass.")
  var allowInconclusive = false

  @Option(help: "Write a comment for a pull request.", completion: .file())
  var markdown: String?

  @Option(
    help: ArgumentHelp(
      "Write the review as one page: FILE.html, or index.html in a folder.",
      discussion: "It needs no other file and no script."),
    completion: .file())
  var html: String?

  @Option(help: "Also write what was found as SARIF 2.1.0 into a file.", completion: .file())
  var sarif: String?

  @Flag(
    help: ArgumentHelp(
      "Also print annotations for GitHub, at most ten, the worst first.",
      discussion: "They go to standard error; the comment in Markdown to $GITHUB_STEP_SUMMARY."))
  var github = false

  func validate() throws {
    guard Profile(rawValue: profile) != nil else {
      throw ValidationError(
        "there is no profile '\(Console.cleaned(profile))'; take strict or additive")
    }
    guard let severity = Severity(name: failOn), severity > .documentation else {
      throw ValidationError("--fail-on takes breaking, risky or compatible")
    }
    guard against == nil || against == "released" else {
      throw ValidationError("--against takes released; BASE is a revision")
    }
    guard today.map({ Day($0) != nil }) != false else {
      throw ValidationError("--today takes a day, as 2027-03-31")
    }
    guard !base.contains("...") else {
      throw ValidationError(
        "BASE..HEAD has two dots; of what three mean, 'git merge-base BASE HEAD' tells the revision"
      )
    }
    guard revisions.base != "", revisions.head != "" else {
      throw ValidationError("BASE..HEAD names two revisions")
    }
  }

  /// What the arguments name; no head is the working tree.
  private var revisions: (base: String, head: String?) {
    guard head == nil, let dots = base.firstRange(of: "..") else { return (base, head) }
    return (String(base[..<dots.lowerBound]), String(base[dots.upperBound...]))
  }

  func run() async throws {
    let console = options.console()
    var job = ReviewJob(
      package: try options.bookPackage(), profile: Profile(rawValue: profile) ?? .strict,
      threshold: Severity(name: failOn) ?? .breaking, today: today.flatMap(Day.init),
      againstReleased: against != nil)
    (job.runs, job.console, job.timeLimit) = (run, console, .seconds(running.timeLimit))
    let result = try await job.run(revisions.base, revisions.head)
    try await write(result, job, console)
    let report = result.report
    if options.json {
      console.print(try report.jsonText())
    } else {
      for line in ReviewText(report).lines { console.print(Console.cleaned(line)) }
    }
    switch report.status {
    case .clean: return
    case .findings: throw ExitStatus.findings
    case .inconclusive: if !allowInconclusive { throw ExitStatus.incomplete }
    case .incomplete: throw ExitStatus.incomplete
    }
  }

  /// Writes what was asked for beside the text.
  private func write(_ result: ReviewJob.Result, _ job: ReviewJob, _ console: Console) async throws
  {
    let remarks = result.report.remarks
    if let markdown {
      try ReportFile.write(Data(ReviewMarkdown(result.report).text.utf8), to: markdown)
    }
    if let html { try ReportFile.write(Data(try await job.page(result).utf8), to: try page(html)) }
    if let sarif {
      let log = SARIFReport(remarks, version: Weft.configuration.version)
      try ReportFile.write(try log.json(), to: sarif)
    }
    guard github else { return }
    for line in ForgeAnnotations(remarks).lines { console.complain(line) }
    try ReportFile.addToStepSummary(ReviewMarkdown(result.report).text)
  }

  /// The file of a page; a folder is made when it is not there.
  private func page(_ path: String) throws -> String {
    guard !path.hasSuffix(".html") else { return path }
    let folder = URL(filePath: path)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return path + "/index.html"
  }
}

struct ReviewExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tells what a rule of the review means.",
    discussion: "Without a rule, all of them are listed.")

  @Argument(
    help: "The rule, such as order-changed.",
    completion: .list(Catalogue.rules.map(\.id)))
  var rule: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    guard let rule, Catalogue.rule(rule) == nil else { return }
    throw ValidationError(
      "there is no rule '\(Console.cleaned(rule))'"
        + suggestion(
          for: rule, among: Catalogue.rules.map(\.id),
          otherwise: "'weft review explain' lists all"))
  }

  func run() throws {
    let rules = rule.flatMap(Catalogue.rule).map { [$0] } ?? Catalogue.rules
    if json {
      let entries = rules.map(RuleExplanation.init)
      print(try entries.jsonText())
    } else {
      print(rules.map { RuleExplanation($0).text }.joined(separator: "\n\n"))
    }
  }
}
