// A review: the differences of two revisions, each with what becomes of it in both directions. Names are
// looked at last: a name that was raised changes what a finding amounts to, and never whether it is
// listed.

package import Bindings
package import Book

/// How much is asked of names.
package enum Profile: String, Hashable, Sendable, CaseIterable, Codable {
  /// Each change of a format makes a new name.
  case strict
  /// A new name is needed where something would be refused or misread.
  case additive
}

/// A difference, judged.
package struct ReviewFinding: Hashable, Sendable {
  package var rule: ReviewRule
  package var change: Change
  /// The bindings whose readers meet it.
  package var bindings: [String]
  /// With an unchanged name.
  package var bare: Outcomes?
  /// With the names as they are.
  package var outcomes: Outcomes?
  package var severity: Severity
  /// What a reader would meet, by direction.
  package var witnesses: [Direction: Witness] = [:]
  /// Where it is, if it is about no element.
  package var place: Location?

  /// What the rule says, where the worst blob that was found shows something milder.
  func claim(beside witness: Witness, _ direction: Direction) -> Outcome? {
    guard let bare, witness.source == .schemas, witness.outcome < bare[direction] else {
      return nil
    }
    return bare[direction]
  }

  /// Whether the name tells readers of it.
  package var isDeclared: Bool { bare != outcomes }

  /// What stays the same when text moves or is worded otherwise: rule, element and values.
  package var fingerprint: String {
    var hasher = DigestHasher()
    for text in [rule.id, change.path.description, change.old, change.new] { hasher.add(text) }
    return String(hasher.digest().description.prefix(16))
  }
}

/// What a whole binding comes to.
package struct BindingVerdict: Hashable, Sendable {
  package var binding: String
  package var outcomes: Outcomes
  package var severity: Severity
  package var findings: Int
  /// The names that its root writes.
  package var oldNames: String
  package var newNames: String
  /// What a reader does that refuses it.
  package var refusal: String?
  /// Whether something about it is not known.
  package var isIncomplete: Bool
}

