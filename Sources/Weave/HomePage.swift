// The first page: what the book is, how it stands in one line, ways through it, and its parts with their
// chapters. How each chapter stands is on the page of checks.

import Book
import Evidence

struct HomePage {
  let context: WeaveContext

  func content() -> PageContent {
    let title = context.book.manifest.title
    var body: HTML = "<h1>\(title)</h1>"
    body += errors()
    if let summary = context.book.manifest.summary { body += "<p class=\"lead\">\(summary)</p>" }
    body += standing() + map() + ways()
    body += "<section><h2 id=\"parts\">The parts</h2>"
    for part in context.book.parts { body += html(part) }
    body += "</section>" + elsewhere()
    return PageContent(
      path: SitePaths.home, title: HTML(escaping: title), kind: "home",
      place: "",
      description: context.book.manifest.summary ?? "",
      bookNavigation: BookNavigation(context: context, page: SitePaths.home, present: nil).html(),
      body: body)
  }

  /// The evidence in one line.
  private func standing() -> HTML {
    let tally = context.verdicts.total
    guard context.evidence.state == .complete, !tally.isEmpty else { return "" }
    let coverage: HTML = tally.coverage.map { ", \(Mark.percent($0)) of its lines run" } ?? ""
    return """
      <p class="summary \(tally.verdict.rawValue)">\(Mark.html(tally.verdict)) \
      <a href="\(SitePaths.checks)">\(tally.passed) of \(tally.tests) tests passed, \
      \(tally.rulesProved) of \(tally.rules) rules proved</a>\(coverage)</p>
      """
  }

  /// The subject in steps, drawn by the theme as a line with a station for each.
  private func map() -> HTML {
    let steps = context.book.manifest.map.map { step -> HTML in
      let about: HTML = step.about.map { "<p>\($0)</p>" } ?? ""
      return "<li><h3>\(step.name)</h3>\(about)<p class=\"stops\">\(links(step))</p></li>"
    }
    guard !steps.isEmpty else { return "" }
    return """
      <section><h2 id="map">The subject, step by step</h2>\
      <ol class="line">\(steps.joined())</ol></section>
      """
  }

  /// Ways through the book; where it names none, its beginning.
  private func ways() -> HTML {
    let ways = context.book.manifest.paths
    guard !ways.isEmpty else {
      guard let first = context.order.first?.chapter else { return "" }
      return "<p>Start reading with \(link(first)).</p>"
    }
    let items = ways.map { way -> HTML in
      let about: HTML = way.about.map { "\($0) " } ?? ""
      return "<dt>\(way.name)</dt><dd>\(about)\(links(way, separator: " → "))</dd>"
    }
    return """
      <section><h2 id="ways">Ways through the book</h2><dl class="ways">\(items.joined())</dl></section>
      """
  }

  private func links(_ way: ReadingPath, separator: HTML = " · ") -> HTML {
    way.chapters.compactMap { path in
      context.places[path].map { link(context.order[$0].chapter) }
    }.joined(separator: separator)
  }

  private func link(_ chapter: Outline) -> HTML {
    let path = LinkTarget.relative(context.page(ofChapter: chapter.path), from: SitePaths.home)
    return "<a href=\"\(path)\">\(chapter.title)</a>"
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
    let summary = context.book.manifest.partSummaries[part.name]
    let about: HTML = summary.map { "<p>\($0)</p>" } ?? ""
    let items = part.chapters.map { chapter -> HTML in
      let mark = Mark.exception(in: context.tally(chapter.path))
      return "<li>\(context.number(of: chapter))\(link(chapter))\(mark)</li>"
    }
    return """
      <h3 id="\(Self.anchor(ofPart: part.name))">\(part.name)</h3>\(about)\
      <ol class="map">\(items.joined())</ol>
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
