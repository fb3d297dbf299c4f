// The overview: the parts and chapters with their measures.

import Book
import Evidence

struct HomePage {
  let context: WeaveContext

  func content() -> PageContent {
    let title = context.book.manifest.title
    var body: HTML = "<h1>\(title)</h1>"
    body += errors()
    if let summary = context.book.manifest.summary { body += "<p>\(summary)</p>" }
    if let first = context.order.first?.chapter {
      let path = SitePaths.relative(SitePaths.page(ofChapter: first.path), from: SitePaths.home)
      body += "<p>Start reading with <a href=\"\(path)\">\(first.title)</a>.</p>"
    }
    for part in context.book.parts { body += html(part) }
    body += elsewhere()
    return PageContent(
      path: SitePaths.home, title: HTML(escaping: title), kind: "home",
      place: "",
      bookNavigation: BookNavigation(context: context, page: SitePaths.home, present: nil).html(),
      body: body)
  }

  /// What a book that is woven in spite of its errors says of them first.
  static func errors(_ book: Book) -> [Finding] {
    book.findings.filter { $0.severity == .error }
  }

  private func errors() -> HTML {
    let errors = Self.errors(context.book)
    guard !errors.isEmpty else { return "" }
    let count: HTML = errors.count == 1 ? "an error" : "\(errors.count) errors"
    let items = errors.prefix(20).map {
      "<li>\($0.location.description): \($0.message)</li>" as HTML
    }
    let rest: HTML = errors.count > 20 ? "<li>and \(errors.count - 20) more</li>" : ""
    return """
      <div class="alert alert-warning" role="note"><p class="alert-title">Woven in spite of \(count)</p>\
      <p>Links and pages may be wrong where these are not mended:</p>\
      <ul>\(items.joined())\(rest)</ul></div>
      """
  }

  /// The anchor of a part's chapters on this page.
  static func anchor(ofPart name: String) -> String { "part-\(name)" }

  private func html(_ part: Part) -> HTML {
    var sum = Tally()
    for chapter in part.chapters { sum += context.tally(chapter.path) }
    let summary = context.book.manifest.partSummaries[part.name]
    let about: HTML = summary.map { "<p>\($0)</p>" } ?? ""
    var html: HTML = """
      <section><h2 id="\(Self.anchor(ofPart: part.name))">\(part.name)</h2>\(about)\
      <div class="scroll" tabindex="0" role="region" aria-label="Chapters of \(part.name)">\
      <table class="chapters"><thead><tr><th scope="col">Chapter</th><th scope="col">Tests</th>\
      <th scope="col">Rules proved</th><th scope="col">Lines run</th></tr></thead><tbody>
      """
    for chapter in part.chapters {
      let path = SitePaths.relative(
        context.page(ofChapter: chapter.path), from: SitePaths.home)
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

  /// Failures that no chapter can show: tests of the parts outside the chapters.
  private func elsewhere() -> HTML {
    let files = context.evidence.elsewhere.sorted { $0.key < $1.key }
    let failures = files.flatMap { file, known in
      known.tests.filter { $0.verdict != .passed && $0.verdict != .skipped }.map { (file, $0) }
    }
    guard !failures.isEmpty else { return "" }
    let items = failures.map { file, test -> HTML in
      let messages = test.issues.map(\.message).joined(separator: "; ")
      return "<li>\(Mark.labelled(test.verdict)) \(test.name) (\(file)): \(messages)</li>"
    }
    return
      "<section><h2 id=\"outside\">Outside the chapters</h2><ul>\(items.joined())</ul></section>"
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
