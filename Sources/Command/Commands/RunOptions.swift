// Options of the commands that run the book's tests.

import ArgumentParser
import Book

struct RunOptions: ParsableArguments {
  @Option(help: "How many seconds a test may take; its fence may say otherwise with time-limit=.")
  var timeLimit = Fence.usualTimeLimit

  func validate() throws {
    let limits = Fence.timeLimits
    guard limits.contains(timeLimit) else {
      throw ValidationError(
        "--time-limit is a number of whole seconds, from \(limits.lowerBound) to \(limits.upperBound)"
      )
    }
  }
}