/// Two revisions compared and judged.
package struct Review: Sendable {
  package let base: BindingSet
  package let head: BindingSet
  package let profile: Profile
  package private(set) var findings: [ReviewFinding] = []
  package private(set) var verdicts: [BindingVerdict] = []
  /// What does not count, since somebody decided so.
  package private(set) var waived: [WaivedFinding] = []

  /// - Parameter seeksWitnesses: whether a tree is looked for on which the readers differ.
  package init(
    from base: BindingSet, to head: BindingSet, profile: Profile = .strict,
    seeksWitnesses: Bool = true
  ) {
    self.base = base
    self.head = head
    self.profile = profile
    let names = NameJudge(base: base, head: head)
    findings = Comparer.changes(from: base, to: head).compactMap { judge($0, names) }
    findings += nameFindings(names)
    if seeksWitnesses { findWitnesses() }
    findings.sort(by: Self.isBefore)
    verdicts = names.bindings.compactMap { verdict(of: $0, names) }
  }

  /// The worst of all.
  package var severity: Severity? { findings.map(\.severity).max() }

  /// Whether something was found that cannot be decided.
  package var isIncomplete: Bool {
    findings.contains { $0.outcomes?.worst == .unknown }
  }

  /// The worst first, then by element.
  private static func isBefore(_ a: ReviewFinding, _ b: ReviewFinding) -> Bool {
    if a.severity != b.severity { return a.severity > b.severity }
    let (worstA, worstB) = (a.outcomes?.worst ?? .read, b.outcomes?.worst ?? .read)
    if worstA != worstB { return worstA > worstB }
    return (a.change.path, a.rule.id, a.change.old) < (b.change.path, b.rule.id, b.change.old)
  }

  /// Adds what was found beside the formats.
  package mutating func add(_ more: [ReviewFinding]) {
    findings += more
    findings.sort(by: Self.isBefore)
  }

  mutating func waive(_ some: [ReviewFinding], by waiver: Waiver) {
    findings.removeAll(where: some.contains)
    waived += some.map { WaivedFinding(finding: $0, waiver: waiver) }
  }

  mutating func setWitness(_ witness: Witness, _ direction: Direction, at index: Int) {
    findings[index].witnesses[direction] = witness
  }

  // MARK: Judging

  private func judge(_ change: Change, _ names: NameJudge) -> ReviewFinding? {
    guard let rule = Catalogue.rule(change.rule) else { return nil }
    let met = names.bindings(meeting: change.path)
    guard let bare = rule.outcomes, rule.isFormat, rule.area != .names else {
      return ReviewFinding(
        rule: rule, change: change, bindings: met, bare: rule.outcomes, outcomes: rule.outcomes,
        severity: rule.severity)
    }
    let refused = names.refusal(governing: change)
    let outcomes = Outcomes(
      refused.up ? .refusedDeclared : bare.up, refused.back ? .refusedDeclared : bare.back)
    let severity = outcomes == bare ? rule.severity : Severity(outcomes)
    return ReviewFinding(
      rule: rule, change: change, bindings: met, bare: bare, outcomes: outcomes,
      severity: severity)
  }

  /// What is to be said of names: those that should have changed, and those that should not.
  private func nameFindings(_ names: NameJudge) -> [ReviewFinding] {
    let judged = findings.filter { finding in
      finding.rule.isFormat && finding.rule.area != .names && needsName(finding.rule)
    }
    var changes: [Change] = []
    var governed: Set<ElementPath> = []
    let silent = judged.filter { !$0.isDeclared }.flatMap { names.scopes(of: $0.change) }
    for scope in silent + regoverned(names) where governed.insert(scope).inserted {
      let written = names.written(at: scope)
      let isElsewhere = names.raised.contains { $0.owner == scope.owner }
      changes.append(
        Change(
          isElsewhere ? "name-bump-wrong-scope" : "name-bump-missing", scope, written.old,
          written.new, keyword: "compatible"))
    }
    for scope in names.raised {
      let written = names.written(at: scope)
      if let rule = names.formRule(written.old, written.new) {
        changes.append(
          Change(rule, scope.property("compatible"), written.old, written.new))
      }
      // What a name stands for is no format, but a name that stands for more is raised for that.
      let isNeeded = findings.contains { finding in
        finding.rule.isFormat && names.governs(scope, finding.change)
          || finding.rule.id == "governance-changed" && finding.change.path.node == scope
      }
      if !isNeeded {
        changes.append(
          Change("name-bump-needless", scope.property("compatible"), written.old, written.new))
      }
    }
    return changes.compactMap { judge($0, names) }
  }

  /// The nodes whose names were kept and stand for a record that only one revision states: by a strict
  /// reading the format is another with it, although no byte of the tree is.
  private func regoverned(_ names: NameJudge) -> [ElementPath] {
    guard profile == .strict else { return [] }
    return findings.filter { $0.rule.id == "governance-changed" }.map(\.change.path.node)
      .filter { path in
        let refusal = names.refusal(at: path)
        return !(refusal.up && refusal.back) && names.standsForOtherRecords(path)
      }
  }

  private func needsName(_ rule: ReviewRule) -> Bool {
    switch rule.bump {
    case .always: true
    case .strict: profile == .strict
    case .never: false
    }
  }

  private func verdict(of binding: String, _ names: NameJudge) -> BindingVerdict? {
    let own = findings.filter { $0.bindings.contains(binding) }
    let written = names.written(at: ElementPath(binding))
    guard !own.isEmpty || written.old != written.new else { return nil }
    let root = names.refusal(at: ElementPath(binding))
    let start = Outcomes(
      root.up ? .refusedDeclared : .read, root.back ? .refusedDeclared : .read)
    let outcomes = own.compactMap(\.outcomes).reduce(start) { $0.joined(with: $1) }
    let severity = max(own.map(\.severity).max() ?? .documentation, Severity(start))
    return BindingVerdict(
      binding: binding, outcomes: outcomes,
      severity: own.isEmpty && outcomes.worst == .read ? .documentation : severity,
      findings: own.count, oldNames: written.old, newNames: written.new,
      refusal: (head.bindings[binding] ?? base.bindings[binding])?.node.facts.refusal,
      isIncomplete: own.contains { $0.outcomes?.worst == .unknown })
  }
}

extension ReviewFinding {
  /// What is wrong with a statement of head in itself.
  package init(lint finding: Finding) {
    let change = Change("lint", ElementPath(finding.kind.rawValue), "", finding.message)
    let rule = Catalogue.rule("lint") ?? Catalogue.rules[0]
    self.init(
      rule: rule, change: change, bindings: [], bare: nil, outcomes: nil,
      severity: finding.severity == .error ? rule.severity : .risky)
    place = finding.location
  }
}
