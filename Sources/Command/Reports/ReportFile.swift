// Files that commands write beside what they print.

import Foundation

enum ReportFile {
  /// - Throws: `CocoaError` when it cannot be written; `FileFailure` has a sentence for it.
  static func write(_ data: Data, to path: String) throws {
    try data.write(to: URL(filePath: path))
  }

  /// Adds Markdown to what GitHub shows of a step; elsewhere there is no such file.
  static func addToStepSummary(_ markdown: String) throws {
    guard let path = ProcessInfo.processInfo.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty
    else { return }
    let before = (try? Data(contentsOf: URL(filePath: path))) ?? Data()
    try write(before + Data(markdown.utf8), to: path)
  }
}
