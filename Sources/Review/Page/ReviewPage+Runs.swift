// What the builds and the tests of both revisions came to, as a section of the page.

import Book
import Evidence
import Weave

extension ReviewPage {
  /// Both revisions, then what differs, the worst first; empty when nothing was run.
  var runs: HTML {
    guard let runs = report.runs, !runs.isEmpty else { return "" }
    let sides = [("base", runs.base, report.base), ("head", runs.head, report.head)]
      .map { name, side, revision -> HTML in
        """
        <tr><th scope="row">\(name) <code>\(revision.shown)</code></th><td>\(side.words)</td>\
        <td>\(Self.list(side.reasons))</td><td>\(Self.list(side.notes))</td></tr>
        """
      }
    return Self.table(
      ["revision", "what came of it", "why not", "beside it"], sides, label: "Both revisions")
      + tests(runs) + standings(runs) + changedLines(runs)
  }

  /// Each format that changed, written and read by both revisions; empty when no program was asked.
  var fourRuns: HTML {
    let rows = report.fourRuns.flatMap { runs -> [HTML] in
      [("base", Direction.up), ("head", .back)].compactMap { name, direction -> HTML? in
        guard let written = runs[direction] else { return nil }
        let cells = zip([written.readByBase, written.readByHead], written.cells)
          .map { reading, words -> HTML in "<td>\(Self.printed(reading, words))</td>" }
        let what: HTML =
          written.disagreement.map { "<strong class=\"breaking\">\($0)</strong>" }
          ?? "\(written.comparisonWords)"
        return """
          <tr><th scope="row"><code>\(runs.format)</code></th><td>\(Self.writer(name, written))</td>\
          \(cells.joined())\
          <td>\(what)</td></tr>
          """
      }
    }
    guard !rows.isEmpty else { return "" }
    return """
      <p>A blob as each revision writes it, by the program that its <code>book.yml</code> names or else by \
      its schema, read by the programs of both. What they print is compared.</p>
      """
        + Self.table(
          ["format", "written by", "read by base", "read by head", "what of it"], rows,
          label: "Four runs")
  }

  /// Which revision wrote a blob, and what of it.
  private static func writer(_ name: String, _ written: FourRuns.Written) -> HTML {
    let how: HTML = "\(written.madeBy(name))"
    guard let reason = written.writer.reason else { return how }
    return fold(how, "<p>\(reason)</p>")
  }

  /// What a program made of a blob, with all that it printed behind it.
  private static func printed(_ reading: ProgramReading, _ words: String) -> HTML {
    guard !reading.lines.isEmpty else { return "\(words)" }
    let lines = reading.lines.prefix(200).joined(separator: "\n")
    return fold("\(words)", "<pre>\(lines)</pre>")
  }

  static func list(_ lines: [String]) -> HTML {
    guard !lines.isEmpty else { return "–" }
    let items = lines.map { "<li>\($0)</li>" as HTML }
    return "<ul class=\"stray\">\(items.joined())</ul>"
  }

  private func tests(_ runs: RunReport) -> HTML {
    guard !runs.tests.isEmpty else {
      let isKnown = runs.base.state == .complete && runs.head.state == .complete
      return isKnown ? "<p>No test came to anything else.</p>" : ""
    }
    let rows = runs.tests.map { change -> HTML in
      let kind: HTML = change.kind.isWorse ? "breaking" : "compatible"
      return """
        <tr><th scope="row">\(change.test)</th><td class="\(kind)">\(change.kind.words)</td>\
        <td>\(change.base?.rawValue ?? "–")</td><td>\(change.head?.rawValue ?? "–")</td>\
        <td><code>\(change.place.description)</code></td><td>\(Self.list(change.messages))</td></tr>
        """
    }
    return "<h3>Tests</h3>"
      + Self.table(
        ["test", "what", "base", "head", "place", "what went wrong"], rows, label: "Tests")
  }

  private func standings(_ runs: RunReport) -> HTML {
    guard !runs.rules.isEmpty else { return "" }
    let rows = runs.rules.map { change -> HTML in
      """
      <tr><th scope="row"><code>\(change.rule)</code></th>\
      <td class="\(change.isWorse ? "breaking" : "compatible" as HTML)">\(change.words)</td>\
      <td>\(change.base?.rawValue ?? "–")</td><td>\(change.head?.rawValue ?? "–")</td>\
      <td><code>\(change.place.description)</code></td></tr>
      """
    }
    return "<h3>Rules by their tests</h3>"
      + Self.table(
        ["rule", "what", "base", "head", "place"], rows, label: "Rules by their tests")
  }

  private func changedLines(_ runs: RunReport) -> HTML {
    guard !runs.lines.isEmpty else { return "" }
    let rows = runs.lines.map { lines -> HTML in
      let cells = [lines.ran, lines.missed, lines.unbuilt].map { numbers -> HTML in
        "<td>\(numbers.isEmpty ? "–" : ChangedLines.words(numbers))</td>"
      }
      return "<tr><th scope=\"row\"><code>\(lines.chapter)</code></th>\(cells.joined())</tr>"
    }
    return "<h3>Changed lines of code in head</h3>"
      + Self.table(
        ["chapter", "ran", "did not run", "not built"], rows, label: "Changed lines of code")
  }
}
