// What the runs came to, in words that text, comment and page share.

import Evidence
import TextTables

extension RunReport.Side {
  /// What came of it, in a few words.
  package var words: String {
    switch state {
    case .absent: origin == .none && reasons.isEmpty ? "not run" : "not built"
    case .broken: "does not build"
    case .complete:
      "\(tally.map(\.words) ?? "no tests"), \(origin.words)"
    }
  }
}

extension RunReport.Origin {
  /// Where verdicts come from, in words.
  package var words: String {
    switch self {
    case .run: "built for this review, and run but for parts whose verdicts were kept"
    case .kept: "kept from a run of this code"
    case .keptBeside: "kept from a run of these chapters with other files as they are now"
    case .none: "not run"
    }
  }
}

extension Tally {
  /// Tests and rules, counted.
  fileprivate var words: String {
    let tests = [
      (passed, "passed"), (failed, "failed"), (notRun, "not run"), (gaps, "known to fail"),
    ]
    let said = tests.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return (said.isEmpty ? "no tests" : said.joined(separator: ", "))
      + (rules == 0 ? "" : "; \(rulesProved) of \(rules) rules proved")
  }
}

extension TestChange {
  /// What it came to in both revisions.
  package var words: String {
    "\(kind.words): \(base?.rawValue ?? "not there") → \(head?.rawValue ?? "not there")"
  }
}

extension ChangedLines {
  /// What ran of them.
  package var words: String {
    let kinds = [(ran, "ran"), (missed, "did not run"), (unbuilt, "not built")]
    return kinds.filter { !$0.0.isEmpty }.map { "\($0.1) \(Self.words($0.0))" }
      .joined(separator: "; ")
  }
}

extension RunReport {
  /// Whether there is anything to tell.
  package var isEmpty: Bool {
    !isAsked && base.state == .absent && head.state == .absent
  }

  /// As lines of text, at most so many of a kind.
  func lines(most: Int = 50) -> [String] {
    guard !isEmpty else { return [] }
    var lines: [String] = []
    for (name, side) in [("base", base), ("head", head)] {
      lines.append("\(name): \(side.words)")
      lines += side.reasons.map { "    \($0)" }
    }
    func add<Item>(_ items: [Item], _ kind: String, _ line: (Item) -> [String]) {
      lines += items.prefix(most).flatMap(line)
      if items.count > most { lines.append("and \(items.count - most) more \(kind)") }
    }
    add(tests, "tests") { change in
      ["\(change.place): test '\(change.test)' is \(change.words)"]
        + change.messages.map { "    \($0)" }
    }
    add(rules, "rules") { ["\($0.place): rule \($0.rule) \($0.words)"] }
    add(self.lines, "chapters") { ["\($0.chapter): of the changed lines, \($0.words)"] }
    return lines + [""]
  }
}

extension ProgramReading {
  /// In a few words.
  package var words: String {
    switch state {
    case .read: "read, \(lines.count) \(lines.count == 1 ? "line" : "lines")"
    case .refused: "refused: \(reason ?? "without a word")"
    case .failed: "failed: \(reason ?? "without a word")"
    case .notRun: "not run: \(reason ?? "nobody asked")"
    }
  }
}

extension FourRuns.Written {
  /// The revision and what of it wrote the blob.
  func madeBy(_ revision: String) -> String { "\(revision), \(writer.source.rawValue)" }

  /// What both readers make of it, base's first.
  package var cells: [String] {
    let readings = [readByBase, readByHead]
    return readings.map { reading in
      let other = reading == readByBase ? readByHead : readByBase
      guard reading.state == .read, other.state == .read, comparison != .same else {
        return reading.words
      }
      return "read: \(reading.words(beside: other))"
    }
  }

  package var comparisonWords: String {
    switch comparison {
    case .same: "both read the same"
    case .less: "one reads less"
    case .otherwise: "they read different things"
    case .refused: "one refuses it"
    case nil: "not to be compared"
    }
  }
}

extension ReviewReport {
  /// The four runs as lines of text; empty when no program was asked.
  var fourRunLines: [String] {
    guard !fourRuns.isEmpty else { return [] }
    var table = TextTable(["format", "written by", "read by base", "read by head", ""])
    for runs in fourRuns {
      for (name, direction) in [("base", Direction.up), ("head", .back)] {
        guard let written = runs[direction] else { continue }
        table.rows.append(
          [runs.format, written.madeBy(name)] + written.cells.map { String($0.prefix(80)) }
            + [written.disagreement == nil ? written.comparisonWords : "NOT AS STATED"])
      }
    }
    return table.lines + [""]
  }
}
