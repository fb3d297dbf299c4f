// The index of all rules, with what proves each, and which of them hold for a release.

import Book
import Evidence

struct RulesPage {
  let context: WeaveContext

  func content() -> PageContent {
    let manifest = context.book.manifest
    let rules = context.verdicts.rules
    let scopes = rules.map { manifest.scope(of: $0.rule) }
    let choice = ReleaseChoice(manifest.releases, scopes)
    var body: HTML = "<h1>Rules</h1><div class=\"releaseChoice\">\(choice.html())"
    var start = 0
    while start < rules.count {
      let path = rules[start].chapterPath
      let end = rules[start...].firstIndex { $0.chapterPath != path } ?? rules.count
      let place = context.places[path]
      let title = place.map { context.titles.value[$0] } ?? "\(path)"
      let page = place.map { context.links.value[$0].address } ?? ""
      body += """
        <section class="chapterRules"\(choice.keys(of: scopes[start..<end]))><h2>\(title)</h2>\
        <dl class="rules">
        """
      for (status, scope) in zip(rules[start..<end], scopes[start..<end]) {
        body += "<div\(choice.keys(of: [scope]))>"
        add(status, page, to: &body)
        body += "</div>"
      }
      body += "</dl></section>"
      start = end
    }
    body += rules.isEmpty ? "<p>This book states no rules.</p></div>" : "</div>"
    return PageContent(
      path: SitePaths.rules, title: "Rules", kind: "rules",
      place: "<span class=\"here\">Rules</span>", description: IndexNames.about(.rule),
      head: choice.style(),
      bookNavigation: BookNavigation(context: context, page: SitePaths.rules, present: nil).html(),
      body: body)
  }

  /// - Parameter page: the address of its chapter's page.
  private func add(_ status: RuleStatus, _ page: HTML, to html: inout HTML) {
    let rule = status.rule
    html += """
      <dt id="\(rule.anchor)"><a href="\(page)#\(rule.anchor)">\(rule.id)</a></dt><dd>\(rule.text)<br>\
      <span class="standing">\(ReleaseBadge.html(rule, context))
      """
    html += RuleStanding.html(rule, status, from: SitePaths.rules, context)
    html += "</span></dd>"
  }
}
