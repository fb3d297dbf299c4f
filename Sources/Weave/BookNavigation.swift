// The list of the book beside a page: all parts, folded but the page's own.

import Book
import Evidence

struct BookNavigation {
  let context: WeaveContext
  /// The page that the list stands on.
  let page: String
  /// The page's chapter, by its path; `nil` on pages about the whole book.
  let present: String?

  /// So many chapters of a part are listed on each side of the present one.
  static let reach = 20

  func html() -> HTML {
    let listing = context.listing(for: page)
    var html = wholeBook()
    for part in context.book.parts {
      let home = LinkTarget.relative(SitePaths.home, from: page)
      html += "<h3><a href=\"\(home)#\(HomePage.anchor(ofPart: part.name))\">\(part.name)</a></h3>"
      if part.name == presentPart || context.book.parts.count == 1 {
        html += "<ul>\(chapters(of: part, listing))</ul>"
      } else if let folded = listing.folded[part.name] {
        html += """
          <details><summary>\(count(part))</summary><ul>\(folded)</ul></details>
          """
      }
    }
    return html
  }

  private var place: Int? { present.flatMap { context.places[$0] } }

  private var presentPart: String? { place.map { context.order[$0].part } }

  private func wholeBook() -> HTML {
    let items = context.listedPages.map { listed in
      BookListing.item(listed.title, listed.path, from: page, isPresent: page == listed.path)
    }
    return "<ul>\(items.joined())</ul>"
  }

  /// How many chapters a fold holds, with a mark where one of them needs to be looked at.
  private func count(_ part: Part) -> HTML {
    let tallies = part.chapters.map { context.tally($0.path) }
    let mark = Mark.exception(in: tallies.reduce(into: Tally()) { $0 += $1 })
    let noun = part.chapters.count == 1 ? "chapter" : "chapters"
    return "\(part.chapters.count) \(noun)<span class=\"vh\"> of \(part.name)</span>\(mark)"
  }

  private func chapters(of part: Part, _ listing: BookListing) -> HTML {
    let start = context.partStarts[part.name] ?? 0
    let presentIndex = place.map { $0 - start }
    let middle = presentIndex ?? 0
    var first = max(0, middle - Self.reach)
    var last = min(part.chapters.count, middle + Self.reach + 1)
    // A line that stands for one chapter takes the room of that chapter.
    if first == 1 { first = 0 }
    if last == part.chapters.count - 1 { last = part.chapters.count }
    var html = HTML()
    if first > 0 { html += more("\(first) earlier chapters", part) }
    for index in first..<max(first, last) {
      html +=
        index == presentIndex
        ? BookListing.item(
          part.chapters[index], number: context.numbers[start + index], context.verdicts,
          from: page, isPresent: true)
        : listing.item(at: start + index)
    }
    if last < part.chapters.count { html += more("\(part.chapters.count - last) more", part) }
    return html
  }

  private func more(_ text: String, _ part: Part) -> HTML {
    let home = LinkTarget.relative(SitePaths.home, from: page)
    return """
      <li class="more"><a href="\(home)#\(HomePage.anchor(ofPart: part.name))">\(text)</a></li>
      """
  }
}
