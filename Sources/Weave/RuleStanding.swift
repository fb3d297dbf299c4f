// How a rule stands, in words with links to its proofs.

import Book
import Evidence

enum RuleStanding {
  /// One sentence: proved by what, refuted by what, or why not proved.
  static func html(
    _ rule: Rule, _ status: RuleStatus?, from page: String, _ context: WeaveContext
  ) -> HTML {
    if let reason = rule.unprovedReason { return "\(mark(.unproved)) Unproved: \(reason)" }
    guard let status, !status.proofs.isEmpty else { return "\(mark(.unknown)) Nothing proves it." }
    let shown =
      status.standing == .unknown
      ? status.proofs.filter { $0.verdict != .passed } : status.proofs
    let proofs = shown.map { link($0, from: page, context) }.joined(separator: ", ")
    return "\(mark(status.standing)) \(words(status.standing, shown)) \(proofs)"
  }

  static func mark(_ standing: RuleStatus.Standing) -> HTML {
    switch standing {
    case .proved: proved
    case .refuted: refuted
    case .unproved: unproved
    case .unknown: unknown
    }
  }

  private static let proved = mark("✓", .proved)
  private static let refuted = mark("✗", .refuted)
  private static let unproved = mark("○", .unproved)
  private static let unknown = mark("?", .unknown)

  private static func mark(_ sign: HTML, _ standing: RuleStatus.Standing) -> HTML {
    """
    <span class="mark \(standing.rawValue)"><span aria-hidden="true">\(sign)</span>\
    <span class="vh">\(standing.rawValue)</span></span>
    """
  }

  private static func words(_ standing: RuleStatus.Standing, _ proofs: [RuleStatus.Proof]) -> HTML {
    switch standing {
    case .proved: return "Proved by"
    case .refuted: return "Refuted by"
    case .unproved, .unknown: break
    }
    let verdicts = Set(proofs.map(\.verdict))
    if verdicts == [.gap] { return "Known to fail:" }
    if verdicts == [.notCompiled] { return "Does not compile:" }
    return verdicts.isSubset(of: [.notRun, .skipped]) ? "Not run:" : "Not proved:"
  }

  private static func link(
    _ proof: RuleStatus.Proof, from page: String, _ context: WeaveContext
  ) -> HTML {
    let target = context.page(ofChapter: proof.chapterPath)
    let path = target == page ? "" : LinkTarget.relative(target, from: page)
    let sign: HTML = proof.verdict == .passed ? "" : " \(Mark.html(proof.verdict))"
    return "<a href=\"\(path)#L\(proof.line)\">\(proof.name)</a>\(sign)"
  }
}
