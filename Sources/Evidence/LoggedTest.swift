// What test processes say, before it is sorted into chapters.

/// What one test function did in one process.
package struct LoggedTest: Sendable, Hashable {
  /// As `--filter` and `--skip` of the test process know it.
  package var id: String
  /// The chapter it stands in, or another file of the book.
  package var file: String
  package var result: TestResult
  /// Where the files of `result.attachments` lie, in the same order.
  package var attachmentPaths: [String] = []
  /// Whether its process ended while it ran: by a trap, by leaving, or since it took too long.
  package var endedProcess = false

  package init(id: String, file: String, result: TestResult) {
    self.id = id
    self.file = file
    self.result = result
  }
}

/// How the process that ran the tests ended.
package enum RunEnding: Hashable, Sendable {
  /// It exited with a code.
  case exited(Int32)
  /// A signal ended it; with what it said on standard error.
  case crashed(signal: Int32, standardError: String)
  /// It was stopped after so many seconds.
  case stopped(afterSeconds: Int)
  /// Its running test took longer than it may; with what it said on standard error when it was asked
  /// where it stands.
  case overran(limit: Duration, standardError: String)
}
