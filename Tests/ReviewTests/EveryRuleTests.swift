// Each rule of the catalogue is said of some change. Most have theirs on the bench; what is no change of
// one node, property or layout is here.

import Bindings
import Book
import Testing

@testable import Review

struct EveryRuleTests {
  private static func names(
    _ names: [[String]], deprecated: [[String]] = [], isRequired: Bool = true
  ) -> (inout Formats) -> Void {
    { formats in
      formats.bindings["root"]?.node.names.accepted = names
      formats.bindings["root"]?.node.names.deprecated = deprecated
      formats.bindings["root"]?.node.names.isRequired = isRequired
    }
  }

  /// Changes of all formats; each is looked at both ways.
  private static var changes: [(inout Formats) -> Void] {
    [
      names([["root-v2"]]), names([["root-v0"]]), names([["other;v1"]]), names([]),
      names([["root-v2"]], deprecated: [["root-v1"]]), names([["root-v1"], ["root-v2"]]),
      names([["root-v2", "root-v1"]]), names([["root-v1"]], isRequired: false),
      { $0.bindings["test"] = nil }, { $0.layouts["element"] = nil },
      { $0.layouts["chunk"]?.size = 8192 }, { $0.layouts["element"]?.size = 24 },
      { formats in
        let more = LayoutField(
          "more", at: 4096, width: 8, .number(.native, isSigned: false), "more")
        formats.layouts["chunk"]?.fields.append(more)
        formats.layouts["chunk"]?.size = 4104
      },
      // The name of another node is raised than the one that governs what changed.
      { formats in
        formats.bindings["regions"]?.node.edit(["{region}"]) { $0.names.accepted = [["region-v2"]] }
        formats.bindings["regions"]?.node.conditions = ["not: {}"]
      },
      { $0.bindings["root"]?.node.facts.governed = ["chunk"] },
      { formats in
        formats.bindings["root"]?.node.title = "A root"
        formats.bindings["root"]?.node.facts.refusal = "nothing is handed over"
        formats.bindings["root"]?.node.edit("map") { property in
          property.description = "first page of a list"
          property.facts.code.writer = "Tree.write"
          property.facts.code.reader = "Tree.read"
          property.facts.code.header = "tree.h"
        }
        formats.bindings["regions"]?.node.edit(["{region}"]) { node in
          node.edit("size") { $0.description = "in bytes, never zero" }
        }
        formats.layouts["chunk"]?.fields[1].meaning = "which order"
      },
    ]
  }

  @Test func `each rule is said of some change`() throws {
    let plain = Formats(formats(example))
    var said: Set<String> = []
    func review(_ base: Formats, _ head: Formats) {
      let review = Review(from: base.set, to: head.set, seeksWitnesses: false)
      said.formUnion(review.findings.map(\.rule.id))
    }
    for (mutation, isReversed) in Mutation.all {
      // Where a change is made makes no difference to which rule it is.
      guard let (_, base, head) = mutation.pairs(of: plain).first else { continue }
      isReversed ? review(head, base) : review(base, head)
    }
    for change in Self.changes {
      var changed = plain
      change(&changed)
      review(plain, changed)
      review(changed, plain)
    }
    let wrong = Finding(.bindingForm, Location(file: "a.md", line: 1), "wrong")
    said.insert(ReviewFinding(lint: wrong).rule.id)
    said.formUnion(try WaiverTests.allRules())
    #expect(Catalogue.rules.map(\.id).filter { !said.contains($0) } == [])
  }
}
