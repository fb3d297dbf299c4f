// Who can read whom, as a page of the site: the forms that formats have had in releases of what the book
// describes, and the releases of its formats that the book keeps.

import Bindings
package import Book
package import Weave

package struct FormsSection: Sendable {
  /// The formats of a release, as the file that keeps them has them.
  package struct Kept: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
  }

  private let book: Book
  private let families: [FormFamily]
  private let kept: [Kept]

  /// - Parameter kept: the releases that the book keeps, in order.
  /// - Returns: `nil` where no format has had two forms, and no release is kept.
  package init?(of book: Book, kept: [Kept]) {
    families = FormFamily.all(of: book)
    (self.book, self.kept) = (book, kept)
    guard !families.isEmpty || !kept.isEmpty else { return nil }
  }

  /// Of all that the page is made of; for this nothing is read but the fences.
  package var key: Digest {
    var writer = ByteWriter()
    for name in book.manifest.releases.names { writer.put(name) }
    for chapter in book.chapters where !chapter.statements.isEmpty {
      writer.put(chapter.path)
      writer.put(chapter.statements)
    }
    for release in kept {
      writer.put(release.name)
      writer.put(raw: release.bytes)
    }
    return Digest(of: writer.bytes)
  }

  /// What stands on the page below its title.
  package func html() -> HTML {
    let formats = BindingSet(book)
    return intro + families.map { html($0, formats) }.joined() + releases(formats)
  }

  private var intro: HTML {
    """
    <p>One program writes, another one reads, and the two may be of different releases. Here each writer \
    of a form meets each reader of another, as far as what is stated of the forms decides it. \
    <em>Refused by name</em>: the reader finds another name than its own, as it should. \
    <em>Refused in spite of its name</em>: the name is right, and a length, a value or something that is \
    missing gives it away. <em>Ignored</em>: it is there, and the reader does not look at it. \
    <em>Misread</em>: one thing is taken for another, and nobody notices. Reasons say what changed from \
    the earlier form to the later one. Forms that no release has had stand in the chapters alone.</p>
    """
  }

  private func html(_ family: FormFamily, _ formats: BindingSet) -> HTML {
    let meetings = Dictionary(
      family.meetings(in: formats).map { ([$0.writer, $0.reader], $0) },
      uniquingKeysWith: { first, _ in first })
    let rows = family.forms.indices.map { writer -> HTML in
      let cells = family.forms.indices.map { reader -> HTML in
        meetings[[writer, reader]].map(Self.cell) ?? "<td>\(Self.html(.read))</td>"
      }
      return "<tr><th scope=\"row\">\(Self.link(family.forms[writer]))</th>\(cells.joined())</tr>"
    }
    let titles = ["written by"] + family.forms.map { "read by \(Self.spoken($0.releases))" }
    let anchor: HTML = "form-\(family.format)"
    return """
      <section><h2 id="\(anchor)"><code>\(family.format)</code> in \(family.line)</h2>\
      \(ReviewPage.table(titles, rows, kind: "plain forms", label: "Forms of \(family.format)"))\
      \(Self.remark(family.omitted, "forms"))</section>
      """
  }

  private static func remark(_ omitted: Int, _ what: HTML) -> HTML {
    omitted == 0 ? "" : "<p class=\"omitted\">Older \(what) that are not shown: \(omitted).</p>"
  }

  private static func cell(_ meeting: FormFamily.Meeting) -> HTML {
    "<td>\(html(meeting.outcome))\(fold(meeting.reasons))</td>"
  }

  private static func html(_ outcome: Outcome) -> HTML {
    """
    <span class="outcome \(outcome.name)"><span aria-hidden="true">\(outcome.sign)</span> \
    \(outcome.words)</span>
    """
  }

  /// Why, folded to how many reasons there are.
  private static func fold(_ reasons: [String]) -> HTML {
    guard !reasons.isEmpty else { return "" }
    let items = reasons.map { "<li>\($0)</li>" as HTML }
    return """
      <details><summary>\(reasons.count) \(reasons.count == 1 ? "reason" : "reasons")</summary>\
      <ul>\(items.joined())</ul></details>
      """
  }

  private static func link(_ form: FormFamily.Form) -> HTML {
    let statement = form.statement
    let page = SitePaths.page(ofChapter: statement.chapter)
    return "<a href=\"\(page)#L\(statement.fence.line)\">\(spoken(form.releases))</a>"
  }

  /// `since 7.2` is of a rule; of a program it is `7.2 and later`.
  private static func spoken(_ releases: String) -> String {
    if let first = releases.wholeMatch(of: /since (\S+)/)?.output.1 { return "\(first) and later" }
    if let last = releases.wholeMatch(of: /until (\S+)/)?.output.1 { return "\(last) and before" }
    return releases
  }

  /// The releases that are kept and what is stated now, each with each.
  private func releases(_ formats: BindingSet) -> HTML {
    guard !kept.isEmpty else { return "" }
    let newest = kept.suffix(FormFamily.most - 1)
    let releases = newest.map { Release($0.name, $0.bytes) }
    let matrix = ReleaseMatrix(releases + [Release("now", formats: formats)])
    return """
      <section><h2 id="releases">Releases of this book's formats</h2>\(ReviewPage.html(matrix))\
      \(Self.remark(kept.count - newest.count, "releases"))</section>
      """
  }
}
