// The terms for other programs: terms.json on the site.

import Book
import Evidence

/// All terms with their definitions and uses, as JSON: `code`, the key of the evidence, and `terms`.
enum TermsExport {
  struct Entry: Codable {
    var name: String
    var definition: String
    var chapter: String
    /// On the site, with the anchor.
    var address: String
    /// The paths of the other chapters that use it.
    var uses: [String]

    var json: JSONText {
      .members([
        ("address", .text(address)), ("chapter", .text(chapter)), ("definition", .text(definition)),
        ("name", .text(name)), ("uses", .texts(uses)),
      ])
    }
  }

  /// The file, of terms in reading order.
  static func file(_ context: WeaveContext) -> SiteFile {
    let terms = context.index.value.terms.lazy.map { entry in
      let chapter = context.order[entry.chapter].chapter.path
      let page = LinkTarget.relative(context.page(ofChapter: chapter), from: SitePaths.home)
      return Entry(
        name: entry.name, definition: entry.detail, chapter: chapter,
        address: "\(page)#\(entry.anchor)",
        uses: entry.uses.map { context.order[$0].chapter.path })
    }
    return SiteFile(
      path: SitePaths.termsJSON, code: context.evidence.key, list: "terms", terms.map(\.json))
  }
}
