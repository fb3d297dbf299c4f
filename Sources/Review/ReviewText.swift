// A report for a terminal: the verdict, a line for each binding, and each finding as compilers and
// editors understand it.

import TextTables

package struct ReviewText {
  private let report: ReviewReport

  package init(_ report: ReviewReport) { self.report = report }

  package var lines: [String] {
    var lines = [report.verdict, ""]
    lines += table
    lines += report.fourRunLines + (report.runs?.lines() ?? [])
    for item in report.findings { lines += self.lines(of: item) }
    lines += released
    lines += rules
    for item in report.waived { lines += waived(item) }
    for omission in report.omissions { lines.append("not checked: \(omission)") }
    lines.append(summary)
    return lines
  }

  private var summary: String {
    let counts = Severity.allCases.reversed().compactMap { severity in
      report.counts[severity.name].map { "\($0) \(severity.name)" }
    }
    let compared = "\(report.base.shown)..\(report.head.shown)"
    let what = "\(report.head.bindings) bindings, \(report.head.layouts) layouts"
    let accepted = report.waived.isEmpty ? "" : ", \(report.waived.count) waived"
    let isAlone = report.rules.isEmpty && report.runs?.isAsked != true
    let rules = report.rules.isEmpty ? "" : "; \(report.rules.summary) among the rules"
    let found = counts.isEmpty ? "nothing found\(isAlone ? "" : " in formats")\(rules)" : nil
    return "\(compared), \(report.profile.rawValue): \(what)"
      + ": \(found ?? counts.joined(separator: ", "))\(accepted)"
  }

  private var table: [String] {
    guard !report.verdicts.isEmpty else { return [] }
    var table = TextTable(["binding", "names", "UP", "BACK", "findings"])
    for verdict in report.verdicts {
      let open = verdict.isIncomplete ? " ?" : ""
      table.rows.append([
        verdict.binding, verdict.names, verdict.up + open, verdict.back + open,
        "\(verdict.findings) \(verdict.severity)",
      ])
    }
    return table.lines + [""]
  }

  /// A line for each release, and below it the bindings that are not simply read.
  private var released: [String] {
    guard !report.releases.isEmpty else { return [] }
    var table = TextTable(["release", "binding", "UP", "BACK", "findings"])
    for release in report.releases {
      table.rows.append([release.release, "", "", "", release.severity])
      for verdict in release.verdicts {
        table.rows.append([
          "", verdict.binding, verdict.up, verdict.back, "\(verdict.findings) \(verdict.severity)",
        ])
      }
    }
    let worst = report.releases.filter { $0.severity == Severity.breaking.name }
    let blobs = report.releases.flatMap { release in
      release.blobs.map { "release \(release.release), read by head: \($0.sentence)" }
    }
    return table.lines + worst.map { "release \($0.release) as base: \($0.verdict)" } + blobs + [""]
  }

  private var rules: [String] {
    guard !report.rules.isEmpty else { return [] }
    let changes = report.rules.flatMap { change -> [String] in
      let sides = [("-", change.old), ("+", change.new)]
      return ["\(change.place.map { "\($0): " } ?? "")rule \(change.rule): \(change.what)"]
        + sides.compactMap { sign, side in side.map { "    \(sign) \($0.words)" } }
    }
    return changes + ["rules: \(report.rules.summary)", ""]
  }

  private func waived(_ item: ReviewReport.Item) -> [String] {
    guard let waiver = item.waiver else { return [] }
    return [
      "\(waiver.place): waived: \(item.message) [\(item.rule)]", "    \(item.subject)",
      "    until \(waiver.until), by \(waiver.owner): \(waiver.reason)"
        + (waiver.isNew ? " (new in this change)" : ""), "",
    ]
  }

  private func lines(of item: ReviewReport.Item) -> [String] {
    let place = item.place.map { "\($0): " } ?? ""
    var lines = ["\(place)\(item.severity): \(item.message) [\(item.rule)]"]
    lines.append("    \(item.subject)")
    if let directions = item.directions {
      let bare = item.bareUp == item.up && item.bareBack == item.back
      let without =
        bare ? "" : "; without the new name: UP \(item.bareUp ?? ""), BACK \(item.bareBack ?? "")"
      lines.append("    \(directions)\(without)")
    }
    if item.head != nil, let base = item.base { lines.append("    base: \(base)") }
    for witness in item.witnesses {
      let made = witness.writer == .program ? ", written by a program" : ""
      lines.append("    witness by \(witness.source.rawValue)\(made), \(witness.sentence)")
    }
    if item.severity == "breaking" || item.severity == "risky" {
      lines.append("    because \(item.reason); \(item.mending)")
      lines.append("    fingerprint \(item.fingerprint)")
    }
    lines.append("")
    return lines
  }
}
