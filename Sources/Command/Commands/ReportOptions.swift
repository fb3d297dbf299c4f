// Options for the programs that collect what was found.

import ArgumentParser
import Foundation

struct ReportOptions: ParsableArguments {
  @Option(help: "Also write what is wrong as SARIF 2.1.0 into a file.", completion: .file())
  var sarif: String?

  @Option(help: "Also write all tests as JUnit's XML into a file.", completion: .file())
  var junit: String?

  @Flag(
    help: ArgumentHelp(
      "Also print annotations for GitHub, at most ten, the worst first.",
      discussion: "They go to standard error; a summary in Markdown to $GITHUB_STEP_SUMMARY."))
  var github = false

  /// Writes what was asked for.
  ///
  /// - Throws: `CocoaError` when a file cannot be written.
  func write(_ summary: JobSummary, _ console: Console) throws {
    if let sarif {
      let report = SARIFReport(summary.remarks, version: Weft.configuration.version)
      try ReportFile.write(try report.json(), to: sarif)
    }
    if let junit { try ReportFile.write(JUnitReport(summary: summary).xml(), to: junit) }
    guard github else { return }
    for line in ForgeAnnotations(summary.remarks).lines { console.complain(line) }
    try ReportFile.addToStepSummary(ForgeAnnotations.markdown(summary))
  }
}
