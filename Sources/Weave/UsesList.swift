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

  /// So many tests and rules are named; of more it is said how many.
  static let limit = 6
  /// So many chapters are seen at once; more are in a fold.
  private static let seenChapters = 8

  func html() -> HTML {
    guard !symbols.isEmpty else { return "" }
    let items = symbols.map { symbol -> HTML in
      var item: HTML = "<dt><code>\(symbol.name)</code></dt>"
      item += "<dd>\(chapters(symbol.uses))</dd>"
      item += named("Tests: ", symbol.uses.tests, link)
      item += named("Rules: ", symbol.uses.rules, link)
      return item
    }
    return """
      <details class="uses"><summary>\(summary())</summary>\
      <dl class="entries">\(items.joined())</dl></details>
      """
  }

  private func chapters(_ uses: SymbolUses) -> HTML {
    let links = uses.chapters.map(link)
    let seen = links.prefix(Self.seenChapters).joined(separator: ", ")
    let rest = links.dropFirst(Self.seenChapters)
    guard !rest.isEmpty else { return seen }
    return """
      \(seen)<details><summary>\(Self.counted(rest.count, "more chapter"))</summary>\
      \(rest.joined(separator: ", "))</details>
      """
  }

  private func summary() -> HTML {
    let uses = symbols.map(\.uses)
    let chapters = Set(uses.flatMap(\.chapters).map(\.place)).count
    let tests = Set(uses.flatMap(\.tests).map { [$0.place, $0.line] }).count
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

  private func named<Use>(_ label: HTML, _ uses: [Use], _ link: (Use) -> HTML) -> HTML {
    guard !uses.isEmpty else { return "" }
    let links = uses.prefix(Self.limit).map(link).joined(separator: ", ")
    let more: HTML = uses.count > Self.limit ? " and \(uses.count - Self.limit) more" : ""
    return "<dd>\(label)\(links)\(more)</dd>"
  }

  private func link(_ chapter: SymbolUses.Chapter) -> HTML {
    let title = context.order[chapter.place].chapter.title
    let count: HTML = chapter.count == 1 ? "" : " \(chapter.count) times"
    return "<a href=\"\(addresses[chapter.place])#L\(chapter.line)\">\(title)</a>\(count)"
  }

  private func link(_ test: SymbolUses.Test) -> HTML {
    "<a href=\"\(addresses[test.place])#L\(test.line)\">\(test.name)</a>"
  }

  private func link(_ rule: String) -> HTML {
    guard let path = context.verdicts.status(ofRule: rule)?.chapterPath,
      let place = context.places[path]
    else { return "\(rule)" }
    return "<a href=\"\(addresses[place])#\(Rule.anchor(of: rule))\">\(rule)</a>"
  }
}
