// `weft review schema`: what programs may count on in a review.

import ArgumentParser
import Review

struct ReviewSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON schema of what 'weft review --json' prints.",
    discussion: "It is of draft 2020-12.")

  func run() { print(ReviewReport.schema, terminator: "") }
}
