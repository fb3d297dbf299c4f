// Options of the commands that run the book's tests.

import ArgumentParser
import Foundation

struct RunOptions: ParsableArguments {
  @Option(help: "How many seconds a test may take; its fence may say otherwise with time-limit=.")
  var timeLimit = 60

  func validate() throws {
    guard (1...86_400).contains(timeLimit) else {
      throw ValidationError("--time-limit is a number of whole seconds, from 1 to 86400")
    }
  }
}
