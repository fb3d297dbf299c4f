// The index of all rules, with what proves each.

import Book
import Evidence

struct RulesPage {
  let context: WeaveContext

  func content() -> PageContent {
    var body: HTML = "<h1>Rules</h1>"
    var path = ""
    for status in context.verdicts.rules {
      if status.chapterPath != path {
        if !path.isEmpty { body += "</dl>" }
        path = status.chapterPath
        let title = context.places[path].map { context.order[$0].chapter.title } ?? path
        body += "<h2>\(title)</h2><dl class=\"rules\">"
      }
      body += html(status)
    }
    body += path.isEmpty ? "<p>This book states no rules.</p>" : "</dl>"
    return PageContent(
      path: SitePaths.rules, title: "Rules", kind: "rules",
      place: "<span class=\"here\">Rules</span>", description: IndexNames.about(.rule),
      bookNavigation: BookNavigation(context: context, page: SitePaths.rules, present: nil).html(),
      body: body)
  }

  private func html(_ status: RuleStatus) -> HTML {
    let page = LinkTarget.relative(
      context.page(ofChapter: status.chapterPath), from: SitePaths.rules)
    return """
      <dt id="\(status.rule.anchor)"><a href="\(page)#\(status.rule.anchor)">\(status.rule.id)</a></dt>\
      <dd>\(status.rule.text)<br>\
      <span class="standing">\(RuleStanding.html(status.rule, status, from: SitePaths.rules, context))</span></dd>
      """
  }
}
