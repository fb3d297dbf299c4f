// What a review came to, for programs and for all that is made of it: text, Markdown, pages. Texts are
// made here once, so that no two outputs say different things.

package import Bindings
package import Book

/// The result of a review.
package struct ReviewReport: Codable, Sendable {
  package enum Status: String, Codable, Sendable {
    case clean, findings, inconclusive
    /// A revision was to be built and run, and was not.
    case incomplete
  }

  package struct Revision: Codable, Sendable {
    /// As the user named it.
    package var name: String
    /// The commit; `nil` for the working tree.
    package var commit: String?
    package var bindings: Int
    package var layouts: Int

    package init(name: String, commit: String?, _ set: BindingSet) {
      self.name = name
      self.commit = commit
      bindings = set.bindings.count
      layouts = set.layouts.count
    }

    /// A short name for people.
    package var shown: String { commit.map { String($0.prefix(12)) } ?? name }
  }

  package struct Verdict: Codable, Sendable {
    package var binding: String
    package var up: String
    package var back: String
    package var severity: String
    package var oldNames: String
    package var newNames: String
    package var findings: Int
    package var isIncomplete: Bool
    package var refusal: String?
  }

  package struct Shown: Codable, Sendable {
    package var direction: Direction
    package var source: Witness.Source
    /// Who made the blob.
    package var writer: BlobWriter.Source
    package var outcome: String
    /// What the rule says, where this blob shows something else.
    package var claimed: String?
    package var meant: String
    package var seen: String
    package var isTree: Bool
    /// Hexadecimal digits.
    package var bytes: String
    package var offset: Int?
    package var length: Int?
    /// What the programs of both revisions make of it; `nil` where they were not asked.
    package var programs: Witness.Programs?
  }

  /// A waiver.
  package struct Decision: Codable, Sendable {
    package var reason: String
    package var owner: String
    package var until: Day
    package var place: Location
    /// Whether it comes with the change itself.
    package var isNew: Bool
  }

  package struct Item: Codable, Sendable {
    package var rule: String
    package var severity: String
    package var element: String
    package var formerElement: String?
    package var message: String
    package var old: String
    package var new: String
    package var up: String?
    package var back: String?
    package var bareUp: String?
    package var bareBack: String?
    package var needsName: Bool
    package var head: Location?
    package var base: Location?
    package var bindings: [String]
    package var reason: String
    package var mending: String
    package var fingerprint: String
    package var witnesses: [Shown]
    /// Why it does not count; `nil` for what does.
    package var waiver: Decision?
  }

  package var status: Status
  /// The whole in one sentence.
  package var verdict: String
  package var base: Revision
  package var head: Revision
  package var profile: Profile
  package var counts: [String: Int]
  package var verdicts: [Verdict]
  package var findings: [Item]
  /// What does not count.
  package var waived: [Item]
  /// What becomes of each release that was compared.
  package var releases: [ReleaseVerdict] = []
  /// Each release with each; `nil` when none was compared.
  package var matrix: ReleaseMatrix?
  /// The rules of the book that are not what they were. They are told, and judged by nobody but a reader.
  package var rules: [RuleChange] = []
  /// What could not be looked at, and why.
  package var omissions: [String]
  /// What building and running both revisions came to; `nil` when nobody looked.
  package private(set) var runs: RunReport?
  /// What the programs of both revisions make of what both write; empty when they were not asked.
  package private(set) var fourRuns: [FourRuns] = []

  package init(
    _ review: Review, base: Revision, head: Revision, failOn threshold: Severity = .breaking,
    omissions: [String] = [], formerWaivers: ReadWaivers? = nil
  ) {
    self.base = base
    self.head = head
    self.omissions = omissions
    profile = review.profile
    let reaches = (review.severity ?? .documentation) >= threshold && !review.findings.isEmpty
    let isOpen = review.isIncomplete || !omissions.isEmpty
    status = reaches ? .findings : isOpen ? .inconclusive : .clean
    counts = Dictionary(grouping: review.findings) { $0.severity.name }.mapValues(\.count)
    verdicts = review.verdicts.map(Verdict.init)
    findings = review.findings.map { Item($0, review) }
    let known = Set(formerWaivers?.waivers.map(\.fingerprint) ?? [])
    waived = review.waived.map { waived in
      var item = Item(waived.finding, review)
      let waiver = waived.waiver
      item.waiver = Decision(
        reason: waiver.reason, owner: waiver.owner, until: waiver.until, place: waiver.location,
        isNew: !known.contains(waiver.fingerprint))
      return item
    }
    verdict = Self.sentence(review, omissions)
  }

  /// Adds what building and running both revisions came to. What was asked for and is not there makes
  /// the review incomplete, and what fails now and did not is a finding; what is merely kept is told.
  package mutating func add(_ runs: RunReport) {
    self.runs = runs
    guard runs.isAsked else { return }
    for (name, side, revision) in [("base", runs.base, base), ("head", runs.head, head)] {
      omissions += side.notes.map { "\(name) (\(revision.shown)): \($0)" }
    }
    if runs.isWorse {
      status = .findings
      verdict += " \(runs.worseWords)"
    } else if status == .clean, !omissions.isEmpty {
      status = .inconclusive
    }
    for (name, side) in runs.unbuilt.reversed() {
      status = .incomplete
      let revision = name == "base" ? base : head
      let reason = side.reasons.first ?? "nothing says why"
      omissions.insert("\(name) (\(revision.shown)) was not built and run: \(reason)", at: 0)
      verdict = "INCOMPLETE: \(name) (\(revision.shown)) was not built and run. \(verdict)"
    }
  }

  /// Adds what programs make of what both revisions write. Where they say something else than the schemas,
  /// somebody has to look.
  package mutating func add(_ runs: [FourRuns]) {
    fourRuns = runs
    for run in runs {
      for direction in Direction.allCases {
        guard let words = run[direction]?.disagreement else { continue }
        omissions.append("\(run.format), \(direction.name): \(words)")
      }
    }
    if status == .clean, !omissions.isEmpty { status = .inconclusive }
  }

  private static func sentence(_ review: Review, _ omissions: [String]) -> String {
    guard let worst = review.findings.first, worst.severity > .documentation else {
      let notes = review.findings.count
      let words = notes == 0 ? "" : "; \(notes) \(notes == 1 ? "note" : "notes") beside it"
      let open = omissions.isEmpty ? "" : "; not everything was looked at"
      let accepted = review.waived.count
      return accepted == 0
        ? "No format changed\(words)\(open)."
        : "Nothing but what was waived: \(accepted)\(words)\(open)."
    }
    let element = worst.change.path
    guard let outcomes = worst.outcomes, worst.severity == .breaking, outcomes.worst > .ignored
    else {
      return "\(worst.severity.name.uppercased()): \(element): \(worst.rule.change)."
    }
    let direction: Direction = outcomes.back > outcomes.up ? .back : .up
    let writer = direction == .up ? "base" : "head"
    let reader = direction == .up ? "head" : "base"
    let what = direction == .up ? "an update" : "a rollback"
    return
      "BREAKING: what \(writer) writes at \(element) is \(outcomes[direction].words) by \(reader)"
      + " (\(what)): \(worst.rule.change)."
  }
}

