// The catalogue as data: complete, consistent, and the same seen from both revisions.

import Testing

@testable import Review

struct CatalogueTests {
  @Test func `there are at least 80 rules, each once`() {
    let ids = Catalogue.rules.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.count >= 80)
  }

  @Test func `each rule says what changed, why it matters and how to mend it`() {
    for rule in Catalogue.rules {
      for text in [rule.change, rule.reason, rule.mending] {
        #expect(
          text.count > 10 && text.last != "." && text.first?.isLowercase == true,
          "\(rule.id): \(text)")
      }
      #expect(rule.id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(rule.id)")
    }
  }

  @Test func `a rule and its mirror are each other's, with directions swapped`() throws {
    for rule in Catalogue.rules {
      let mirror = try #require(Catalogue.rule(rule.mirror), "\(rule.id)")
      #expect(mirror.mirror == rule.id, "\(rule.id)")
      #expect(mirror.outcomes == rule.outcomes?.swapped, "\(rule.id)")
      #expect(mirror.bump == rule.bump, "\(rule.id)")
    }
  }

  @Test func `a rule that is its own mirror is the same in both directions`() {
    for rule in Catalogue.rules where rule.mirror == rule.id {
      #expect(rule.outcomes.map { $0.up == $0.back } != false, "\(rule.id)")
    }
  }

  @Test func `what can be misread needs a name`() {
    for rule in Catalogue.rules where rule.outcomes?.worst == .misread {
      #expect(rule.bump == .always, "\(rule.id)")
    }
  }

  @Test func `severities follow from outcomes`() {
    #expect(Severity(Outcomes(.read, .read)) == .compatible)
    #expect(Severity(Outcomes(.read, .ignored)) == .risky)
    #expect(Severity(Outcomes(.refusedDeclared, .refusedDeclared)) == .risky)
    #expect(Severity(Outcomes(.ignored, .refusedUndeclared)) == .breaking)
    #expect(Severity(Outcomes(.misread, .read)) == .breaking)
  }
}
