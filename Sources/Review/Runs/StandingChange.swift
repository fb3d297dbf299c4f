// The rules of two revisions by what their tests came to: a rule may say what it said, and not be proved
// any more.

package import Book
package import Evidence

/// A rule that does not stand as it stood.
package struct StandingChange: Codable, Sendable {
  package var rule: String
  /// `nil` where it is not stated.
  package var base: RuleStatus.Standing?
  package var head: RuleStatus.Standing?
  /// In head, or in base for one that is gone.
  package var place: Location

  /// Whether it was proved and is still stated, and not proved.
  package var isWorse: Bool {
    head == .refuted || base == .proved && head != nil && head != .proved
  }

  /// What happened to it.
  package var words: String {
    switch (base, head) {
    case (.proved?, .refuted?): "was proved, and is refuted"
    case (.proved?, .some): "was proved, and is not"
    case (_, .refuted?): "is refuted"
    case (.some, nil): "is gone"
    case (nil, .proved?): "is new, and proved"
    case (nil, _): "is new, and not proved"
    case (_, .proved?): "is proved now"
    default: "stands otherwise"
    }
  }

  /// All that differ, what was proved and is not before all others.
  static func all(_ base: RunRevision, _ head: RunRevision) -> [StandingChange] {
    func standings(_ revision: RunRevision) -> [String: RuleStatus] {
      let rules = Verdicts(revision.book, revision.evidence).rules
      return Dictionary(rules.map { ($0.rule.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (old, new) = (standings(base), standings(head))
    let changes = Set(old.keys).union(new.keys).compactMap { id -> StandingChange? in
      let (before, now) = (old[id]?.standing, new[id]?.standing)
      guard before != now, let shown = new[id] ?? old[id] else { return nil }
      return StandingChange(rule: id, base: before, head: now, place: shown.rule.location)
    }
    return changes.sorted { a, b in
      (a.isWorse ? 0 : a.head == nil ? 1 : 2, a.rule) < (
        b.isWorse ? 0 : b.head == nil ? 1 : 2, b.rule
      )
    }
  }
}
