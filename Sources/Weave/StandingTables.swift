// How each chapter stands, in tables: its tests, its rules, its lines.

import Book
import Evidence

struct StandingTables {
  let context: WeaveContext

  func html() -> HTML { context.book.parts.map(html).joined() }

  private func html(_ part: Part) -> HTML {
    var sum = Tally()
    for chapter in part.chapters { sum += context.tally(chapter.path) }
    var html: HTML = """
      <section><h2 id="stand-\(part.name)">\(part.name)</h2>\
      <div class="scroll" tabindex="0" role="region" aria-label="Chapters of \(part.name)">\
      <table class="chapters"><thead><tr><th scope="col">Chapter</th><th scope="col">Tests</th>\
      <th scope="col">Rules proved</th><th scope="col">Lines run</th></tr></thead><tbody>
      """
    for chapter in part.chapters {
      let path = LinkTarget.relative(
        context.page(ofChapter: chapter.path), from: SitePaths.checks)
      let tally = context.tally(chapter.path)
      html += """
        <tr><th scope="row">\(Mark.html(of: tally)) <a href="\(path)">\(chapter.title)</a></th>\
        \(cells(tally))</tr>
        """
    }
    html +=
      "</tbody><tfoot><tr><th scope=\"row\">All of \(part.name)</th>\(cells(sum))</tr></tfoot>"
    html += "</table></div></section>"
    return html
  }

  private func cells(_ tally: Tally) -> HTML {
    let coverage = tally.coverage.map { Mark.percent($0) } ?? "–"
    return """
      <td>\(Measure.tests(tally))</td><td>\(Measure.rules(tally))</td><td>\(coverage)</td>
      """
  }
}

/// Counts as short phrases, each of whose fractions stays on one line.
enum Measure {
  static func tests(_ tally: Tally) -> String {
    if tally.tests == 0 { return "–" }
    return "\(tally.passed)\u{a0}/\u{a0}\(tally.tests)"
  }

  static func rules(_ tally: Tally) -> String {
    if tally.rules == 0 { return "–" }
    let unproved = tally.rulesUnproved > 0 ? " (\(tally.rulesUnproved)\u{a0}unproved)" : ""
    return "\(tally.rulesProved)\u{a0}/\u{a0}\(tally.rules)\(unproved)"
  }
}
