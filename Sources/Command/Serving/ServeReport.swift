// What a pass of `weft serve` came to, for the terminal and for the pages that are open.

import Book
import Evidence
import Serve
import Weave

/// The result of a pass.
struct ServeReport {
  /// In a sentence.
  var standing: String
  var isClean: Bool
  /// Errors first, then what failed, then warnings.
  var problems: [ServerState.Problem] = []

  /// A pass that did not come to a result.
  init(failure: any Error) {
    standing = FileFailure(failure)?.description ?? "\(failure)"
    isClean = false
  }

  init(_ summary: JobSummary, _ book: Book) {
    let pages = Dictionary(
      book.chapters.map { ($0.path, SitePaths.page(ofChapter: $0.path)) },
      uniquingKeysWith: { first, _ in first })
    let findings = summary.findings + summary.diagnostics
    let errors = findings.filter { $0.severity == .error }
    let places: [(Location, String)] =
      errors.map { ($0.location, $0.message) }
      + summary.failures.map { ($0.location, Self.text(of: $0)) }
      + findings.filter { $0.severity != .error }.map { ($0.location, $0.message) }
    problems = places.map { place, text in
      ServerState.Problem(location: place, text: text, page: pages[place.file])
    }
    isClean = summary.status == nil
    standing = Self.standing(summary, errors: errors.count)
  }

  private static func text(of failure: JobSummary.Test) -> String {
    ([failure.verdict.rawValue + ": " + failure.test] + failure.messages.prefix(1))
      .joined(separator: "; ")
  }

  private static func standing(_ summary: JobSummary, errors: Int) -> String {
    if errors > 0, summary.evidence == .absent {
      return
        "\(errors) \(errors == 1 ? "error" : "errors") in the text; the pages show the last good one"
    }
    switch summary.evidence {
    case .broken: return "the code does not compile"
    case .absent: return summary.omissions.first ?? "nothing was run"
    case .complete: break
    }
    let tally = summary.tally
    var parts = ["\(tally.passed) tests passed"]
    if tally.failed > 0 { parts.append("\(tally.failed) failed") }
    if tally.notRun > 0 { parts.append("\(tally.notRun) did not run") }
    parts.append("\(tally.rulesProved) of \(tally.rules) rules proved")
    return parts.joined(separator: ", ")
  }

  /// Says it on the terminal.
  func print(to console: Console) {
    for problem in problems {
      console.complain(Console.cleaned("\(problem.location): \(problem.text)"))
    }
    console.print(
      console.coloured(Console.cleaned(standing), isClean ? .green : .red))
  }
}
