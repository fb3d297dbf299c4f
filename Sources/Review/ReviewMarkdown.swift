// A report as a comment on a pull request: the verdict first, a row for each binding, the five worst
// findings, the rest folded. A forge cuts what is longer than 65,536 characters wherever it falls, so
// whole blocks are left out before, and the comment says which.

package struct ReviewMarkdown {
  private let report: ReviewReport
  /// In bytes.
  private let limit: Int

  /// Tells the comment from others, so that it is edited and not repeated.
  package static let marker = "<!-- weft review -->"

  package init(_ report: ReviewReport, limit: Int = 60_000) {
    self.report = report
    self.limit = limit
  }

  package var text: String {
    let worst = report.findings.prefix(5)
    let rest = report.findings.dropFirst(5)
    var blocks = [Self.marker, "**\(Self.escaped(report.verdict))**", compared]
    var dropped: [String] = []
    var size = blocks.map(\.utf8.count).reduce(0, +) + 400
    func add(_ block: String, _ name: String) {
      guard !block.isEmpty else { return }
      guard size + block.utf8.count + 2 <= limit else { return dropped.append(name) }
      size += block.utf8.count + 2
      blocks.append(block)
    }
    add(table, "the table of \(report.verdicts.count) bindings")
    add(released, "\(report.releases.count) releases")
    add(fourRuns, "the four runs of \(report.fourRuns.count) formats")
    add(runs, "the runs")
    add(worst.map(section).joined(separator: "\n"), "the worst findings")
    add(fold("\(rest.count) more findings", rest.map(line)), "\(rest.count) more findings")
    let rules =
      "\(report.rules.count) rule\(report.rules.count == 1 ? "" : "s") of the book changed"
    add(fold("\(rules): \(report.rules.summary)", report.rules.map(line)), rules)
    add(
      fold("\(report.waived.count) waived", report.waived.map(waived)),
      "\(report.waived.count) waived findings")
    add(
      report.omissions.map { "Not checked: \(Self.escaped($0))" }.joined(separator: "\n"),
      "what was not checked")
    add(reproduce, "how to reproduce")
    if !dropped.isEmpty {
      blocks.append(
        "Left out, since a comment has at most \(limit) bytes: " + dropped.joined(separator: "; ")
          + ".")
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private var compared: String {
    "`\(report.base.shown)` → `\(report.head.shown)`, profile `\(report.profile.rawValue)`;"
      + " UP: written by base, read by head. BACK: written by head, read by base."
  }

  private var table: String {
    guard !report.verdicts.isEmpty else { return "" }
    var lines = [
      "| binding | names | UP | BACK | findings |", "| --- | --- | --- | --- | --- |",
    ]
    for verdict in report.verdicts {
      let cells = [
        Self.code(verdict.binding), Self.escaped(verdict.names), verdict.up, verdict.back,
        "\(verdict.findings) \(verdict.severity)\(verdict.isIncomplete ? ", some not known" : "")",
      ]
      lines.append("| \(cells.joined(separator: " | ")) |")
    }
    return lines.joined(separator: "\n")
  }

  private var released: String {
    let lines = report.releases.map { release in
      "| \(Self.escaped(release.release)) | \(release.severity) | \(Self.escaped(release.verdict)) |"
    }
    guard !lines.isEmpty else { return "" }
    let head = ["| release as base | worst | verdict |", "| --- | --- | --- |"]
    return (head + lines).joined(separator: "\n")
  }

  private var fourRuns: String {
    let lines = report.fourRuns.flatMap { runs -> [String] in
      [("base", Direction.up), ("head", .back)].compactMap { name, direction in
        guard let written = runs[direction] else { return nil }
        let what = written.disagreement ?? written.comparisonWords
        let cells = [runs.format, written.madeBy(name)] + written.cells + [what]
        return "| \(cells.map { Self.escaped(Self.cut($0)) }.joined(separator: " | ")) |"
      }
    }
    guard !lines.isEmpty else { return "" }
    let head = [
      "| format | written by | read by base | read by head | |", "| --- | --- | --- | --- | --- |",
    ]
    return (head + lines).joined(separator: "\n")
  }

  private var runs: String {
    let lines = report.runs?.lines(most: 20) ?? []
    guard let runs = report.runs, !lines.isEmpty else { return "" }
    // What stands in the open are the verdicts of both; what is behind them is folded.
    let sides = "Base: \(Self.escaped(runs.base.words)). Head: \(Self.escaped(runs.head.words))."
    let shown = lines.filter { !$0.isEmpty }.map { line in
      (line.hasPrefix(" ") ? "  " : "- ") + Self.escaped(Self.cut(line))
    }
    return sides + "\n\n" + fold("What was run", shown)
  }

  private func section(_ item: ReviewReport.Item) -> String {
    var text = line(item)
    if let directions = item.directions { text += "\n  \(directions)" }
    for witness in item.witnesses.prefix(1) {
      text += "\n  Witness: \(Self.escaped(witness.sentence))"
    }
    return text + "\n  Because \(Self.escaped(item.reason)); \(Self.escaped(item.mending))."
  }

  private func line(_ item: ReviewReport.Item) -> String {
    let place = item.place.map { " at `\($0)`" } ?? ""
    return "- **\(item.severity)** \(Self.escaped(item.message)) (`\(item.rule)`)\(place):"
      + " \(Self.escaped(Self.cut(item.subject)))"
  }

  private func line(_ change: RuleChange) -> String {
    let sides = [("before", change.old), ("now", change.new)].compactMap { name, side in
      side.map { "\n  \(name): \(Self.escaped(Self.cut($0.words)))" }
    }
    return "- `\(change.rule)` \(change.what)\(sides.joined())"
  }

  private func waived(_ item: ReviewReport.Item) -> String {
    guard let waiver = item.waiver else { return line(item) }
    let isNew = waiver.isNew ? ", **new in this change**" : ""
    return line(item) + "\n  Until \(waiver.until), by \(Self.escaped(waiver.owner))\(isNew):"
      + " \(Self.escaped(waiver.reason))"
  }

  private func fold(_ title: String, _ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    return "<details><summary>\(title)</summary>\n\n" + lines.joined(separator: "\n")
      + "\n\n</details>"
  }

  private var reproduce: String {
    let head = report.head.commit.map { "..\($0)" } ?? ""
    return "Reproduce: `weft review \(report.base.commit ?? report.base.name)\(head)"
      + " --profile \(report.profile.rawValue)\(report.runs?.isAsked == true ? " --run" : "")`"
  }

  /// A long value is shown by its beginning.
  private static func cut(_ text: String) -> String {
    text.count > 400 ? String(text.prefix(400)) + "…" : text
  }

  private static func code(_ text: String) -> String {
    "`\(text.replacing("`", with: "'").replacing("|", with: "\\|"))`"
  }

  /// Text without what Markdown or HTML would take for its own.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "#", "!", "@", "~":
        result += "\\"
        result.append(character)
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