extension ReviewReport {
  /// The JSON schema that encoded reports follow, of draft 2020-12.
  package static var schema: String {
    String(decoding: PackageResources.review_schema_json, as: UTF8.self)
  }
}

extension ReviewReport.Verdict {
  fileprivate init(_ verdict: BindingVerdict) {
    self.init(
      binding: verdict.binding, up: verdict.outcomes.up.name, back: verdict.outcomes.back.name,
      severity: verdict.severity.name, oldNames: verdict.oldNames, newNames: verdict.newNames,
      findings: verdict.findings, isIncomplete: verdict.isIncomplete, refusal: verdict.refusal)
  }

  /// The names before and after, as one text.
  package var names: String {
    if oldNames == newNames { return oldNames.isEmpty ? "none" : oldNames }
    return "\(oldNames.isEmpty ? "none" : oldNames) → \(newNames.isEmpty ? "none" : newNames)"
  }
}

extension ReviewReport.Item {
  init(_ finding: ReviewFinding, _ review: Review) {
    let change = finding.change
    let before = change.formerPath ?? change.path
    self.init(
      rule: finding.rule.id, severity: finding.severity.name,
      element: change.path.description, formerElement: change.formerPath?.description,
      message: finding.rule.change, old: change.old, new: change.new,
      up: finding.outcomes?.up.name, back: finding.outcomes?.back.name,
      bareUp: finding.bare?.up.name, bareBack: finding.bare?.back.name,
      needsName: finding.rule.isFormat && finding.rule.bump != .never,
      head: finding.place ?? review.head.place(of: change.path, change.keyword),
      base: review.base.place(of: before, change.keyword), bindings: finding.bindings,
      reason: finding.rule.reason, mending: finding.rule.mending,
      fingerprint: finding.fingerprint,
      witnesses: Direction.allCases.compactMap { direction in
        finding.witnesses[direction].map {
          ReviewReport.Shown($0, direction, claimed: finding.claim(beside: $0, direction))
        }
      })
  }

  /// The element with what it was and is.
  package var subject: String {
    var text = formerElement.map { "\($0) → " } ?? ""
    text += element
    guard formerElement == nil, !old.isEmpty || !new.isEmpty else { return text }
    if old == new { return "\(text) (still \(old))" }
    return "\(text) (\(old.isEmpty ? "nothing" : old) → \(new.isEmpty ? "nothing" : new))"
  }

  /// Where to look first: in head, or in base for what is gone.
  package var place: Location? { head ?? base }

  /// Both directions as text; `nil` for what is no change of a format.
  package var directions: String? {
    guard let up, let back else { return nil }
    return "UP \(up), BACK \(back)"
  }
}

extension ReviewReport.Shown {
  fileprivate init(_ witness: Witness, _ direction: Direction, claimed: Outcome?) {
    self.init(
      direction: direction, source: witness.source, writer: witness.writer,
      outcome: witness.outcome.name,
      claimed: claimed?.name, meant: witness.meant, seen: witness.seen, isTree: witness.isTree,
      bytes: witness.bytes.map(DecodedValue.pair).joined(), offset: witness.element?.lowerBound,
      length: witness.element?.count, programs: witness.programs)
  }

  /// What a reader would see, in words.
  package var sentence: String {
    let what =
      source == .programs
      ? "'\(programs?.meant ?? "")' is \(outcome): '\(programs?.seen ?? "")'"
      : "\(meant) is \(outcome): \(seen)"
    let remarks = [contradiction, programs?.disagreement].compactMap { $0 }
    return "\(direction.name): \(what)" + remarks.map { " (\($0))" }.joined()
  }

  /// What to make of a blob that shows something else than the rule says.
  package var contradiction: String? {
    claimed.map { "the rule says \($0); of the blobs that were tried, none shows that" }
  }
}

extension BindingSet {
  /// Where an element is stated, or the nearest one above it that is.
  func place(of path: ElementPath, _ keyword: String?) -> Location? {
    if keyword == "compatible", let place = places[path.property("compatible")] { return place }
    if let place = places[path, keyword] { return place }
    guard path.member != nil || !path.nodes.isEmpty else { return nil }
    if path.member != nil { return place(of: path.node, nil) }
    return place(of: ElementPath(path.owner, Array(path.nodes.dropLast())), nil)
  }
}
