// The index of all rules, with what proves each, and which of them hold for a release.

import Book
import Evidence

struct RulesPage {
  let context: WeaveContext

  func content() -> PageContent {
    let manifest = context.book.manifest
    let rules = context.verdicts.rules.map { (status: $0, scope: manifest.scope(of: $0.rule)) }
    let choice = ReleaseChoice(manifest.releases, rules.map(\.scope))
    var body: HTML = "<h1>Rules</h1><div class=\"releaseChoice\">\(choice.html())"
    var rest = rules[...]
    while let path = rest.first?.status.chapterPath {
      let own = rest.prefix { $0.status.chapterPath == path }
      rest = rest.dropFirst(own.count)
      let title = context.places[path].map { context.order[$0].chapter.title } ?? path
      body += """
        <section class="chapterRules"\(choice.keys(of: own.map(\.scope)))><h2>\(title)</h2>\
        <dl class="rules">\(own.map { html($0.status, choice.keys(of: [$0.scope])) }.joined())</dl></section>
        """
    }
    body += rules.isEmpty ? "<p>This book states no rules.</p></div>" : "</div>"
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
