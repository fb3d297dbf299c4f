// Names: what is said when one is raised, kept, taken back, or raised at the wrong place.

import Bindings
import Testing

@testable import Review

struct NameTests {
  private let base = formats(example)

  private func review(
    _ profile: Profile = .strict, _ edit: (inout Formats) -> Void
  ) -> Review {
    var head = Formats(base)
    edit(&head)
    return Review(from: base, to: head.set, profile: profile, seeksWitnesses: false)
  }

  private func listed(_ review: Review) -> [String] {
    review.findings.map { "\($0.rule.id) \($0.change.path)" }
  }

  private static func rename(_ formats: inout Formats, _ id: String, _ names: [[String]]) {
    formats.bindings[id]?.node.names.accepted = names
  }

  @Test func `a name that is raised for nothing is told`() {
    let review = review { Self.rename(&$0, "root", [["root-v2"]]) }
    #expect(listed(review) == ["name-bump-needless root:/compatible"])
    #expect(review.findings[0].outcomes == Outcomes(.refusedDeclared, .refusedDeclared))
    #expect(review.findings[0].severity == .risky)
  }

  @Test func `a number that went down, and a name of another form, are told`() {
    let lower = review { Self.rename(&$0, "root", [["root-v0"]]) }
    #expect(listed(lower).first == "name-version-decreased root:/compatible")
    #expect(lower.severity == .breaking)
    let other = review { Self.rename(&$0, "root", [["root-v1;chunk-v1"]]) }
    #expect(listed(other).contains("name-format-changed root:/compatible"))
  }

