// Places that moved: links to them are led on, without a server and without scripts. An anchor of a chapter
// that is still there stays on its page, below the text; a chapter that is gone leaves a small page.

import Book

struct MovedPlaces {
  let entries: [PublishedAnchor]
  let page: String
  let context: WeaveContext

  /// A line for each, which a theme may show only to who comes for it.
  func html() -> HTML {
    let lines = entries.compactMap { entry -> HTML? in
      guard let anchor = entry.place.anchor, let link = link(to: entry.moved) else { return nil }
      return "<p id=\"\(anchor)\">What stood here has moved to \(link).</p>"
    }
    return lines.isEmpty ? "" : "<aside class=\"moved\">\(lines.joined())</aside>"
  }

  func link(to target: LinkTarget?) -> HTML? {
    guard let target, let place = context.places[target.path] else { return nil }
    let chapter = context.order[place].chapter
    let heading = target.anchor.flatMap { anchor in
      chapter.headings.first { $0.slug == anchor }?.text
        ?? chapter.rules.first { $0.anchor == anchor }?.id
        ?? chapter.terms.first { $0.anchor == anchor }?.name
    }
    let address =
      LinkTarget.relative(context.page(ofChapter: chapter.path), from: page)
      + (target.anchor.map { "#" + $0 } ?? "")
    let title =
      heading.map { $0 == chapter.title ? $0 : "\(chapter.title): \($0)" } ?? chapter.title
    return "<a href=\"\(address)\">\(title)</a>"
  }
}

/// The page of a chapter that is gone.
struct MovedPage {
  let path: String
  let context: WeaveContext

  func content() -> PageContent {
    let page = SitePaths.page(ofChapter: path)
    let entries = context.moved[path] ?? []
    let places = MovedPlaces(entries: entries, page: page, context: context)
    let whole = entries.first { $0.place.anchor == nil }.flatMap { places.link(to: $0.moved) }
    let lead: HTML = whole.map { "<p>This chapter has moved to \($0).</p>" } ?? ""
    return PageContent(
      path: page, title: "Moved", kind: "moved", place: "<span class=\"here\">Moved</span>",
      bookNavigation: BookNavigation(context: context, page: page, present: nil).html(),
      body: "<h1>Moved</h1>\(lead)\(places.html())")
  }
}
