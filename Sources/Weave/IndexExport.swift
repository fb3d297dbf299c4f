// The index for other programs: index.json on the site.

import Book
import Evidence

/// All entries of the index, as JSON: `code`, the key of the evidence, and `entries`.
enum IndexExport {
  struct Entry: Codable {
    var kind: IndexEntry.Kind
    var name: String
    var detail: String?
    var chapter: String
    /// On the site, with the anchor.
    var address: String
    var verdict: Verdict?
    var seconds: Double?
    var rules: [String]?

    var json: JSONText {
      .members([
        ("address", .text(address)), ("chapter", .text(chapter)),
        ("detail", detail.map(JSONText.text)), ("kind", .text(kind.rawValue)),
        ("name", .text(name)), ("rules", rules.map(JSONText.texts)),
        ("seconds", seconds.map(JSONText.decimal)), ("verdict", verdict.map { .text($0.rawValue) }),
      ])
    }
  }

  /// The file, of entries that are made one at a time.
  static func file(_ context: WeaveContext) -> SiteFile {
    let chapters = context.order.map { _, chapter in
      let page = context.page(ofChapter: chapter.path)
      return (path: chapter.path, page: LinkTarget.relative(page, from: SitePaths.home))
    }
    let entries = context.index.value.byChapter.value.joined().lazy.map { entry in
      let (path, page) = chapters[entry.chapter]
      return Entry(
        kind: entry.kind, name: entry.name, detail: entry.detail.isEmpty ? nil : entry.detail,
        chapter: path, address: "\(page)#\(entry.anchor)", verdict: entry.result?.verdict,
        seconds: entry.result?.seconds, rules: entry.rules.isEmpty ? nil : entry.rules)
    }
    return SiteFile(
      path: SitePaths.indexJSON, code: context.evidence.key, list: "entries",
      entries.map(\.json))
  }
}
