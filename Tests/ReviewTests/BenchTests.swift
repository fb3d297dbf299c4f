// Each rule's change, made at each place of each binding, is found and nothing else is.

import Bindings
import Testing

@testable import Review

struct BenchTests {
  private let shipped: Formats = {
    var formats = Formats(formats(example))
    // What nodes follow in one change of the bench.
    for id in ["bench-one", "bench-two"] {
      formats.bindings[id] = Binding(id: id, node: NodeSchema())
    }
    return formats
  }()

  /// All pairs that the bench has of some formats.
  private func pairs(
    _ formats: Formats
  ) -> [(rule: ReviewRule, place: String, base: BindingSet, head: BindingSet)] {
    Mutation.all.flatMap { mutation, isReversed in
      guard let rule = Catalogue.rule(mutation.rule) else {
        Issue.record("there is no rule \(mutation.rule)")
        return [] as [(rule: ReviewRule, place: String, base: BindingSet, head: BindingSet)]
      }
      return mutation.pairs(of: formats).map { place, base, head in
        isReversed ? (rule, place, head.set, base.set) : (rule, place, base.set, head.set)
      }
    }
  }

  private func listed(_ review: Review) -> [String] { review.findings.map(\.rule.id).sorted() }

  @Test func `each change gives exactly its finding`() {
    var rules: Set<String> = []
    var count = 0
    for (rule, place, base, head) in pairs(shipped) {
      let review = Review(from: base, to: head, seeksWitnesses: false)
      let isNamed = rule.isFormat && rule.bump != .never
      let found = Set(listed(review).filter { !isNamed || $0 != "name-bump-missing" })
      #expect(found == [rule.id], "\(rule.id) at \(place): \(listed(review))")
      #expect(!isNamed || listed(review).contains("name-bump-missing"), "\(rule.id) at \(place)")
      rules.insert(rule.id)
      count += 1
    }
    #expect(rules.count >= 80 && count > 500, "\(rules.count) rules, \(count) changes")
    Attachment.record("\(rules.count) rules, \(count) changes\n", named: "bench.txt")
  }

  @Test func `each rule about formats that a schema can show is on the bench`() {
    let onBench = Set(Mutation.all.map(\.mutation.rule))
    let elsewhere: Set<String> = [
      "layout-added", "layout-removed", "field-appended", "field-truncated", "entry-grown",
      "entry-shrunk", "record-grown", "record-shrunk",
    ]
    let missing = Catalogue.rules.filter {
      $0.isFormat && $0.area != .names && !onBench.contains($0.id) && !elsewhere.contains($0.id)
    }
    #expect(missing.map(\.id) == [])
  }

  @Test func `what the catalogue says is what a reader meets`() {
    for (rule, place, base, head) in pairs(shipped) where rule.isFormat {
      let review = Review(from: base, to: head, seeksWitnesses: false)
      guard let finding = review.findings.first(where: { $0.rule.id == rule.id }),
        let bare = finding.bare
      else { continue }
      for direction in Direction.allCases {
        let met = worst(review, finding.change, direction)
        #expect(met == bare[direction], "\(rule.id) \(direction.name) at \(place)")
      }
    }
  }

  private func worst(_ review: Review, _ change: Change, _ direction: Direction) -> Outcome? {
    let (writer, reader) =
      direction == .up ? (review.base, review.head) : (review.head, review.base)
    let maker = SpecimenMaker(set: writer, other: reader)
    if change.path.owner.hasPrefix("layout ") {
      return review.witness(of: change, maker, atLeast: .misread)?.outcome
    }
    return review.meetings(of: change, maker).map(\.outcome).max()
  }

  @Test func `what is written by one and read by the other is the same from both sides`() {
    for (rule, place, base, head) in pairs(shipped) {
      let forth = Review(from: base, to: head, seeksWitnesses: false)
      let back = Review(from: head, to: base, seeksWitnesses: false)
      let mirrored = forth.findings.map { finding in
        "\(finding.rule.mirror) \(finding.outcomes?.back.name ?? "-") \(finding.outcomes?.up.name ?? "-")"
      }
      let seen = back.findings.map { finding in
        "\(finding.rule.id) \(finding.outcomes?.up.name ?? "-") \(finding.outcomes?.back.name ?? "-")"
      }
      #expect(mirrored.sorted() == seen.sorted(), "\(rule.id) at \(place)")
    }
  }

  @Test func `a raised name changes what a finding amounts to, and not the list`() {
    for (rule, place, base, head) in pairs(shipped)
    where rule.isFormat && !place.hasPrefix("layout ") && !place.hasPrefix("bench-") {
      let plain = Review(from: base, to: head, seeksWitnesses: false)
      var raised = Formats(head)
      for id in raised.bindings.keys {
        guard let old = raised.bindings[id]?.node.names.accepted.first else { continue }
        raised.bindings[id]?.node.names.accepted = [old.map { "\($0.dropLast())2" }]
      }
      let review = Review(from: base, to: raised.set, seeksWitnesses: false)
      func list(_ review: Review) -> [String] { listed(review).filter { !$0.hasPrefix("name-") } }
      #expect(list(plain) == list(review), "\(rule.id) at \(place)")
      for finding in review.findings where finding.rule.id == rule.id {
        #expect(
          finding.outcomes == Outcomes(.refusedDeclared, .refusedDeclared),
          "\(rule.id) at \(place)")
        #expect(finding.severity == .risky)
      }
      #expect(!listed(review).contains("name-bump-missing"), "\(rule.id) at \(place)")
    }
  }

  @Test func `the same formats give no finding`() {
    let set = formats(example)
    #expect(Review(from: set, to: set).findings.isEmpty)
    #expect(
      Review(from: set, to: formats(example.replacing("\n\n", with: "\n\nMore.\n\n"))).findings
        .isEmpty)
  }
}
