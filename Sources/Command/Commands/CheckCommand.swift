// `weft check`: what is wrong with the book, without compiling or running anything.

import ArgumentParser
import Book
import Evidence
import Foundation
import Run
import Serve
import TextTables

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reports everything that is wrong with the book's text.",
    discussion: """
      Reads all chapters and reports every finding as file:line:column: roles and attributes of \
      fences, rules that nothing proves, proofs of rules that do not exist, dead links, and parts \
      without a folder. Nothing is compiled or run; 'weft build' does that. When it was done for \
      the code as it is, values that no run reached are reported too.

      With --watch the book is checked again at each save; each time begins with the line 'checking' \
      and ends with the number of findings, for editors that follow it ('weft editors').
      """)

  @OptionGroup var options: SharedOptions
  @OptionGroup var reports: ReportOptions

  @Flag(help: "Check again at each save, until Control-C, which ends with 0.")
  var watch = false

  func validate() throws {
    if watch, options.json {
      throw ValidationError("--watch prints lines; leave out --json, or --watch")
    }
  }

  func run() async throws {
    let package = try options.bookPackage()
    guard watch else {
      if try await check(package) > 0 { throw ExitStatus.findings }
      return
    }
    // Before the first look, so that no save falls between them.
    let saves = try FolderWatch.following(package)
    defer { saves.stop() }
    _ = try Snapshot(package)
    try await checkAgain(package)
    for await _ in saves.changes {
      // An editor that saves does so in several steps.
      try? await Task.sleep(for: .milliseconds(10))
      try await checkAgain(package)
    }
  }

  /// One pass of many: a book that cannot be read now may be read after the next save.
  private func checkAgain(_ package: BookPackage) async throws {
    let console = options.console()
    console.print("checking")
    do { _ = try await check(package) } catch is CancellationError {
    } catch { console.complain("error: \(error)") }
  }

  /// - Returns: the number of findings.
  private func check(_ package: BookPackage) async throws -> Int {
    let console = options.console()
    let snapshot = try Snapshot(package)
    snapshot.keep()
    var book = snapshot.book
    // What a run of this same code passed by is known without running it again.
    if !book.hasErrors {
      let evidence = try await BookRun(
        book, root: package.root, read: snapshot.read, reread: package.read
      ).recalled()
      book.findings += UnreachedChecks.findings(Verdicts(book, evidence))
      book.findings.sort()
    }
    let report = CheckReport(book)
    if options.json {
      console.print(try report.json())
    } else {
      for finding in book.findings { console.complain(Console.cleaned(finding.description)) }
      let count = book.findings.count
      console.print(
        count == 0
          ? "\(report.chapters) chapters, \(report.rules) rules: nothing wrong"
          : "\(report.chapters) chapters, \(report.rules) rules: \(count) findings")
    }
    try reports.write(JobSummary(book), console)
    return book.findings.count
  }
}

/// What `check` found, for programs.
struct CheckReport: Codable {
  var chapters: Int
  var rules: Int
  var findings: [Finding]

  init(_ book: Book) {
    chapters = book.chapters.count
    rules = book.chapters.map(\.rules.count).reduce(0, +)
    findings = book.findings
  }

  func json() throws -> String {
    try jsonText()
  }
}
