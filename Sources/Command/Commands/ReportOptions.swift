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
  /// - Throws: `LoadError` when a file cannot be written.
  func write(_ summary: JobSummary, _ console: Console) throws {
    if let sarif {
      let report = SARIFReport(summary.remarks, version: Weft.configuration.version)
      try write(try report.json(), to: sarif)
    }
    if let junit { try write(JUnitReport(summary: summary).xml(), to: junit) }
    guard github else { return }
    let annotations = ForgeAnnotations(summary: summary)
    for line in annotations.lines { console.complain(line) }
    if let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty {
      let before = (try? Data(contentsOf: URL(filePath: path))) ?? Data()
      try write(before + Data(annotations.markdown.utf8), to: path)
    }
  }

  private func write(_ data: Data, to path: String) throws {
    do { try data.write(to: URL(filePath: path)) } catch {
      throw LoadError("\(path) cannot be written: \((error as NSError).localizedDescription)")
    }
  }
}
