// `weft test --list`: tests, for people and for programs.

import Book
import Evidence
import Foundation
import Run
import TextTables

/// What would run.
struct TestListing: Codable {
  struct Entry: Codable {
    var test: String
    var location: Location
    /// What its fence is: test, example, traps, fails; absent for a test outside of chapters.
    var role: String?
    var rules: [String]
    var tags: [String]
    /// Of the last run of this same code.
    var verdict: Verdict
  }

  var tests: [Entry]

  init(_ chosen: ChosenTests, _ verdicts: Verdicts) {
    tests = chosen.tests.map { test in
      Entry(
        test: test.name, location: Location(file: test.file, line: test.line),
        role: test.role?.name, rules: test.rules, tags: test.tags,
        verdict: verdicts.verdict(of: test))
    }
  }

  func json() throws -> String {
    try jsonText()
  }

  /// A line for each test, and their number.
  var lines: [String] {
    var lines = tests.map { entry in
      let rules = entry.rules.isEmpty ? "" : "  [\(entry.rules.joined(separator: ", "))]"
      let tags = entry.tags.map { " tag=\($0)" }.joined()
      let place = "\(entry.location.file):\(entry.location.line)"
      return Console.cleaned("\(place): \(entry.verdict.words): \(entry.test)\(rules)\(tags)")
    }
    lines.append(tests.count == 1 ? "1 test" : "\(tests.count) tests")
    return lines
  }
}

extension Verdict {
  /// As a terminal says it.
  var words: String {
    switch self {
    case .notRun: "not run"
    case .notCompiled: "does not compile"
    case .gap: "known to fail"
    case .passed, .failed, .crashed, .skipped: rawValue
    }
  }
}
