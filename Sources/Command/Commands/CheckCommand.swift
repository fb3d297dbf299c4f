// `weft check`: what is wrong with the book, without compiling or running anything.

import ArgumentParser
import Book
import Evidence
import Foundation
import Run

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reports everything that is wrong with the book's text.",
    discussion: """
      Reads all chapters and reports every finding as file:line:column: roles and attributes of \
      fences, rules that nothing proves, proofs of rules that do not exist, dead links, and parts \
      without a folder. Nothing is compiled or run; 'weft build' does that. When it was done for \
      the code as it is, values that no run reached are reported too.
      """)

  @OptionGroup var options: SharedOptions
  @OptionGroup var reports: ReportOptions

  func run() async throws {
    let console = options.console()
    let package = try options.bookPackage()
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
    if !book.findings.isEmpty { throw ExitStatus.findings }
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
    String(decoding: try JSONEncoder.forPrograms.encode(self), as: UTF8.self)
  }
}
