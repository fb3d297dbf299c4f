// The rules for other programs: rules.json on the site.

import Book
import Evidence
import Foundation

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
  }

  struct Proof: Codable {
    var test: String
    var location: Location
    var verdict: Verdict
  }

  /// The file, of rules that are made one at a time.
  static func file(_ context: WeaveContext) throws -> SiteFile {
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
    return try SiteFile(path: SitePaths.rulesJSON, code: context.evidence.key, list: "rules", rules)
  }
}
