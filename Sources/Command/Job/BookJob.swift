// A job: the stages that build, test and weave have in common, in order, each timed.
//
//     readBook → recallEvidence or gatherEvidence → weave → report

import Book
import Evidence
import Foundation
import Lexer
import Weave

/// One run of a command over one book.
struct BookJob {
  let package: BookPackage
  let console: Console
  private let isJSON: Bool
  private let output: URL
  private var book: Book?
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
  /// woven or run from such a book could be trusted.
  mutating func readBook() async throws {
    let book = try await time("read") { [package] in try package.book() }
    self.book = book
    summary.read(book)
    guard book.hasErrors else { return }
    try report()
    throw ExitStatus.findings
  }

  /// Takes the evidence that is there; runs nothing.
  mutating func recallEvidence() async throws {
    guard let book else { return }
    evidence = try await time("recall") { [run] in try await run().recall(book) }
    summary.judge(book, evidence)
  }

  /// Builds and runs the book, unless that was done before for the same code.
  mutating func gatherEvidence(filter: String? = nil) async throws {
    guard let book else { return }
    console.begin("Compiling and testing the book")
    evidence = try await time("test") { [run] in try await run().gather(book, filter: filter) }
    summary.judge(book, evidence)
  }

  /// Weaves the site and puts it in place.
  mutating func weave() async throws {
    guard let book else { return }
    console.begin("Weaving")
    let context = WeaveContext(book, evidence)
    let theme = try ThemeFolder(for: package)
    let weaver = Weaver(context, theme: theme.theme, lex: lexer())
    let writer = SiteWriter(package: package, weaver: weaver, theme: theme, output: output)
    let count = book.chapters.count
    try await time("weave") { [console] in
      try await writer.write { done in console.advance("Weaving \(done) of \(count)") }
    }
    isWoven = true
  }

  /// The toolchain's lexer; without it code is not coloured, and the summary says so.
  private mutating func lexer() -> @Sendable (String) -> [Token] {
    do {
      let lexer = try Lexer(library: Toolchain.find().sourceKitLibrary)
      return { lexer.tokens(of: $0) }
    } catch {
      summary.omissions.append("code is not coloured: \(error)")
      return { _ in [] }
    }
  }

  private func run() throws -> BookRun {
    BookRun(
      package: package, toolchain: try Toolchain.find(),
      progress: { [console] in console.advance($0) })
  }

  /// Prints the result, and ends with the exit code that it calls for.
  func report() throws {
    console.clearProgress()
    var summary = summary
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
