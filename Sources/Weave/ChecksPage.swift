// How the chapters stand, and what tests beside the book's own report of their last run.

import Book
import Evidence

struct ChecksPage {
  let context: WeaveContext

  func content() -> PageContent {
    var body: HTML = "<h1>Checks</h1>\(StandingTables(context: context).html())"
    if !context.reports.isEmpty {
      body += """
        <p>Beside its own tests, this book is compared with what others have made. \
        Here is what each comparison said of its last run.</p>
        """
    }
    for report in context.reports { body += html(report) }
    return PageContent(
      path: SitePaths.checks, title: "Checks", kind: "checks",
      place: "<span class=\"here\">Checks</span>",
      bookNavigation: BookNavigation(context: context, page: SitePaths.checks, present: nil).html(),
      body: body)
  }

  private func html(_ report: TestReport) -> HTML {
    let title = report.name.split(separator: "-").joined(separator: " ")
    let heading = title.prefix(1).uppercased() + title.dropFirst()
    let rows = report.lines.map { line -> HTML in
      "<tr><th scope=\"row\">\(line.name)</th><td>\(line.value)</td></tr>"
    }
    return """
      <section><h2 id="check-\(report.name)">\(heading)</h2>\(age(report))\
      <div class="scroll" tabindex="0" role="region" aria-label="\(heading)">\
      <table class="report"><tbody>\(rows.joined())</tbody></table></div></section>
      """
  }

  /// Whether the report is about the code on these pages.
  private func age(_ report: TestReport) -> HTML {
    report.key == context.evidence.key
      ? "<p>From the code of these pages, <code>\(report.key.prefix(12))</code>.</p>"
      : """
      <p class="omitted">From other code, <code>\(report.key.prefix(12))</code>: the book has \
      changed since. <code>weft test</code> runs the comparison again.</p>
      """
  }
}
