// The changes for which a name was raised, each as it was made and with the new name taken back: the
// list stays, and what it comes to does not.

import Bindings
import Book
import Testing

@testable import Review

struct UnraisedHistoryTests {
  @Test(arguments: HistoryStep.all)
  func `with its name taken back a step has the same list, and is told as undeclared`(
    step: HistoryStep
  ) throws {
    let made = try step.review()
    let kept = try step.review(isRaised: false)
    #expect(step.listed(made) == step.findings.sorted())
    #expect(step.listed(kept) == step.findings.sorted())
    #expect(step.ofNames(made) == [] && step.ofNames(kept) == ["name-bump-missing"])
    #expect(made.severity == .risky && kept.severity == .breaking)
    let declared = Outcomes(.refusedDeclared, .refusedDeclared)
    #expect(try step.verdict(of: made).outcomes == declared)
    let verdict = try step.verdict(of: kept)
    #expect(verdict.outcomes == step.outcomes && verdict.severity == .breaking)
    #expect(verdict.oldNames == verdict.newNames)
  }

  @Test(arguments: HistoryStep.all)
  func `what would be refused or misread without the name has a witness in its direction`(
    step: HistoryStep
  ) throws {
    let kept = try step.review(isRaised: false)
    for finding in kept.findings {
      guard let outcomes = finding.outcomes else { continue }
      for direction in Direction.allCases where outcomes[direction] > .ignored {
        #expect(
          (finding.witnesses[direction]?.outcome ?? .read) >= outcomes[direction],
          "\(finding.rule.id) \(direction.name)")
      }
    }
  }

  @Test(arguments: HistoryStep.all)
  func `a step taken back is the step seen from the other side`(step: HistoryStep) throws {
    for isRaised in [true, false] {
      let (forth, back) = (
        try step.review(isRaised: isRaised), try step.review(isRaised: isRaised, isBack: true)
      )
      #expect(forth.verdicts.map(\.outcomes) == back.verdicts.map(\.outcomes.swapped))
      let rules = forth.findings.filter(\.rule.isFormat).map(\.rule.mirror)
      #expect(
        rules.filter { !$0.hasPrefix("name-") }.sorted()
          == back.findings.filter(\.rule.isFormat).map(\.rule.id)
          .filter { !$0.hasPrefix("name-") }.sorted())
    }
  }

  @Test func `each name that was raised in the book's history is a step here`() {
    let steps = HistoryStep.all.flatMap { [$0.old, $0.new] }
    let forms = Set(Shipped.book.forms.filter { $0.format == "kho-root" }.map(\.binding))
    // The three oldest forms bear one name.
    #expect(
      forms.subtracting(steps) == ["kho-root-6.16", "kho-root-2025-03", "kho-root-2025-02"])
    let named = Shipped.formats.layouts.values.filter { $0.ownName != nil }
    #expect(named.map { "layout \($0.name)" }.filter { !steps.contains($0) } == [])
  }
}

/// Two forms that followed each other, as two revisions of one format.
struct HistoryStep: CustomTestStringConvertible, Sendable {
  let old: String
  let new: String
  /// What the format is called in both revisions.
  let id: String
  /// Rules and elements, without what is said of names and of words.
  let findings: [String]
  /// With an unchanged name.
  let outcomes: Outcomes

  var testDescription: String { "\(old) → \(new)" }

  static let all = [
    HistoryStep(
      old: "kho-root-v1", new: "kho-root-v2", id: "root",
      findings: [
        "target-changed preserved-memory-map", "minimum-raised preserved-memory-map",
        "zero-removed preserved-memory-map", "prop-renamed preserved-data",
      ], outcomes: Outcomes(.misread, .misread)),
    HistoryStep(
      old: "kho-root-v2", new: "kho-root-v3", id: "root",
      findings: ["prop-required-added blob-size", "size-source-added preserved-data"],
      outcomes: Outcomes(.refusedUndeclared, .ignored)),
    // No byte of the tree differs, the name was raised for a record that it stands for; what is new in words
    // about properties nobody can decide.
    HistoryStep(
      old: "kho-root-v3", new: "kho-root", id: "root",
      findings: ["governance-changed -", "layout-added -"],
      outcomes: Outcomes(.unknown, .unknown)),
    HistoryStep(
      old: "luo-tree", new: "luo-tree-v2", id: "luo",
      findings: [
        "prop-required-removed liveupdate-number", "prop-required-added luo-abi-header",
        "node-required-removed -", "node-required-removed -",
      ], outcomes: Outcomes(.refusedUndeclared, .refusedUndeclared)),
    HistoryStep(
      old: "layout luo-v3", new: "layout luo-v4", id: "luo",
      findings: ["field-target-changed sessions"], outcomes: Outcomes(.misread, .misread)),
    HistoryStep(
      old: "layout luo-v4", new: "layout luo", id: "luo",
      findings: ["field-target-changed sessions"], outcomes: Outcomes(.misread, .misread)),
    HistoryStep(
      old: "layout memfd-v1", new: "layout memfd", id: "memfd",
      findings: ["field-inserted seals", "field-inserted flags"],
      outcomes: Outcomes(.misread, .misread)),
  ]

  /// - Parameters:
  ///   - isRaised: whether the newer form has its own name; else that of the older one.
  ///   - isBack: whether the newer form is base.
  func review(isRaised: Bool = true, isBack: Bool = false) throws -> Review {
    let before = try revision(old)
    let after = try revision(new, calledAs: isRaised ? nil : old)
    return isBack ? Review(from: after, to: before) : Review(from: before, to: after)
  }

  /// A small book that has the form, and of the records those that it leads to.
  private func revision(_ form: String, calledAs other: String? = nil) throws -> BindingSet {
    let formats = Shipped.formats
    guard form.hasPrefix("layout ") else {
      var binding = try #require(formats.bindings[form])
      if let other { binding.node.names = try #require(formats.bindings[other]).node.names }
      binding.id = id
      // Areas were there before their name was said to be the root's.
      if new == "kho-root", form == old { binding.node.facts.governed = Self.areas }
      let led = formats.layouts.values.filter { $0.name != "entry-page" || form == "kho-root" }
      return BindingSet([binding], layouts: led.filter { !$0.name.hasPrefix("luo") })
    }
    var layout = try #require(formats.layouts[String(form.dropFirst(7))])
    if let other { layout.ownName = formats.layouts[String(other.dropFirst(7))]?.ownName }
    layout.name = id
    let others = formats.layouts.values.filter { $0.ownName == nil }
    return BindingSet([], layouts: others + [layout])
  }

  private static let areas = ["vmalloc", "vmalloc-chunk", "vmalloc-run"]

  func listed(_ review: Review) -> [String] {
    review.findings
      .filter { $0.rule.area != .documentation && !$0.rule.id.hasPrefix("name-") }
      .map { "\($0.rule.id) \($0.change.path.member ?? "-")" }.sorted()
  }

  func verdict(of review: Review) throws -> BindingVerdict {
    try #require(review.verdicts.first { [id, "layout \(id)"].contains($0.binding) })
  }

  func ofNames(_ review: Review) -> [String] {
    review.findings.map(\.rule.id).filter { $0.hasPrefix("name-") }
  }
}
