// The one-screen summary of a job.

import Book
import Evidence
import Foundation

struct SummaryText {
  private let summary: JobSummary
  private let console: Console

  init(_ summary: JobSummary, _ console: Console) {
    self.summary = summary
    self.console = console
  }

  func print() {
    for finding in summary.findings + summary.diagnostics {
      console.complain(Console.cleaned(finding.description))
    }
    for message in summary.messages { console.complain(Console.cleaned(message)) }
    for failure in summary.failures { print(failure) }
    for test in summary.flaky {
      let place = "\(test.location.file):\(test.location.line)"
      console.complain(
        Console.cleaned(
          "\(place): flaky: \(test.test) passed \(test.passed) and failed \(test.failed) times"))
    }
    if let filter = summary.noMatch {
      console.complain("error: no test's name matches '\(Console.cleaned(filter))'")
    }
    for omission in summary.omissions {
      console.complain("not checked: \(Console.cleaned(omission))")
    }
    console.print(console.coloured(Console.cleaned(summary.title), .bold))
    console.print(row("chapters", "\(summary.chapters)"))
    if let count = summary.chosenTests {
      let end = count == 0 ? "nothing to run" : "the site and the last whole run stay as they are"
      console.print(row("chosen", "\(count) \(count == 1 ? "test" : "tests"); \(end)"))
    }
    if let file = summary.results { console.print(row("results", Console.cleaned(file))) }
    if summary.runs > 1 { console.print(row("runs", "\(summary.runs)")) }
    if summary.evidence != .absent || summary.tally.tests > 0 { printVerdicts() }
    if let others = summary.otherTests { console.print(row("other tests", text(others))) }
    if summary.acceptedValues > 0 {
      let text = "\(summary.acceptedValues) written back; run again to see them checked"
      console.print(row("values", text))
    }
    if let reason = summary.namesMissing {
      console.print(row("links", "none in the code: \(Console.cleaned(reason))"))
    }
    let stages = summary.stages.map { "\($0.name) \(Self.seconds($0.seconds))" }
    console.print(row("time", stages.joined(separator: ", ")))
    if let site = summary.site { console.print(row("site", "\(site)/index.html")) }
  }

  private func text(_ others: JobSummary.OtherTally) -> String {
    var text = good("\(others.passed) passed")
    if others.failed > 0 { text += ", " + bad("\(others.failed) failed") }
    if others.skipped > 0 { text += ", \(others.skipped) skipped" }
    if !others.isWhole { text += ", " + bad("not whole") }
    return text
  }

  private func printVerdicts() {
    let tally = summary.tally
    switch summary.evidence {
    case .broken: console.print(row("code", bad("does not compile; nothing ran")))
    case .absent: console.print(row("code", "not run as it is now; 'weft build' runs it"))
    case .complete where summary.uncompiled > 0:
      let count = summary.uncompiled
      let what =
        count == 1
        ? "1 test or example does not compile" : "\(count) tests or examples do not compile"
      console.print(row("code", bad(what) + "; the others ran without them"))
    case .complete: break
    }
    var tests = good("\(tally.passed) passed")
    if tally.failed > 0 { tests += ", " + bad("\(tally.failed) failed") }
    if tally.gaps > 0 { tests += ", \(tally.gaps) known to fail" }
    if tally.notRun > 0 { tests += ", \(tally.notRun) not run" }
    console.print(row("tests", tests))
    var rules = good("\(tally.rulesProved) proved")
    if tally.rulesRefuted > 0 { rules += ", " + bad("\(tally.rulesRefuted) refuted") }
    if tally.rulesUnproved > 0 { rules += ", \(tally.rulesUnproved) unproved with a reason" }
    if tally.rulesUnknown > 0 { rules += ", \(tally.rulesUnknown) not run" }
    console.print(row("rules", rules))
    if let coverage = tally.coverage {
      let lines = tally.linesCovered + tally.linesMissed
      console.print(
        row("coverage", "\(Int(coverage * 100)) % (\(tally.linesCovered) of \(lines) lines)"))
    }
  }

  private func print(_ failure: JobSummary.Test) {
    let place = failure.location
    console.complain(
      Console.cleaned(
        "\(place.file):\(place.line): \(failure.verdict.rawValue): \(failure.test)"))
    for message in failure.messages { console.complain("  " + Console.cleaned(message)) }
  }

  private func row(_ name: String, _ value: String) -> String {
    name + String(repeating: " ", count: max(1, 12 - name.count)) + value
  }

  private func good(_ text: String) -> String { console.coloured(text, .green) }
  private func bad(_ text: String) -> String { console.coloured(text, .red) }

  private static func seconds(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let digits = hundredths % 100
    return "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits) s"
  }
}
