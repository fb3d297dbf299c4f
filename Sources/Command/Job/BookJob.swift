// A job: one pass over one book, from value to value. What is shown, and with which code the process
// ends, is up to the commands.
//
//     package → Snapshot → Evidence ─┬→ Acceptance
//                                    ├→ site
//                                    └→ the package's other tests → site

import Book
import Evidence
import Foundation
import Run
import Review
import Weave

/// What a command wants of a job.
struct JobPlan {
  /// Where the evidence comes from.
  enum Running {
    /// What is there; nothing runs.
    case recalled
    /// What is there for the same code, else a build and a run.
    case gathered
    /// A run of some tests alone.
    case chosen(ChoiceOptions)
    /// A run of a share of the tests, whose results go into a folder.
    case shared(TestShare, results: URL)
    /// The results of all shares, from files and folders; nothing runs.
    case merged([String])

    /// What the stage is called in the summary.
    var name: String {
      switch self {
      case .recalled: "recall"
      case .merged: "merge"
      case .gathered, .chosen, .shared: "run"
      }
    }

    /// Whether evidence that is there already may be all that is wanted.
    var takesWhatIsThere: Bool {
      switch self {
      case .recalled, .gathered: true
      case .chosen, .shared, .merged: false
      }
    }
  }

  var running = Running.gathered
  /// Whether real values are written back into examples.
  var accepts = false
  /// Whether to ask before they are written, where somebody can answer.
  var asks = true
  var weaves = true
  /// Whether the tests that belong to no part run too.
  var runsOtherTests = false
}

/// One run of a command over one book.
struct BookJob {
  let package: BookPackage
  let console: Console
  /// Where the site goes.
  let output: URL
  /// How long a test may take.
  let timeLimit: Duration
  /// Whether the site has the whole book on one page too.
  var hasSinglePage = false
  /// Is told how far a run is, besides the console.
  var observer: @Sendable (BookRun.Progress) -> Void = { _ in }

  init(
    _ package: BookPackage, _ console: Console, output: URL,
    timeLimit: Duration = .seconds(Fence.usualTimeLimit)
  ) {
    self.package = package
    self.console = console
    self.output = output
    self.timeLimit = timeLimit
  }

  init(_ options: SharedOptions, _ work: WorkOptions, _ running: RunOptions) throws {
    let package = try options.bookPackage()
    self.init(
      package, options.console(), output: work.siteURL(in: package),
      timeLimit: .seconds(running.timeLimit))
    hasSinglePage = work.singlePage
  }

  /// Of a command that runs nothing.
  init(_ options: SharedOptions, _ work: WorkOptions) throws {
    let package = try options.bookPackage()
    self.init(package, options.console(), output: work.siteURL(in: package))
    hasSinglePage = work.singlePage
  }

  /// The whole job.
  func run(_ plan: JobPlan) async throws -> JobSummary {
    let log = StepLog()
    var job = self
    job.observer = { [observer] progress in
      observer(progress)
      log.note(progress)
    }
    var summary = try await job.stages(plan)
    summary.steps = log.steps
    return summary
  }

  private func stages(_ plan: JobPlan) async throws -> JobSummary {
    var timings = Timings()
    async let newest =
      plan.running.takesWhatIsThere ? BookRun.newestRecord(in: package.root) : nil
    var snapshot = try await timings.time("read") { try Snapshot(package) }
    // Nothing that is woven or run from such a book could be trusted, unless the book asks for it.
    guard !snapshot.book.hasErrors || snapshot.book.manifest.weavesFaultyBook else {
      return JobSummary(snapshot.book, timings)
    }
    let chosen = try await chosen(plan.running, of: snapshot)
    let atHand = await newest
    let (runs, results) = try await timings.time(plan.running.name) {
      try await self.evidence(of: snapshot, atHand: atHand, plan.running, chosen)
    }
    let evidence = runs.evidence
    var summary = JobSummary(snapshot.book, evidence, chosen: chosen)
    summary.add(runs)
    summary.results = results
    if plan.accepts {
      // The site shows the text that was run, and not what is written into it.
      try snapshot.hold(Acceptance.paths(evidence, in: snapshot.book))
      try await accept(evidence, of: snapshot, plan, &summary)
    }
    var site: WovenSite?
    if plan.weaves {
      site = try await timings.time("weave") { try await weave(snapshot, evidence) }
    }
    if plan.runsOtherTests, evidence.state == .complete {
      let before = reports.reports()
      summary.add(
        try await timings.time("other tests") {
          try await run(snapshot).otherTests(
            matching: chosen?.filter, reports: reports, evidence: evidence)
        })
      if site != nil, reports.reports() != before { site = try await weave(snapshot, evidence) }
    }
    summary.add(site, in: package)
    summary.stages = timings.stages
    return summary
  }

  private func chosen(
    _ running: JobPlan.Running, of snapshot: Snapshot
  ) async throws -> ChosenTests? {
    switch running {
    case .chosen(let options): try await chosen(options, of: snapshot)
    case .shared(let share, _): share.chosen(from: snapshot.book)
    case .recalled, .gathered, .merged: nil
    }
  }

