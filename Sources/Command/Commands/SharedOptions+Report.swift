// What a command prints at the end of a job, and the code that it ends with.

import Foundation
import TextTables

extension SharedOptions {
  /// Prints what a job came to, and writes the reports that were asked for.
  ///
  /// - Throws: the exit code that it calls for, when that is not 0.
  func report(
    _ summary: JobSummary, _ reports: ReportOptions, timings: Bool = false
  ) throws {
    let console = console()
    console.clearProgress()
    if json {
      console.print(try summary.jsonText())
    } else {
      SummaryText(summary, console).print()
      if timings { for line in TimingTable(summary).lines { console.print(line) } }
    }
    try reports.write(summary, console)
    if let status = summary.status { throw status }
  }
}
