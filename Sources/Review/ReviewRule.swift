// A rule of the catalogue: one kind of change, what becomes of both directions by it, and why. The
// catalogue is data; what finds a change names its rule and nothing else.

/// One kind of change.
package struct ReviewRule: Hashable, Sendable {
  /// What a change is about.
  package enum Area: String, Hashable, Sendable, CaseIterable {
    case names, presence, types, values, nodes, container, layouts, documentation, process
  }

  /// When a change needs a new name.
  package enum Bump: String, Hashable, Sendable {
    /// In the strict profile and in the additive one.
    case always
    /// In the strict profile only, where each change of a format makes a new name.
    case strict
    case never
  }

  /// Stable for programs: `width-narrowed`.
  package var id: String
  package var area: Area
  /// The rule for the same change the other way round.
  package var mirror: String
  /// With an unchanged name; `nil` for what is no change of a format.
  package var outcomes: Outcomes?
  package var bump: Bump
  /// Where it is not what the outcomes amount to.
  package var statedSeverity: Severity?
  /// What changed, as a clause: "a number has fewer bytes".
  package var change: String
  package var reason: String
  package var mending: String

  package var severity: Severity {
    statedSeverity ?? outcomes.map(Severity.init) ?? .risky
  }

  /// Whether a change of this kind is seen in the bytes or in what they mean.
  package var isFormat: Bool {
    outcomes != nil && severity != .documentation && area != .documentation
  }
}

extension ReviewRule {
  /// A rule about a format.
  static func format(
    _ id: String, _ area: Area, _ up: Outcome, _ back: Outcome, mirror: String? = nil,
    bump: Bump = .always, severity: Severity? = nil, _ change: String,
    because reason: String, mend: String
  ) -> ReviewRule {
    ReviewRule(
      id: id, area: area, mirror: mirror ?? id, outcomes: Outcomes(up, back), bump: bump,
      statedSeverity: severity, change: change, reason: reason,
      mending: mend)
  }

  /// Two rules, each of which is the other's change the other way round.
  static func pair(
    _ ids: (String, String), _ area: Area, _ up: Outcome, _ back: Outcome, bump: Bump = .always,
    severity: Severity? = nil, _ changes: (String, String), because reasons: (String, String),
    mend: (String, String)
  ) -> [ReviewRule] {
    [
      format(
        ids.0, area, up, back, mirror: ids.1, bump: bump, severity: severity, changes.0,
        because: reasons.0, mend: mend.0),
      format(
        ids.1, area, back, up, mirror: ids.0, bump: bump, severity: severity, changes.1,
        because: reasons.1, mend: mend.1),
    ]
  }

  /// A rule about what surrounds a format.
  static func note(
    _ id: String, _ area: Area, _ severity: Severity, mirror: String? = nil, _ change: String,
    because reason: String, mend: String
  ) -> ReviewRule {
    ReviewRule(
      id: id, area: area, mirror: mirror ?? id, outcomes: nil, bump: .never,
      statedSeverity: severity, change: change, reason: reason, mending: mend)
  }
}

/// All rules.
package enum Catalogue {
  package static let rules: [ReviewRule] =
    names + presence + types + lists + values + nodes + container + layouts + documentation
    + process

  private static let byID: [String: ReviewRule] = Dictionary(
    rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  package static func rule(_ id: String) -> ReviewRule? { byID[id] }
}