  /// The evidence, and the path of the file with results that was written, if one was.
  private func evidence(
    of snapshot: Snapshot, atHand: EvidenceRecord?, _ running: JobPlan.Running,
    _ chosen: ChosenTests?
  ) async throws -> (RepeatedRuns, results: String?) {
    let run = run(snapshot, atHand: atHand)
    switch running {
    case .recalled: return (RepeatedRuns(try await run.recalled()), nil)
    case .gathered: return (RepeatedRuns(try await run.gathered()), nil)
    case .merged(let paths):
      return (RepeatedRuns(try await run.merged(try ResultFiles.read(paths))), nil)
    case .shared(let share, let folder):
      let (evidence, results) = try await run.gathered(share)
      return (RepeatedRuns(evidence), try results.map { try ResultFiles.write($0, into: folder) })
    case .chosen(let options):
      // Where nothing failed or changed, there is nothing to compile either.
      guard let chosen, !chosen.tests.isEmpty else { return (RepeatedRuns(.absent), nil) }
      let runs = try await run.gathered(chosen, times: options.times ?? 1)
      return (RepeatedRuns(runs, of: chosen, in: snapshot.book), nil)
    }
  }

  /// Writes real values into examples that state others, after showing the differences.
  private func accept(
    _ evidence: Evidence, of snapshot: Snapshot, _ plan: JobPlan, _ summary: inout JobSummary
  ) async throws {
    let paths = Acceptance.paths(evidence, in: snapshot.book)
    guard !paths.isEmpty else { return }
    let tests = ChosenTests(ofChapters: paths, in: snapshot.book)
    let again = try await run(snapshot).gathered(tests).first ?? .absent
    let acceptance = try Acceptance(evidence, again: again, in: snapshot.book) {
      try snapshot.read($0)
    }
    summary.findings += acceptance.refusals
    for line in acceptance.lines { console.complain(Console.cleaned(line)) }
    guard acceptance.count > 0,
      !plan.asks || console.agrees(Self.question(acceptance.count))
    else { return }
    try acceptance.write(in: package)
    summary.acceptedValues = acceptance.count
  }

  private static func question(_ count: Int) -> String {
    "Write \(count == 1 ? "1 value" : "\(count) values") into the chapters?"
  }

  private var reports: ReportStore {
    ReportStore(folder: package.url("\(PackageLayout.workFolder)/reports"))
  }

  /// A run of the book as it was read.
  func run(_ snapshot: Snapshot, atHand: EvidenceRecord? = nil) -> BookRun {
    BookRun(
      snapshot.book, root: package.root, read: { try snapshot.read($0) },
      reread: { [package] in try package.read($0) }, timeLimit: timeLimit, atHand: atHand
    ) { [console, observer] progress in
      observer(progress)
      switch progress {
      case .stage(let stage): console.begin(stage)
      case .detail(let detail): console.advance(detail)
      case .took: break
      }
    }
  }
}

// The site.
extension BookJob {
  /// Weaves what changed of the site and puts it in place.
  ///
  /// - Parameters:
  ///   - total: of the whole run, where the evidence is what remains of one.
  ///   - extent: how much of the site is woven.
  ///   - first: the paths of chapters whose pages are put into the last site before all is woven.
  ///   - firstWoven: is called when they are there.
  func weave(
    _ snapshot: Snapshot, _ evidence: Evidence, total: Tally? = nil,
    extent: SiteWriter.Extent = .whole, first: [String] = [],
    firstWoven: () async -> Void = {}
  ) async throws -> WovenSite {
    console.begin("Weaving")
    let forms = FormsSection(of: snapshot.book, kept: try package.keptReleases())
    let inputs = SiteInputs(
      snapshot.book, evidence, contents: snapshot.digests, reports: reports.reports(),
      forms: forms.map { forms in BookSection(key: forms.key) { forms.html() } }, total: total)
    let lexer = await lexerLibrary()
    let theme = try ThemeFolder(for: package, parts: snapshot.book.manifest.parts)
    var writer = SiteWriter(
      package: package, snapshot: snapshot, inputs: inputs, theme: theme,
      output: output, lexer: CodeLexer(library: lexer.library))
    writer.hasSinglePage = hasSinglePage
    writer.extent = extent
    if try writer.writeFirst(first) { await firstWoven() }
    let pages = try await writer.write { [console] done, count in
      console.advance("Weaving \(done) of \(count)")
    }
    return WovenSite(
      folder: output, pages: pages, omissions: [lexer.omission, theme.omission].compactMap(\.self))
  }

  /// The toolchain's lexer; without it code is not coloured.
  private func lexerLibrary() async -> (library: String?, omission: String?) {
    do {
      let library = try await Toolchain.found(
        keptIn: package.url(PackageLayout.workFolder)
      ).library("libsourcekitdInProc.so")
      return FileManager.default.fileExists(atPath: library)
        ? (library, nil) : (nil, "code is not coloured: the toolchain has no \(library)")
    } catch {
      return (nil, "code is not coloured: \(error)")
    }
  }
}

/// A site that was woven.
struct WovenSite {
  var folder: URL
  /// How many pages of chapters were woven; the others were there already.
  var pages: Int
  /// What is missing on it.
  var omissions: [String]
}
