// The changes that were made, as a review of the schemas would have seen them: what was raised in time, what
// was not, and what was raised although nothing in the tree had changed.

import Bindings
import Testing

@testable import Review

struct HistoryTests {
  /// One form becomes another under one id, with what their addresses lead to.
  private func review(_ old: String, _ new: String) throws -> Review {
    func revision(_ id: String) throws -> BindingSet {
      var binding = try #require(Shipped.formats.bindings[id])
      binding.id = "root"
      return BindingSet([binding], layouts: Shipped.formats.layouts.values)
    }
    return Review(from: try revision(old), to: try revision(new))
  }

  private func found(_ review: Review) -> [String] {
    review.findings.filter { $0.rule.area != .documentation }.map { finding in
      "\(finding.rule.id) \(finding.change.path.member ?? "-"): \(finding.severity.name)"
    }
  }

  @Test func `the page of forms says of each two releases what the history says`() throws {
    let family = try #require(FormFamily.all(of: Shipped.book).first { $0.format == "kho-root" })
    #expect(
      family.forms.map(\.releases) == ["6.16 to 6.17", "6.18 to 7.0", "7.1", "since 7.2"])
    let meetings = family.meetings(in: Shipped.formats)
    let signs: [Outcome: Character] = [
      .refusedUndeclared: "u", .refusedDeclared: "n", .misread: "M", .ignored: "i", .unknown: "?",
      .read: "r",
    ]
    let rows = family.forms.indices.map { writer in
      String(
        family.forms.indices.map { reader -> Character in
          let met = meetings.first { $0.writer == writer && $0.reader == reader }
          return met.flatMap { signs[$0.outcome] } ?? "-"
        })
    }
    #expect(rows == ["-Mnn", "M-nn", "nn-n", "nnn-"])
  }

  @Test func `from 6.17 to 6.18 what the address leads to changed, and the name did not`() throws {
    let review = try review("kho-root-6.16", "kho-root-v1")
    #expect(
      found(review) == [
        "target-changed preserved-memory-map: breaking",
        "zero-changed preserved-memory-map: breaking", "name-bump-missing -: breaking",
      ])
    let outcomes = review.findings.first?.outcomes
    #expect(outcomes == Outcomes(.misread, .misread))
    #expect(review.findings.first?.witnesses.count == 2)
  }

  @Test func `to kho-v2 a property kept its name and got another meaning, and the name was raised`()
    throws
  {
    let review = try review("kho-root-v1", "kho-root-v2")
    #expect(review.severity == .risky)
    #expect(
      Set(found(review)).isSuperset(of: [
        "target-changed preserved-memory-map: risky", "minimum-raised preserved-memory-map: risky",
        "zero-removed preserved-memory-map: risky", "target-changed preserved-memory-map: risky",
      ]))
    #expect(review.verdicts.map(\.newNames) == ["kho-v2"])
  }

  @Test func `to kho-v3 sizes were added, and the name was raised`() throws {
    let review = try review("kho-root-v2", "kho-root-v3")
    #expect(found(review).contains("prop-required-added blob-size: risky"))
    #expect(review.severity == .risky)
  }

  @Test func `to kho-v4 the name was raised for records that it stands for`() throws {
    let review = try review("kho-root-v3", "kho-root")
    // Pages of entries were new, and belong to the root.
    #expect(Set(found(review)) == ["governance-changed -: risky"])
    #expect(review.verdicts.first?.outcomes == Outcomes(.refusedDeclared, .refusedDeclared))
  }
}
