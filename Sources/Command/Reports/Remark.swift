// What a job has to say, one thing at a time, for the forms in which other programs want it.

import Book
import Evidence
import Review

/// One thing that is wrong, or was not checked.
struct Remark {
  /// From the worst to the least.
  enum Level: Int, Comparable {
    case error, warning, note

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  var level: Level
  /// What kind of thing it is: a kind of finding, `test-failed`, `test-crashed`, `no-match`,
  /// `not-checked` or `message`; of a review, a rule of its catalogue, or `test-` with what became of it.
  var rule: String
  /// Where it is; `nil` for what is about the whole run.
  var location: Location?
  var message: String
  var related: [Finding.Note] = []
  /// What stays the same when text moves; `nil` where nothing does.
  var fingerprint: String?
  /// Why it does not count; `nil` for what does.
  var acceptance: String?

  init(_ finding: Finding) {
    level = finding.severity == .error ? .error : .warning
    (rule, location) = (finding.kind.rawValue, finding.location)
    (message, related) = (finding.message, finding.notes)
  }

  init(_ failure: JobSummary.Test) {
    (level, rule) = (.error, "test-\(failure.verdict.rawValue)")
    location = failure.location
    message = ([failure.test] + failure.messages).joined(separator: "\n")
  }

  init(_ item: ReviewReport.Item) {
    level =
      switch item.severity {
      case "breaking": .error
      case "risky": .warning
      default: .note
      }
    (rule, fingerprint) = (item.rule, item.fingerprint)
    message = [
      "\(item.message): \(item.subject)", item.directions,
      "because \(item.reason); \(item.mending)",
    ].compactMap(\.self).joined(separator: "\n")
    // A forge shows what is at lines of head; what is gone is told at what was around it.
    location = item.head ?? item.base
    related = item.base.map { [Finding.Note($0, "as it is stated in base")] } ?? []
    acceptance = item.waiver.map { "until \($0.until), by \($0.owner): \($0.reason)" }
  }

  /// A test that a change made worse.
  init(_ change: TestChange) {
    (level, rule, location) = (.error, "test-\(change.kind.rawValue)", change.place)
    message = (["\(change.test) is \(change.words)"] + change.messages).joined(separator: "\n")
  }

  /// About the whole run.
  init(_ level: Level, _ rule: String, _ message: String) {
    (self.level, self.rule, self.message) = (level, rule, message)
  }

  /// What a rule means, in a sentence.
  static func explanation(ofRule rule: String) -> String {
    if let kind = Finding.Kind(rawValue: rule) { return kind.explanation }
    if let rule = Catalogue.rule(rule) { return RuleExplanation(rule).sentence }
    return switch rule {
    case "test-failed": "A test ran, and something that it expects did not hold."
    case "test-crashed": "A test ended its process."
    case "test-newly-failing": "A test fails in head and did not in base."
    case "test-new-and-failing": "A test that is new in head fails."
    case "test-no-longer-passing": "A test passed in base and did not come to its end in head."
    case "no-match": "A filter that the name of no test matches."
    case "not-checked": "Something could not be checked, and says why."
    default: "What the toolchain said that belongs to no chapter."
    }
  }
}

extension JobSummary {
  /// All that is wrong, worst first, in the order of places within that.
  var remarks: [Remark] {
    var remarks = (findings + diagnostics).map { Remark($0) } + failures.map { Remark($0) }
    if let noMatch {
      remarks.append(Remark(.error, "no-match", "no test's name matches '\(noMatch)'"))
    }
    remarks += omissions.map { Remark(.warning, "not-checked", $0) }
    remarks += messages.map { Remark(.note, "message", $0) }
    return remarks.enumerated().sorted {
      ($0.element.level, $0.offset) < ($1.element.level, $1.offset)
    }
    .map(\.element)
  }
}

extension ReviewReport {
  /// All that was found, in the order of the report, then what was accepted.
  var remarks: [Remark] {
    (findings + waived).map { Remark($0) }
      + (runs?.isAsked == true ? runs?.tests ?? [] : []).filter(\.kind.isWorse).map { Remark($0) }
      + omissions.map { Remark(.warning, "not-checked", $0) }
  }
}
