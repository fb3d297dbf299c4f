// What of the book's tests to run, on the command line.

import ArgumentParser
import Run

struct ChoiceOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Tests of the book to run, instead of all.",
      discussion: """
        A chapter (Zoo/02-lions.md), a part (Zoo), the test on a line (Zoo/02-lions.md:31), a section \
        (#feeding, Zoo/02-lions.md#feeding), a rule (lions.fed), or a test's name or a part of it.
        """),
    completion: .file())
  var choices: [String] = []

  @Option(help: "Run only tests whose name matches this regular expression.")
  var filter: String?

  @Option(
    help: ArgumentHelp(
      "Only tests with this tag: tag=slow on a fence gives it one. Of several any is enough.",
      valueName: "tag"))
  var tag: [String] = []

  @Flag(help: "Only tests that did not pass in the last whole run; known gaps are none.")
  var failed = false

  @Option(
    defaultAsFlag: "HEAD",
    help: ArgumentHelp(
      "Only tests in lines that changed since a revision, else since the last commit.",
      discussion: "Where other code of a chapter changed, all tests of that chapter.",
      valueName: "revision"))
  var changed: String?

  @Option(
    name: .customLong("repeat"),
    help: "Run them so many times; what passes and fails in turn is called flaky and ends with 1.")
  var times: Int?

  @Option(
    help: ArgumentHelp(
      "Only a share of all tests, with --results: 2/5 is the second of five.",
      discussion: "Every test of the book is in exactly one share, on every machine in the same.",
      valueName: "i/n"))
  var shard: String?

  @Flag(help: "List the tests with place, rules and last verdict; run nothing.")
  var list = false

  func validate() throws {
    if let times, !(1...1000).contains(times) {
      throw ValidationError("--repeat is a whole number, from 1 to 1000")
    }
    if shard != nil {
      guard share != nil else {
        throw ValidationError(
          "--shard takes I/N, such as 2/5, with I from 1 to N and N up to \(TestShare.largestCount)"
        )
      }
      guard choices.isEmpty, tag.isEmpty, filter == nil, !failed, changed == nil, times == nil
      else {
        throw ValidationError("--shard shares all tests; leave the other choices out")
      }
    }
    if list, filter != nil {
      throw ValidationError(
        "--list knows the book's tests by their names; give a part of one instead of --filter")
    }
  }

  /// The share of all tests that is wanted; `nil` for none.
  var share: TestShare? { shard.flatMap { TestShare($0) } }

  /// Whether less than all is wanted, or more than one run of it.
  var isChoice: Bool { isNarrow || filter != nil || times != nil }

  /// Whether the book's tests alone are chosen from.
  var isNarrow: Bool { !choices.isEmpty || !tag.isEmpty || failed || changed != nil }
}
