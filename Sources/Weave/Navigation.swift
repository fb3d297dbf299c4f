// The two lists beside the text: the book, and this page.

import Book
import Evidence

struct Navigation {
  let context: WeaveContext

  /// So many chapters of a part are listed on each side of the present one. Were all of them
  /// listed on every page, a site would grow with the square of its chapters.
  static let reach = 20

  /// The book, with the present chapter's part open.
  func book(page: String, present: String?) -> HTML {
    var html: HTML = "<ul>"
    let isHome = page == SitePaths.home
    html += Self.item("Overview", SitePaths.home, from: page, isPresent: isHome)
    html += Self.item(
      "Rules", SitePaths.rules, from: page, isPresent: page == SitePaths.rules)
    if !context.reports.isEmpty {
      html += Self.item(
        "Checks", SitePaths.checks, from: page, isPresent: page == SitePaths.checks)
    }
    html += "</ul>"
    let presentPart = present.flatMap { context.places[$0] }.map { context.order[$0].part }
    for part in context.book.parts {
      html += "<h3>\(part.name)</h3>"
      guard context.book.parts.count == 1 || presentPart == nil || part.name == presentPart else {
        html += closed(part, page)
        continue
      }
      html += chapters(of: part, page, present)
    }
    return html
  }

  private func closed(_ part: Part, _ page: String) -> HTML {
    guard let first = part.chapters.first else { return "<p>No chapters.</p>" }
    return "<ul>\(item(first, page, isPresent: false))</ul>"
  }

  private func chapters(of part: Part, _ page: String, _ present: String?) -> HTML {
    let start = context.partStarts[part.name] ?? 0
    let presentPlace = present.flatMap { context.places[$0] }.map { $0 - start }
    let place = presentPlace ?? 0
    var first = max(0, place - Self.reach)
    var last = min(part.chapters.count, place + Self.reach + 1)
    // A line that stands for one chapter takes the room of that chapter.
    if first == 1 { first = 0 }
    if last == part.chapters.count - 1 { last = part.chapters.count }
    var html: HTML = "<ul>"
    if first > 0 { html += more("\(first) earlier chapters", page) }
    for index in first..<max(first, last) {
      if presentPlace != nil, index != place {
        html += context.siblingItems[start + index]
      } else {
        html += item(part.chapters[index], page, isPresent: index == presentPlace)
      }
    }
    if last < part.chapters.count { html += more("\(part.chapters.count - last) more", page) }
    html += "</ul>"
    return html
  }

  private func more(_ text: String, _ page: String) -> HTML {
    "<li class=\"more\"><a href=\"\(SitePaths.relative(SitePaths.home, from: page))\">\(text)</a></li>"
  }

  private func item(_ chapter: Outline, _ page: String, isPresent: Bool) -> HTML {
    let path = context.page(ofChapter: chapter.path)
    let mark = Mark.html(of: context.tally(chapter.path))
    return Self.item(chapter.title, path, from: page, isPresent: isPresent, mark: mark)
  }

  /// One entry of the book's list, as seen from a page.
  static func item(
    _ title: String, _ path: String, from page: String, isPresent: Bool = false, mark: HTML = ""
  ) -> HTML {
    let current: HTML = isPresent ? " aria-current=\"page\"" : ""
    return """
      <li><a href="\(SitePaths.relative(path, from: page))"\(current)>\(title)\(mark)</a></li>
      """
  }

  /// Headings of a chapter, each with the mark of the tests and rules below it.
  func page(_ chapter: Chapter, _ evidence: ChapterEvidence) -> HTML {
    var html: HTML = "<ul>"
    for (index, heading) in chapter.headings.enumerated() where heading.level > 1 {
      let next = chapter.headings[(index + 1)...].first?.line ?? Int.max
      let mark = verdict(chapter, evidence, heading.line..<next).map(Mark.html)
      html += """
        <li class="h\(heading.level)"><a href="#\(heading.slug)">\(heading.text)\(mark)</a></li>
        """
    }
    html += "</ul>"
    return html
  }

  private func verdict(
    _ chapter: Chapter, _ evidence: ChapterEvidence, _ lines: Range<Int>
  ) -> Verdict? {
    let tally = context.verdicts.tally(chapter.path, chapter.rules, evidence, lines: lines)
    return tally.isEmpty ? nil : tally.verdict
  }
}
