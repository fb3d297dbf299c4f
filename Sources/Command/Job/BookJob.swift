// A job: the stages that build, test and weave have in common, in order, each timed.
//
//     readBook → recallEvidence or gatherEvidence → weave → report

import Book
import Evidence
import Foundation
import Lexer
import Run
import Tangle
import Weave

/// One run of a command over one book.
struct BookJob {
  let package: BookPackage
  let console: Console
  private let isJSON: Bool
  private let output: URL
  private var snapshot: Snapshot?
  private var book: Book? { snapshot?.book }
  private var evidence = Evidence.absent
  private var summary = JobSummary()
  private var isWoven = false

  init(_ options: SharedOptions, _ work: WorkOptions) throws {
    package = try options.bookPackage()
    console = options.console()
    isJSON = options.json
    output = work.siteURL(in: package)
  }

  /// Reads and checks the book; findings that are errors end the job, since nothing that is
  /// woven or run from such a book could be trusted, unless the book asks for it.
  mutating func readBook() async throws {
    let snapshot = try await time("read") { [package] in try Snapshot(package) }
    let book = snapshot.book
    self.snapshot = snapshot
    summary.read(book)
    guard book.hasErrors, !book.manifest.weavesFaultyBook else { return }
    try report()
    throw ExitStatus.findings
  }

  /// Takes the evidence that is there; runs nothing.
  mutating func recallEvidence() async throws {
    guard let snapshot else { return }
    evidence = try await time("recall") { [run] in try await run(snapshot).recalled() }
    summary.judge(snapshot.book, evidence)
  }

  /// Builds and runs the book, unless that was done before for the same code.
  mutating func gatherEvidence(filter: String? = nil) async throws {
    guard let snapshot else { return }
    evidence = try await time("run") { [run] in
      if let filter { return try await run(snapshot).gathered(matching: filter) }
      return try await run(snapshot).gathered()
    }
    summary.judge(snapshot.book, evidence, isPartial: filter != nil)
  }

  /// Writes real values into examples that state others, after showing the differences.
  mutating func acceptValues() throws {
    for (path, known) in evidence.chapters.sorted(by: { $0.key < $1.key }) {
      let values = known.shownValues
      guard !values.isEmpty else { continue }
      let old = try package.read(path)
      let new = ValueComment.accepting(values, in: old, path: path)
      let difference = LineDifference(old, new, path: path)
      guard !difference.isEmpty else { continue }
      for line in difference.lines { console.complain(Console.cleaned(line)) }
      try Data(new).write(to: package.url(path), options: .atomic)
      summary.acceptedValues += difference.count
    }
  }

  /// Runs the package's tests that belong to no part, and shows on the site what they report.
  mutating func runOtherTests(filter: String?) async throws {
    guard let book, evidence.state == .complete else { return }
    let tests = OtherTests(package: package, book: book, console: console)
    let before = reports.reports()
    summary.otherTestsPassed = try await time("other tests") { [reports, evidence] in
      try await tests.run(filter: filter, reports: reports, key: evidence.key)
    }
    if isWoven, reports.reports() != before { try await weave() }
  }

  private var reports: ReportStore {
    ReportStore(folder: package.url("\(PackageLayout.workFolder)/reports"))
  }

  /// Weaves what changed of the site and puts it in place.
  mutating func weave() async throws {
    guard let snapshot else { return }
    console.begin("Weaving")
    let context = WeaveContext(snapshot.book, evidence, reports: reports.reports())
    let library = await lexerLibrary()
    let writer = SiteWriter(
      package: package, snapshot: snapshot, context: context,
      theme: try ThemeFolder(for: package, parts: snapshot.book.manifest.parts),
      output: output, lexer: { Self.lexer(library) }, colours: library != nil)
    summary.wovenPages = try await time("weave") { [console] in
      try await writer.write { done, count in console.advance("Weaving \(done) of \(count)") }
    }
    isWoven = true
  }

  /// The toolchain's lexer; without it code is not coloured, and the summary says so.
  private mutating func lexerLibrary() async -> String? {
    do {
      let library = try await Toolchain.found(
        keptIn: package.url(PackageLayout.workFolder)
      ).library("libsourcekitdInProc.so")
      guard FileManager.default.fileExists(atPath: library) else {
        summary.omissions.append("code is not coloured: the toolchain has no \(library)")
        return nil
      }
      return library
    } catch {
      summary.omissions.append("code is not coloured: \(error)")
      return nil
    }
  }

  private static func lexer(_ library: String?) -> (@Sendable (String) -> [Token])? {
    guard let library, let lexer = try? Lexer(library: library) else { return nil }
    return { lexer.tokens(of: $0) }
  }

  private func run(_ snapshot: Snapshot) -> BookRun {
    BookRun(
      snapshot.book, root: package.root, read: { try snapshot.read($0) },
      reread: { [package] in try package.read($0) }
    ) { [console] progress in
      switch progress {
      case .stage(let stage): console.begin(stage)
      case .detail(let detail): console.advance(detail)
      }
    }
  }

  /// Prints the result, and ends with the exit code that it calls for.
  ///
  /// - Parameter filter: what the user asked for; that nothing matched it is a finding.
  func report(filter: String? = nil) throws {
    console.clearProgress()
    var summary = summary
    if let filter, summary.tally.tests == 0, summary.otherTestsPassed == nil {
      summary.noMatch = filter
    }
    summary.site = isWoven ? package.relativePath(of: output) : nil
    if isJSON {
      console.print(
        String(decoding: try JSONEncoder.forPrograms.encode(summary), as: UTF8.self))
    } else {
      SummaryText(summary, console).print()
    }
    if let status = summary.status { throw status }
  }

  private mutating func time<Result>(
    _ stage: String, _ work: () async throws -> Result
  ) async rethrows -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try await work()
    summary.stages.append(.init(name: stage, seconds: (clock.now - start) / .seconds(1)))
    return result
  }
}
