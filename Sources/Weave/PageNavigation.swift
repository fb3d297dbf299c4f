// A chapter's own contents: in a column where the window is wide, else in a fold below the title.

import Book
import Evidence

struct PageNavigation {
  let chapter: Chapter
  let evidence: ChapterEvidence
  let context: WeaveContext

  /// The headings below the title, each with a mark where something under it is not as it should be;
  /// empty for a chapter that has none.
  func list() -> HTML {
    let items = chapter.headings.enumerated().filter { $0.element.level > 1 }.map(item)
    return items.isEmpty ? "" : "<ul>\(items.joined())</ul>"
  }

  /// The same as a fold.
  func fold() -> HTML {
    let list = self.list()
    guard !list.isEmpty else { return "" }
    return """
      <nav class="fold" aria-label="Sections"><details><summary>On this page</summary>\(list)\
      </details></nav>
      """
  }

  private func item(_ index: Int, _ heading: Heading) -> HTML {
    let next = chapter.headings[(index + 1)...].first?.line ?? Int.max
    let tally = context.verdicts.tally(
      chapter.path, chapter.rules, evidence, lines: heading.line..<next)
    return """
      <li class="h\(heading.level)"><a href="#\(heading.slug)">\(heading.text)\
      \(Mark.exception(in: tally))</a></li>
      """
  }
}
