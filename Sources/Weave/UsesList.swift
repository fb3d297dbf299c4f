// What stands below code that defines something: a fold with all that use it.

import Book
import Evidence

/// The uses of what one fence defines.
struct UsesList {
  /// What is defined, in the order of its lines.
  let symbols: [(name: String, uses: SymbolUses)]
  /// The pages of chapters as links from this page write them, by place in reading order; its own is
  /// empty. Many links share one.
  let addresses: [HTML]
  let context: WeaveContext
  private let titles: [HTML]

  init(symbols: [(name: String, uses: SymbolUses)], addresses: [HTML], context: WeaveContext) {
    (self.symbols, self.addresses, self.context) = (symbols, addresses, context)
    titles = context.titles.value
  }

  /// So many tests and rules are named; of more it is said how many.
  static let limit = 6
  /// So many chapters are seen at once; more are in a fold.
  private static let seenChapters = 8

  func html() -> HTML {
    guard !symbols.isEmpty else { return "" }
    var html: HTML = "<details class=\"uses\"><summary>\(summary())</summary><dl class=\"entries\">"
    for (name, uses) in symbols {
      html += "<dt><code>\(name)</code></dt><dd>"
      addChapters(uses, to: &html)
      html += "</dd>"
      add("Tests: ", uses.tests, to: &html, addLink)
      add("Rules: ", uses.rules, to: &html, addLink)
    }
    html += "</dl></details>"
    return html
  }

  private func addChapters(_ uses: SymbolUses, to html: inout HTML) {
    let rest = uses.chapters.dropFirst(Self.seenChapters)
    addList(uses.chapters.prefix(Self.seenChapters), to: &html, addLink)
    guard !rest.isEmpty else { return }
    html += "<details><summary>\(Self.counted(rest.count, "more chapter"))</summary>"
    addList(rest, to: &html, addLink)
    html += "</details>"
  }

  private func summary() -> HTML {
    let uses = symbols.map(\.uses)
    let chapters = Set(uses.flatMap(\.chapters).map(\.place)).count
    let tests = Set(uses.flatMap(\.tests).map { SIMD2($0.place, $0.line) }).count
    let rules = Set(uses.flatMap(\.rules)).count
    var html: HTML = "Used in \(Self.counted(chapters, "chapter"))"
    if tests > 0 { html += ", by \(Self.counted(tests, "test"))" }
    if rules > 0 {
      html += tests == 1 ? " that proves " : " that prove "
      html += Self.counted(rules, "rule")
    }
    return html
  }

  private static func counted(_ count: Int, _ noun: HTML) -> HTML {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private func add<Use>(
    _ label: HTML, _ uses: [Use], to html: inout HTML, _ addLink: (Use, inout HTML) -> Void
  ) {
    guard !uses.isEmpty else { return }
    html += "<dd>"
    html += label
    addList(uses.prefix(Self.limit), to: &html, addLink)
    if uses.count > Self.limit { html += " and \(uses.count - Self.limit) more" }
    html += "</dd>"
  }

  private func addList<Use>(
    _ uses: ArraySlice<Use>, to html: inout HTML, _ addLink: (Use, inout HTML) -> Void
  ) {
    for (index, use) in zip(uses.indices, uses) {
      if index > uses.startIndex { html += ", " }
      addLink(use, &html)
    }
  }

  private func addLink(_ chapter: SymbolUses.Chapter, to html: inout HTML) {
    begin(chapter.place, chapter.line, &html)
    html += titles[chapter.place]
    html += "</a>"
    if chapter.count > 1 { html += " \(chapter.count) times" }
  }

  private func addLink(_ test: SymbolUses.Test, to html: inout HTML) {
    begin(test.place, test.line, &html)
    html.add(test.name)
    html += "</a>"
  }

  /// Begins a link to a line of a chapter.
  private func begin(_ place: Int, _ line: Int, _ html: inout HTML) {
    html += "<a href=\""
    html += addresses[place]
    html += "#L"
    html.add(String(line))
    html += "\">"
  }

  private func addLink(_ rule: String, to html: inout HTML) {
    guard let path = context.verdicts.chapterPath(ofRule: rule), let place = context.places[path]
    else { return html.add(rule) }
    html += "<a href=\""
    html += addresses[place]
    html += "#\(Rule.anchor(of: rule))\">\(rule)</a>"
  }
}
