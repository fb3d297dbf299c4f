// The rules for other programs: rules.json on the site.

import Book
import Evidence

/// All rules with their standing and proofs, as JSON: `code`, the key of the evidence, and `rules`.
enum RulesExport {
  struct Entry: Codable {
    var id: String
    var text: String
    var location: Location
    var standing: RuleStatus.Standing
    var unprovedReason: String?
    /// The releases for which it holds, in order.
    var releases: [String]
    /// Whether it is the book's own, stricter than what the book describes.
    var ours: Bool
    /// What others do where it is the book's own.
    var elsewhere: String?
    var proofs: [Proof]

    var json: JSONText {
      .members([
        ("elsewhere", elsewhere.map(JSONText.text)), ("id", .text(id)),
        ("location", RulesExport.json(location)), ("ours", .flag(ours)),
        ("proofs", .list(proofs.map(\.json))), ("releases", .texts(releases)),
        ("standing", .text(standing.rawValue)), ("text", .text(text)),
        ("unprovedReason", unprovedReason.map(JSONText.text)),
      ])
    }
  }

  struct Proof: Codable {
    var test: String
    var location: Location
    var verdict: Verdict

    var json: JSONText {
      .members([
        ("location", RulesExport.json(location)), ("test", .text(test)),
        ("verdict", .text(verdict.rawValue)),
      ])
    }
  }

  private static func json(_ place: Location) -> JSONText {
    .members([
      ("column", .number(place.column)), ("file", .text(place.file)), ("line", .number(place.line)),
    ])
  }

  /// The file, of rules that are made one at a time.
  static func file(_ context: WeaveContext) -> SiteFile {
    let rules = context.verdicts.rules.lazy.map { status in
      let scope = context.book.manifest.scope(of: status.rule)
      return Entry(
        id: status.rule.id, text: status.rule.text, location: status.rule.location,
        standing: status.standing, unprovedReason: status.rule.unprovedReason,
        releases: scope?.releases ?? [], ours: scope?.isOurs ?? false, elsewhere: scope?.elsewhere,
        proofs: status.proofs.map {
          Proof(
            test: $0.name, location: Location(file: $0.chapterPath, line: $0.line),
            verdict: $0.verdict)
        })
    }
    return SiteFile(
      path: SitePaths.rulesJSON, code: context.evidence.key, list: "rules", rules.map(\.json))
  }
}
