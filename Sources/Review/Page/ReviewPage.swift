// A review as one page that needs nothing else: no script, no other file, no network. The verdict comes
// first, then what a decision needs, from the names to the bytes; then all that changed in the chapters.

import Bindings
import Book
import Weave

package struct ReviewPage {
  let review: Review
  let report: ReviewReport
  let base: RevisionText
  let head: RevisionText
  let changes: [ChapterChange]
  private let style: String

  /// - Parameters:
  ///   - style: the theme's style sheet.
  package init(
    _ review: Review, _ report: ReviewReport, base: RevisionText, head: RevisionText, style: String
  ) {
    self.review = review
    self.report = report
    self.base = base
    self.head = head
    self.style = style + String(decoding: PackageResources.review_css, as: UTF8.self)
    changes = ChapterChange.all(base, head)
  }

  /// A part of the page that can be led to.
  struct Block {
    var anchor: HTML
    var title: HTML
    var body: HTML
  }

  /// The whole document.
  package var text: String { html.text }

  private var html: HTML {
    let blocks = blocks.filter { !$0.body.isEmpty }
    let title: HTML = "Review of \(report.base.shown) → \(report.head.shown)"
    // Style is text: only the end of its element would be markup.
    let style = style.replacing("</", with: "<\\/")
    let digest = Digest(of: style.utf8).base64
    let contents = blocks.map { "<li><a href=\"#\($0.anchor)\">\($0.title)</a></li>" as HTML }
    let sections = blocks.map { block -> HTML in
      "<section><h2 id=\"\(block.anchor)\">\(block.title)</h2>\n\(block.body)</section>\n"
    }
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-\(digest)'">
      <title>\(title)</title>
      <style>\(HTML(trusted: style))</style>
      </head>
      <body class="review">
      <main><article>
      <h1>\(title)</h1>
      \(strip)
      <ul class="contents">\(contents.joined())</ul>
      \(sections.joined())</article></main>
      </body>
      </html>

      """
  }

  private var blocks: [Block] {
    [
      Block(anchor: "verdicts", title: "Who can still read whom", body: verdicts),
      Block(anchor: "names", title: "Names", body: names),
      Block(anchor: "four-runs", title: "Four runs", body: fourRuns),
      Block(anchor: "runs", title: "Runs", body: runs),
      Block(anchor: "releases", title: "Releases", body: released),
      Block(anchor: "findings", title: "Findings", body: findings),
      Block(anchor: "decisions", title: "Decisions", body: decisions),
      Block(anchor: "formats", title: "Formats", body: formats),
      Block(anchor: "elements", title: "What belongs together", body: elements),
      Block(anchor: "rules", title: "Rules", body: rules),
      Block(anchor: "chapters", title: "Chapters", body: chapters),
      Block(anchor: "reproduce", title: "How to see it again", body: reproduce),
    ]
  }

  // MARK: Strip

  private var strip: HTML {
    let counts = Severity.allCases.reversed().compactMap { severity in
      report.counts[severity.name].map { "\($0) \(severity.name)" }
    }
    let found = counts.isEmpty ? "nothing found" : counts.joined(separator: ", ")
    let worst: HTML = review.severity.map { "\($0.name)" } ?? "compatible"
    let omissions = report.omissions.map { "<li>not checked: \($0)</li>" as HTML }
    let open: HTML = omissions.isEmpty ? "" : "<ul class=\"stray\">\(omissions.joined())</ul>"
    return """
      <p class="lead \(worst)">\(report.verdict)</p>
      <p>Base <code>\(report.base.commit ?? report.base.name)</code>, head \
      <code>\(report.head.commit ?? report.head.name)</code>, profile \
      <code>\(report.profile.rawValue)</code>: \(found). UP is written by base and read by head, as in \
      an update; BACK is written by head and read by base, as in a rollback.</p>\
      <p>\(evidence)</p>\(open)
      """
  }

  /// Of which code verdicts are known: "not looked at" must not look like "passed".
  private var evidence: HTML {
    let isAsked = report.runs?.isAsked == true
    let lacking: HTML = isAsked ? "none came of" : "none are kept of"
    switch (base.verdicts != nil, head.verdicts != nil) {
    case (true, true):
      guard let runs = report.runs else {
        return "Verdicts of tests are those kept of both revisions' code."
      }
      return """
        Verdicts of tests: those of base \(runs.base.origin.words), those of head \
        \(runs.head.origin.words).
        """
    case (false, true): return "Verdicts of tests are those of head; \(lacking) base's code."
    case (true, false): return "Verdicts of tests are those of base; \(lacking) head's code."
    case (false, false):
      let how: HTML = isAsked ? "" : "; <code>weft review --run</code> makes them"
      return "No verdicts of tests: \(lacking) either code\(how)."
    }
  }

  /// - Parameter label: what who cannot see the table is told that it is.
  static func table(
    _ titles: [String], _ rows: [HTML], kind: HTML = "plain", label: String
  ) -> HTML {
    let head = titles.map { "<th scope=\"col\">\($0)</th>" as HTML }
    return """
      <div class="scroll" tabindex="0" role="group" aria-label="\(label)"><table class="\(kind)"><thead><tr>\(head.joined())</tr></thead>\
      <tbody>\(rows.joined())</tbody></table></div>
      """
  }

  static func html(_ outcome: Outcome) -> HTML {
    "<span class=\"outcome \(outcome.name)\"><span aria-hidden=\"true\">\(outcome.sign)</span> \(outcome.name)</span>"
  }

  // MARK: Verdicts and names

  private var verdicts: HTML {
    guard !review.verdicts.isEmpty else { return "<p>No binding is touched.</p>" }
    let rows = review.verdicts.map { verdict -> HTML in
      let isSame = verdict.oldNames == verdict.newNames
      let former: HTML = isSame ? "" : "<del>\(verdict.oldNames)</del> "
      let names: HTML = isSame ? "\(verdict.newNames)" : "\(former)<ins>\(verdict.newNames)</ins>"
      let open: HTML = verdict.isIncomplete ? ", some not known" : ""
      return """
        <tr><th scope="row"><a href="#\(anchor(ofFormat: verdict.binding))">\(verdict.binding)</a></th>\
        <td>\(Self.html(verdict.outcomes.up))</td><td>\(Self.html(verdict.outcomes.back))</td>\
        <td>\(names)</td><td class="\(verdict.severity.name)">\(verdict.findings) \
        \(verdict.severity.name)\(open)</td><td class="refusal">\(verdict.refusal ?? "not stated")</td></tr>
        """
    }
    return Self.table(
      ["binding", "UP", "BACK", "name", "findings", "where it is refused"], rows,
      label: "Verdicts")
  }

  /// Every name of both revisions: the nodes that bear it, what is written and what is read.
  private var names: HTML {
    let paths = Set(namedNodes(review.base) + namedNodes(review.head)).sorted()
    var (changed, same): ([HTML], [HTML]) = ([], [])
    for path in paths {
      let (old, new) = (review.base.names(at: path), review.head.names(at: path))
      let (before, after) = (old?.words ?? "", new?.words ?? "")
      let isSame = before == after
      let cells: HTML =
        isSame
        ? "<td colspan=\"2\">\(after)</td>"
        : "<td><del>\(before)</del></td><td><ins>\(after)</ins></td>"
      let row: HTML = "<tr><th scope=\"row\"><code>\(path.description)</code></th>\(cells)</tr>"
      if isSame { same.append(row) } else { changed.append(row) }
    }
    let titles = ["node", "before", "after"]
    let touched =
      changed.isEmpty
      ? "<p>No name changed.</p>" : Self.table(titles, changed, label: "Names that changed")
    guard !same.isEmpty else { return touched }
    let rest = Self.table(titles, same, label: "Names as before")
    return touched + Self.fold("\(same.count) names as before", rest)
  }

  private func namedNodes(_ set: BindingSet) -> [ElementPath] {
    set.bindings.values.flatMap { set.nodes(in: $0.node, at: ElementPath($0.id)) }
      .filter { set.names(at: $0)?.isEmpty == false }
      + set.layouts.values.filter { $0.ownName != nil }.map(\.path)
  }

  /// Empty when every rule is what it was.
  private var rules: HTML {
    guard !report.rules.isEmpty else { return "" }
    let rows = report.rules.map { change -> HTML in
      let old: HTML = change.old.map { "<del>\($0.words)</del>" } ?? "–"
      let new: HTML = change.new.map { "<ins>\($0.words)</ins>" } ?? "–"
      return """
        <tr><th scope="row"><code>\(change.rule)</code></th><td>\(change.what)</td>\
        <td>\(old)</td><td>\(new)</td></tr>
        """
    }
    return "<p>\(report.rules.summary)</p>"
      + Self.table(["rule", "what", "before", "now"], rows, label: "Rules that changed")
  }

  static func fold(_ title: HTML, _ body: HTML) -> HTML {
    "<details><summary>\(title)</summary>\(body)</details>"
  }

  private var reproduce: HTML {
    let head = report.head.commit.map { "..\($0)" } ?? ""
    let run = report.runs?.isAsked == true ? " --run" : ""
    let range =
      "\(report.base.commit ?? report.base.name)\(head) --profile \(report.profile.rawValue)\(run)"
    let rules = Set(report.findings.map(\.rule)).sorted().prefix(3)
    let lines =
      ["weft review \(range) --html review.html", "weft review \(range) --json > review.json"]
      + rules.map { "weft review explain \($0)" }
      + [
        "jq -r '.findings[0].witnesses[0].bytes' review.json | xxd -r -p > witness.dtb",
        "weft review decode witness.dtb",
      ]
    return "<pre class=\"commands\">\(lines.joined(separator: "\n"))</pre>"
  }
}

extension HTML {
  static func + (a: HTML, b: HTML) -> HTML { "\(a)\(b)" }
}
