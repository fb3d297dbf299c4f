// Pages that list all of one kind: symbols, names that the code cites, tests, figures.

import Book
import Evidence

/// One page of the index.
struct IndexPage {
  let listing: IndexListing
  let number: Int
  let context: WeaveContext
  /// Links to the chapters up to the anchor, and what they say, by place in reading order.
  private let links: [(address: HTML, title: HTML)]

  init(listing: IndexListing, number: Int, context: WeaveContext) {
    (self.listing, self.number, self.context) = (listing, number, context)
    links = context.links.value
  }

  private var path: String { listing.path(number) }

  func content() -> PageContent {
    let title = IndexNames.plural(listing.kind)
    var body: HTML = "<h1>\(title)</h1>\(IndexNames.tabs(from: path, listing.kind))"
    let other: IndexOrder = listing.order == .alphabet ? .chapters : .alphabet
    let word: HTML = other == .alphabet ? "By the alphabet" : "By chapter"
    body += """
      <p>\(IndexNames.about(listing.kind)) \
      <a href="\(SitePaths.index(listing.kind, other, number: 1))">\(word)</a></p>
      """
    let (sections, entries) = (listing.pages[number], listing.entries)
    if sections.isEmpty { body += "<p>There are none.</p>" }
    if listing.order == .alphabet { body += letters() }
    for section in sections { add(section, of: entries, to: &body) }
    if number + 1 < listing.count {
      body += "<p><a rel=\"next\" href=\"\(listing.path(number + 1))\">More</a></p>"
    }
    return PageContent(
      path: path, title: title, kind: "index",
      place: "<span class=\"here\">\(title)</span>", description: IndexNames.about(listing.kind),
      bookNavigation: BookNavigation(context: context, page: path, present: nil).html(),
      body: body)
  }

  /// The way to each letter, on whatever page it is.
  private func letters() -> HTML {
    let links = listing.pages.enumerated().flatMap { page, sections in
      sections.map { section -> HTML in
        let page: HTML = page == number ? "" : "\(listing.path(page))"
        return "<a href=\"\(page)#\(section.anchor)\">\(section.title)</a> "
      }
    }
    return links.isEmpty
      ? "" : "<nav class=\"letters\" aria-label=\"Letters\">\(links.joined())</nav>"
  }

  private func add(
    _ section: IndexListing.Section, of entries: [IndexEntry], to html: inout HTML
  ) {
    html += "<h2 id=\"\(section.anchor)\">\(section.title)</h2><dl class=\"entries\">"
    var previous: String?
    for entry in section.entries.lazy.map({ entries[$0] }) {
      // A name that stands in several places is written once.
      let isSame = listing.order == .alphabet && previous == entry.name
      html += isSame ? "<br>" : previous == nil ? "<dt>" : "</dd><dt>"
      if !isSame {
        addName(entry, to: &html)
        html += "</dt><dd>"
      }
      addPlace(entry, to: &html)
      previous = entry.name
    }
    html += "</dd></dl>"
  }

  private func addName(_ entry: IndexEntry, to html: inout HTML) {
    switch entry.kind {
    case .symbol, .name, .format:
      html += "<code>"
      html.add(entry.name)
      html += "</code>"
    default: html.add(entry.name)
    }
  }

  private func addLink(_ chapter: Int, _ anchor: String? = nil, to html: inout HTML) {
    html += "<a href=\""
    html += links[chapter].address
    if let anchor {
      html += "#"
      html.add(anchor)
    }
    html += "\">"
    html += links[chapter].title
    html += "</a>"
  }

  /// Of a term, what it is before where that is said.
  private func addDefinition(_ entry: IndexEntry, to html: inout HTML) {
    html.add(entry.detail)
    html += " <span class=\"detail\">"
    addLink(entry.chapter, entry.anchor, to: &html)
    for (index, chapter) in entry.uses.enumerated() {
      html += index == 0 ? "; used in " : ", "
      addLink(chapter, to: &html)
    }
    html += "</span>"
  }

  private func addPlace(_ entry: IndexEntry, to html: inout HTML) {
    if entry.kind == .term { return addDefinition(entry, to: &html) }
    if let result = entry.result { html += "\(Mark.labelled(result.verdict)) " }
    addLink(entry.chapter, entry.anchor, to: &html)
    if let result = entry.result { html += Mark.time(result.seconds) }
    if !entry.detail.isEmpty {
      html += " <span class=\"detail\">"
      html.add(entry.detail)
      html += "</span>"
    }
    guard !entry.rules.isEmpty else { return }
    html += " <span class=\"proves\">proves "
    for (index, id) in entry.rules.enumerated() {
      if index > 0 { html += ", " }
      html += "<a href=\"\(SitePaths.rules)#\(Rule.anchor(of: id))\">\(id)</a>"
    }
    html += "</span>"
  }
}

/// What the kinds of an index are called.
enum IndexNames {
  static func plural(_ kind: IndexEntry.Kind) -> HTML {
    switch kind {
    case .term: "Terms"
    case .symbol: "Symbols"
    case .name: "Names in the sources"
    case .format: "Formats"
    case .rule: "Rules"
    case .heading: "Headings"
    case .test: "Tests"
    case .figure: "Figures"
    }
  }

  static func about(_ kind: IndexEntry.Kind) -> String {
    switch kind {
    case .term:
      "What words mean in this book, in the sentences that say so, and which chapters use them."
    case .symbol: "What the code of this book declares."
    case .name: "What the code of this book names as its source, and where."
    case .format: "Bindings of trees and layouts of records that this book states."
    case .rule: "What the book demands."
    case .heading: "What the book is about."
    case .test: "What was run, how it ended, how long it took, and which rules it proves."
    case .figure: "What tests drew."
    }
  }

  /// The way to the other kinds.
  static func tabs(from page: String, _ present: IndexEntry.Kind?) -> HTML {
    let kinds: [IndexEntry.Kind] = [.term, .symbol, .name, .format, .rule, .test, .figure]
    let links = kinds.map { kind -> HTML in
      let path = kind == .rule ? SitePaths.rules : SitePaths.index(kind, .alphabet, number: 1)
      let current: HTML = kind == present ? " aria-current=\"true\"" : ""
      return "<a href=\"\(LinkTarget.relative(path, from: page))\"\(current)>\(plural(kind))</a> "
    }
    return "<nav class=\"letters\" aria-label=\"Index\">\(links.joined())</nav>"
  }
}