  @Test func `a name that does not govern what changed protects nobody`() {
    let review = review { formats in
      formats.bindings["regions"]?.node.edit(["{region}"]) { node in
        node.names.accepted = [["region-v2"]]
      }
      formats.bindings["regions"]?.node.conditions = ["not: {}"]
    }
    #expect(
      Set(listed(review)) == [
        "condition-added regions:/", "name-bump-wrong-scope regions:/",
        "name-bump-needless regions:/{region}/compatible",
      ])
  }

  @Test func `the name of a node above protects what is inside`() {
    let review = review { formats in
      Self.rename(&formats, "regions", [["memory-v2"]])
      formats.bindings["regions"]?.node.edit(["{region}"]) { node in
        node.edit("size") { $0.order = .big }
      }
    }
    #expect(listed(review) == ["order-changed regions:/{region}/size"])
    #expect(review.findings[0].outcomes == Outcomes(.refusedDeclared, .refusedDeclared))
    #expect(review.findings[0].bare == Outcomes(.misread, .misread))
  }

  @Test func `a reader of both names lets an update through`() {
    let review = review { formats in
      formats.bindings["root"]?.node.names.accepted = [["root-v2"]]
      formats.bindings["root"]?.node.names.deprecated = [["root-v1"]]
    }
    #expect(listed(review) == ["name-migrated root:/compatible"])
    #expect(review.findings[0].outcomes == Outcomes(.read, .refusedDeclared))
  }

  @Test func `more names, fewer names and lists of names are told`() {
    func rules(_ names: [[String]], from old: [[String]] = [["root-v1"]]) -> [String] {
      var (before, after) = (Formats(base), Formats(base))
      Self.rename(&before, "root", old)
      Self.rename(&after, "root", names)
      return Review(from: before.set, to: after.set).findings.map(\.rule.id)
    }
    #expect(rules([["root-v1"], ["root-v2"]]) == ["name-accepted"])
    #expect(rules([["root-v1"]], from: [["root-v1"], ["root-v2"]]) == ["name-dropped"])
    #expect(rules([["root-v2", "root-v1"]]) == ["name-fallback-added"])
    #expect(rules([["root-v1"]], from: [["root-v2", "root-v1"]]) == ["name-fallback-removed"])
    #expect(rules([]) == ["name-removed"])
    #expect(rules([["root-v1"]], from: []) == ["name-added"])
  }

  /// A record that bears a name leads to a page of entries, for which the name of the root stands.
  private let nested = formats(
    """
    # T

    ```yaml binding=root
    x-governs: [page]
    properties:
      compatible: {const: root-v1}
      data: {$ref: types.yaml#/definitions/uint64, x-order: native, x-points-at: anything}
    required: [compatible, data]
    additionalProperties: false
    ```

    ```text layout=head name=head-v1
    name   offset  width  order   meaning
    first       0      8  native  first page → page of entry[]
    ```

    ```text layout=page size=64
    name   offset  width  order   meaning
    next        0      8  native  next page → page
    ```

    ```text layout=entry
    name   offset  width  order   meaning
    one         0      8  native  one → memory
    two         8      8  native  two → memory
    ```
    """)

  private func nestedReview(_ edit: (inout Formats) -> Void) -> [String] {
    var head = Formats(nested)
    edit(&head)
    return listed(Review(from: nested, to: head.set, seeksWitnesses: false))
  }

  private func turn(_ formats: inout Formats, _ layout: String) {
    formats.layouts[layout]?.fields[0].form = .number(.big, isSigned: false)
  }

  @Test func `a name that is raised with a record that it stands for is raised for something`() {
    func raised(_ change: (inout Formats) -> Void) -> [String] {
      nestedReview { formats in
        Self.rename(&formats, "root", [["root-v2"]])
        change(&formats)
      }
    }
    let note = Layout("note", fields: nested.layouts["entry"]?.fields ?? [])
    let governed = raised { formats in
      formats.layouts["note"] = note
      formats.bindings["root"]?.node.facts.governed = ["page", "note"]
    }
    #expect(Set(governed) == ["layout-added layout note:/", "governance-changed root:/"])
    let taken = raised { $0.bindings["root"]?.node.facts.governed = ["page", "entry"] }
    #expect(taken == ["governance-changed root:/"])
    let other = raised { $0.layouts["note"] = note }
    #expect(Set(other) == ["name-bump-needless root:/compatible", "layout-added layout note:/"])
    let gone = raised { formats in
      formats.layouts["page"] = nil
      formats.bindings["root"]?.node.facts.governed = []
      formats.layouts["head"]?.fields[0].target = "memory"
    }
    #expect(!gone.contains { $0.hasPrefix("name-bump-needless") })
  }

  @Test func `a name that stands for one record more and was not raised is told`() {
    var head = Formats(nested)
    head.layouts["note"] = Layout("note", fields: nested.layouts["entry"]?.fields ?? [])
    head.bindings["root"]?.node.facts.governed = ["page", "note"]
    func found(_ profile: Profile, back: Bool = false) -> Set<String> {
      let (old, new) = back ? (head.set, nested) : (nested, head.set)
      return Set(listed(Review(from: old, to: new, profile: profile, seeksWitnesses: false)))
    }
    #expect(
      found(.strict) == [
        "layout-added layout note:/", "governance-changed root:/", "name-bump-missing root:/",
      ])
    #expect(found(.additive) == ["layout-added layout note:/", "governance-changed root:/"])
    #expect(found(.strict, back: true).contains("name-bump-missing root:/"))
  }

  @Test func `a record that a named record leads to belongs to that name`() {
    let left = nestedReview { turn(&$0, "entry") }
    #expect(left == ["field-order-changed layout entry:/one", "name-bump-missing layout head:/"])
    let raised = nestedReview { formats in
      turn(&formats, "entry")
      formats.layouts["head"]?.ownName = "head-v2"
    }
    #expect(raised == ["field-order-changed layout entry:/one"])
    let elsewhere = nestedReview { formats in
      turn(&formats, "entry")
      Self.rename(&formats, "root", [["root-v2"]])
    }
    #expect(
      Set(elsewhere) == [
        "field-order-changed layout entry:/one", "name-bump-missing layout head:/",
        "name-bump-needless root:/compatible",
      ])
  }

  @Test func `a record for which another name stands belongs to that one`() {
    let left = nestedReview { turn(&$0, "page") }
    #expect(left == ["field-order-changed layout page:/next", "name-bump-missing root:/"])
    let raised = nestedReview { formats in
      turn(&formats, "page")
      Self.rename(&formats, "root", [["root-v2"]])
    }
    #expect(raised == ["field-order-changed layout page:/next"])
    let other = nestedReview { $0.bindings["root"]?.node.facts.governed = ["entry", "page"] }
    #expect(other == ["governance-changed root:/"])
  }

  @Test func `which nodes there are is said by the name of the node they are in`() {
    func widened(_ more: (inout Formats) -> Void) -> [String] {
      let review = review { formats in
        formats.bindings["regions"]?.node.children[0].selector = .pattern(
          "^(?!compatible$)[a-z][a-z0-9]{0,30}$")
        more(&formats)
      }
      return listed(review).filter { !$0.hasPrefix("child-") }
    }
    #expect(widened { _ in } == ["name-bump-missing regions:/"])
    #expect(widened { Self.rename(&$0, "regions", [["memory-v2"]]) } == [])
    let own = widened { formats in
      formats.bindings["regions"]?.node.edit(["{region}"]) { $0.names.accepted = [["region-v2"]] }
    }
    #expect(
      Set(own) == [
        "name-bump-wrong-scope regions:/", "name-bump-needless regions:/{region}/compatible",
      ])
  }

  @Test func `a node's own name protects what its addresses lead to`() {
    let review = review { formats in
      formats.bindings["regions"]?.node.edit(["{region}"]) { node in
        node.names.accepted = [["region-v2"]]
        node.edit("start") { $0.facts.target = "element" }
      }
    }
    #expect(listed(review).contains { $0.hasPrefix("name-bump-missing") } == false)
  }

  @Test func `the additive profile asks for a name where something breaks`() {
    let grow: (inout Formats) -> Void = { formats in
      formats.bindings["root"]?.node.facts.sizeLimit = 8192
    }
    #expect(listed(review(.strict, grow)).contains("name-bump-missing root:/"))
    #expect(listed(review(.additive, grow)) == ["size-limit-raised root:/"])
    let turn: (inout Formats) -> Void = { formats in
      formats.bindings["root"]?.node.edit("map") { $0.order = .little }
    }
    #expect(listed(review(.additive, turn)).contains("name-bump-missing root:/"))
  }

  @Test func `a record is governed by the bindings that lead to it`() {
    let edit: (inout Formats) -> Void = { formats in
      formats.layouts["element"]?.fields[0].form = .number(.big, isSigned: false)
    }
    let plain = review(.strict, edit)
    #expect(
      Set(listed(plain)) == [
        "field-order-changed layout element:/start", "name-bump-missing root:/",
      ])
    #expect(plain.findings[0].bindings == ["root"])
    #expect(plain.verdicts.map(\.binding) == ["root"])
    let raised = review { formats in
      edit(&formats)
      Self.rename(&formats, "root", [["root-v2"]])
    }
    #expect(listed(raised) == ["field-order-changed layout element:/start"])
    #expect(raised.verdicts[0].outcomes == Outcomes(.refusedDeclared, .refusedDeclared))
  }

  @Test func `a record may bear a name of its own`() {
    var before = Formats(base)
    before.layouts["element"]?.ownName = "element-v1"
    before.layouts["chunk"]?.fields[3].target = nil
    var after = before
    after.layouts["element"]?.fields[0].form = .number(.big, isSigned: false)
    after.layouts["element"]?.ownName = "element-v2"
    let review = Review(from: before.set, to: after.set)
    #expect(listed(review) == ["field-order-changed layout element:/start"])
    #expect(review.findings[0].outcomes == Outcomes(.refusedDeclared, .refusedDeclared))
  }

  @Test func `records that grow are told by whether there are many`() {
    func rules(_ name: String, _ edit: @escaping (inout Layout) -> Void) -> [String] {
      review { formats in
        formats.layouts[name].map { layout in
          var layout = layout
          edit(&layout)
          formats.layouts[name] = layout
        }
      }.findings.map(\.rule.id).filter { !$0.hasPrefix("name") }
    }
    let more = LayoutField("more", at: 4096, width: 8, .number(.native, isSigned: false), "more")
    #expect(
      rules("chunk") {
        $0.fields.append(more); $0.size = 4104
      } == ["field-appended"])
    #expect(rules("chunk") { $0.size = 8192 } == ["record-grown"])
    #expect(rules("element") { $0.size = 24 } == ["entry-grown"])
    let after = LayoutField("more", at: 16, width: 8, .number(.native, isSigned: false), "more")
    #expect(
      rules("element") {
        $0.fields.append(after); $0.size = 24
      } == ["entry-grown"])
  }

  @Test func `prose, code and examples are notes`() {
    let review = review { formats in
      formats.bindings["root"]?.node.title = "A root"
      formats.bindings["root"]?.node.edit("map") { property in
        property.description = "first page of a list"
        property.facts.code.writer = "Tree.write"
      }
      formats.bindings["regions"]?.node.edit(["{region}"]) { node in
        node.edit("size") { $0.description = "in bytes, never zero" }
      }
      formats.layouts["chunk"]?.fields[1].meaning = "which order"
    }
    #expect(
      Set(listed(review)) == [
        "title-changed root:/", "description-changed root:/map", "writer-changed root:/map",
        "description-hint regions:/{region}/size", "meaning-changed layout chunk:/order",
      ])
    #expect(review.isIncomplete)
  }

  @Test func `bindings that come and go are told`() {
    let gone = review { $0.bindings["test"] = nil }
    #expect(listed(gone) == ["binding-removed test:/"] && gone.severity == .breaking)
    var less = Formats(base)
    less.bindings["test"] = nil
    let new = Review(from: less.set, to: base)
    #expect(listed(new) == ["binding-added test:/"] && new.severity == .compatible)
  }
}
