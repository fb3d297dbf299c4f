// The index of all rules, with what proves each, and which of them hold for a release.

import Book
import Evidence

struct RulesPage {
  let context: WeaveContext

  func content() -> PageContent {
    let rules = context.verdicts.rules
    let scopes = rules.map { context.book.manifest.scope(of: $0.rule) }
    let choice = ReleaseChoice(context.book.manifest.releases, scopes)
    var body: HTML = "<h1>Rules</h1>\(choice.html())"
    var path = ""
    for (status, scope) in zip(rules, scopes) {
      if status.chapterPath != path {
        if !path.isEmpty { body += "</dl></section>" }
        path = status.chapterPath
        let title = context.places[path].map { context.order[$0].chapter.title } ?? path
        body += "<section class=\"chapterRules\"><h2>\(title)</h2><dl class=\"rules\">"
      }
      body += html(status, choice.keys(of: scope))
    }
    body += path.isEmpty ? "<p>This book states no rules.</p>" : "</dl></section>"
    return PageContent(
      path: SitePaths.rules, title: "Rules", kind: "rules",
      place: "<span class=\"here\">Rules</span>", description: IndexNames.about(.rule),
      head: choice.style(),
      bookNavigation: BookNavigation(context: context, page: SitePaths.rules, present: nil).html(),
      body: body)
  }

  private func html(_ status: RuleStatus, _ keys: HTML) -> HTML {
    let page = LinkTarget.relative(
      context.page(ofChapter: status.chapterPath), from: SitePaths.rules)
    let rule = status.rule
    return """
      <div\(keys)><dt id="\(rule.anchor)"><a href="\(page)#\(rule.anchor)">\(rule.id)</a></dt>\
      <dd>\(rule.text)<br><span class="standing">\(ReleaseBadge.html(rule, context))\
      \(RuleStanding.html(rule, status, from: SitePaths.rules, context))</span></dd></div>
      """
  }
}
