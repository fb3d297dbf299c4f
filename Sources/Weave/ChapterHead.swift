// What a chapter's page says about the chapter beside its text: where in the book it is, how it stands,
// what comes before and after.

import Book
import Evidence

struct ChapterHead {
  /// The chapter's.
  let path: String
  let context: WeaveContext

  var page: String { context.page(ofChapter: path) }

  private var index: Int? { context.places[path] }

  /// For the tab: the chapter, then its part.
  func title() -> HTML {
    guard let index else { return "" }
    let (part, chapter) = context.order[index]
    // Text that is newer than its verdicts says so in the tab too.
    let state: HTML = context.tally(path).verdict == .notRun ? "(not run) " : ""
    return "\(state)\(chapter.title) · \(part)"
  }

  /// Part, number and title, for a head that stays in sight.
  func place() -> HTML {
    guard let index else { return "" }
    let (part, chapter) = context.order[index]
    let home = LinkTarget.relative(SitePaths.home, from: page)
    return """
      <a class="part" href="\(home)#\(HomePage.anchor(ofPart: part))">\(part)</a> \
      <span class="here"><span class="number">\(context.numbers[index])</span> \(chapter.title)</span>
      """
  }

  /// One line of text: how this chapter stands.
  func summary() -> HTML {
    let tally = context.tally(path)
    guard !tally.isEmpty else { return "" }
    var parts: [HTML] = []
    if tally.tests > 0 { parts.append("\(tally.passed) of \(tally.tests) tests passed") }
    if tally.rules > 0 {
      let unproved: HTML =
        tally.rulesUnproved > 0 ? ", \(tally.rulesUnproved) unproved with a reason" : ""
      parts.append("\(tally.rulesProved) of \(tally.rules) rules proved\(unproved)")
    }
    if let coverage = tally.coverage {
      parts.append("\(Mark.percent(coverage)) of its lines run")
    }
    let errors = tally.compileErrors
    if errors > 0 { parts.append(errors == 1 ? "1 compile error" : "\(errors) compile errors") }
    return """
      <p class="summary \(tally.verdict.rawValue)">\(Mark.html(tally.verdict)) \
      \(parts.joined(separator: " · "))</p>
      """
  }

  // MARK: Before and after

  func turn() -> HTML {
    let links = neighbours().map { neighbour -> HTML in
      """
      <a rel="\(neighbour.relation)" href="\(neighbour.address)">\
      <span class="way">\(neighbour.word)</span> \(neighbour.title)</a>
      """
    }
    return links.isEmpty
      ? "" : "<nav class=\"turn\" aria-label=\"Neighbouring chapters\">\(links.joined())</nav>"
  }

  func arrows() -> HTML {
    neighbours().map { neighbour -> HTML in
      """
      <a rel="\(neighbour.relation)" href="\(neighbour.address)" \
      aria-label="\(neighbour.word): \(neighbour.title)" title="\(neighbour.title)">\
      \(neighbour.arrow)</a>
      """
    }.joined()
  }

  private struct Neighbour {
    var relation: HTML
    var word: HTML
    var arrow: HTML
    var address: String
    var title: String
  }

  private func neighbours() -> [Neighbour] {
    guard let index else { return [] }
    var neighbours: [Neighbour] = []
    func add(_ relation: HTML, _ word: HTML, _ arrow: HTML, _ place: Int) {
      guard context.order.indices.contains(place) else { return }
      let (part, chapter) = context.order[place]
      let address = LinkTarget.relative(context.page(ofChapter: chapter.path), from: page)
      let isOwnPart = part == context.order[index].part
      neighbours.append(
        Neighbour(
          relation: relation, word: word, arrow: arrow, address: address,
          title: isOwnPart ? chapter.title : "\(part): \(chapter.title)"))
    }
    add("prev", "Previous", "‹", index - 1)
    add("next", "Next", "›", index + 1)
    return neighbours
  }

  /// Which text the page shows, and the way to it: the file beside the page, and where the book names its
  /// repository, the place to edit it.
  func edit(_ text: Digest) -> HTML {
    let source = LinkTarget.relative(SitePaths.source(ofChapter: path), from: page)
    return """
      <p>\(editLink())<a href="\(source)">Text of this chapter</a>, \
      <code>\(text.description.prefix(12))</code></p>
      """
  }

  private func editLink() -> HTML {
    let manifest = context.book.manifest
    guard let repository = manifest.repository else { return "" }
    let place = path.split(separator: "/").map { LinkTarget.encoded(String($0)) }
    let address = "\(repository)/edit/\(manifest.branch)/\(place.joined(separator: "/"))"
    return "<a href=\"\(address)\">Edit this chapter</a> · "
  }
}
