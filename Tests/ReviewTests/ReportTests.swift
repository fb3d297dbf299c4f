// What a review says, to people and to forges.

import Bindings
import Book
import Testing

@testable import Review

struct ReportTests {
  private let base = formats(example)

  private func report(_ edit: (inout Formats) -> Void) -> ReviewReport {
    var head = Formats(base)
    edit(&head)
    let review = Review(from: base, to: head.set)
    return ReviewReport(
      review, base: .init(name: "main", commit: "0123456789abcdef", base),
      head: .init(name: "working tree", commit: nil, head.set))
  }

  private func turned(_ formats: inout Formats) {
    formats.bindings["root"]?.node.edit("map") { $0.order = .big }
  }

  @Test func `a status says whether something was found, is open, or is well`() {
    #expect(report { _ in }.status == .clean)
    #expect(report(turned).status == .findings)
    #expect(
      report { $0.bindings["root"]?.node.edit("map") { $0.facts.zero = "nothing" } }.status
        == .inconclusive)
    #expect(report { $0.bindings["root"]?.node.title = "Another" }.status == .clean)
  }

  @Test func `the verdict is one sentence`() {
    #expect(report { _ in }.verdict == "No format changed.")
    #expect(
      report { $0.bindings["root"]?.node.title = "Another" }.verdict
        == "No format changed; 1 note beside it.")
    #expect(
      report(turned).verdict
        == "BREAKING: what base writes at root:/map is misread by head (an update): the bytes of a"
        + " number are in another order.")
  }

  @Test func `a witness shows what is meant and what is seen`() throws {
    let item = try #require(report(turned).findings.first)
    let up = try #require(item.witnesses.first)
    #expect(up.direction == .up && up.source == .schemas && up.isTree)
    #expect(up.meant == "0x12345000 (address)" && up.seen == "0x50341200000000 (address)")
    let bytes = stride(from: 0, to: up.bytes.utf8.count, by: 2).compactMap { index in
      UInt8(up.bytes.dropFirst(index).prefix(2), radix: 16)
    }
    let tree = try FlatNode(bytes)
    #expect(tree.names == ["root-v1"])
    #expect(tree["map"]?.offset == up.offset && up.length == 8)
  }

  @Test func `a witness is looked for among numbers that either order of bytes allows`() throws {
    func turned(_ order: String) -> BindingSet {
      formats(
        """
        # T

        ```yaml binding=note
        properties:
          start:
            $ref: types.yaml#/definitions/uint64
            x-order: \(order)
            minimum: 1
            maximum: 0xfffffffffffff
            multipleOf: 4096
        required: [start]
        additionalProperties: false
        ```
        """)
    }
    let review = Review(from: turned("native"), to: turned("big"))
    let finding = try #require(review.findings.first { $0.rule.id == "order-changed" })
    #expect(finding.witnesses.values.map(\.outcome) == [.misread, .misread])
  }

  @Test func `a witness tells what its readers do not agree on`() throws {
    func sized(_ source: String) -> BindingSet {
      formats(
        """
        # T

        ```yaml binding=note
        properties:
          one: {$ref: types.yaml#/definitions/uint64, x-order: native}
          two: {$ref: types.yaml#/definitions/uint64, x-order: native}
          start:
            $ref: types.yaml#/definitions/uint64
            x-order: native
            x-unit: address
            x-points-at: memory
            x-size-in: \(source)
        required: [one, two, start]
        additionalProperties: false
        ```
        """)
    }
    let review = Review(from: sized("one"), to: sized("two"))
    let finding = review.findings.first { $0.rule.id == "size-source-changed" }
    let up = try #require(finding?.witnesses[.up])
    #expect(up.meant == "0x12345000 (address, its size in one)")
    #expect(up.seen == "0x12345000 (address, its size in two)")
  }

  @Test func `a witness that is milder than its rule says so`() throws {
    // The only value that may be written is the same in any order of bytes.
    func set(_ order: String) -> BindingSet {
      formats(
        """
        # T

        ```yaml binding=note
        properties:
          compatible: {const: note-v1}
          none: {$ref: types.yaml#/definitions/uint64, x-order: \(order), const: 0}
        required: [compatible, none]
        additionalProperties: false
        ```
        """)
    }
    let (old, new) = (set("native"), set("big"))
    let report = ReviewReport(
      Review(from: old, to: new), base: .init(name: "a", commit: nil, old),
      head: .init(name: "b", commit: nil, new))
    let item = try #require(report.findings.first { $0.rule == "order-changed" })
    let up = try #require(item.witnesses.first)
    #expect(item.up == "misread" && up.outcome == "read" && up.claimed == "misread")
    #expect(
      up.sentence.hasSuffix(
        "(the rule says misread; of the blobs that were tried, none shows that)"))
    #expect(self.report(turned).findings[0].witnesses.allSatisfy { $0.claimed == nil })
  }

  @Test func `a fingerprint stays when text moves, and not when values change`() {
    let one = report(turned).findings[0].fingerprint
    let moved = report { formats in
      turned(&formats)
      formats.bindings["root"]?.node.title = "Another"
    }
    #expect(moved.findings[0].fingerprint == one)
    let other = report { $0.bindings["root"]?.node.edit("map") { $0.order = .little } }
    #expect(other.findings[0].fingerprint != one && one.count == 16)
  }

  @Test func `a comment has the verdict first, a row for each binding, and the way to repeat it`() {
    let text = ReviewMarkdown(report(turned)).text
    let blocks = text.split(separator: "\n\n").map(String.init)
    #expect(blocks[0] == ReviewMarkdown.marker)
    #expect(blocks[1].hasPrefix("**BREAKING: "))
    #expect(text.contains("| `root` | root-v1 | misread | misread | 2 breaking |"))
    #expect(
      text.contains("- **breaking** the bytes of a number are in another order (`order-changed`)"))
    #expect(text.contains("Reproduce: `weft review 0123456789abcdef --profile strict`"))
  }

  @Test func `a comment of thousands of findings fits a forge, and says what was left out`() {
    let many = report { formats in
      formats.bindings["test"]?.node.properties = (0..<2000).map { index in
        var property = PropertySchema("property-\(index)")
        property.form = .number(NumberForm(width: 8))
        property.isRequired = true
        return property
      }
    }
    #expect(many.findings.count > 2000)
    let text = ReviewMarkdown(many).text
    #expect(text.utf8.count < 60_000)
    #expect(text.contains("Left out, since a comment has at most 60000 bytes: "))
    #expect(text.contains("more findings"))
  }

  @Test func `what comes from a chapter cannot become markup of a comment`() {
    let hostile = "<img src=x> [a](b) | `c` **d** @e"
    let text = ReviewMarkdown(report { $0.bindings["root"]?.node.title = hostile }).text
    #expect(
      text.contains("&lt;img src=x&gt; \\[a\\](b) \\| \\`c\\` \\*\\*d\\*\\* \\@e"))
  }

  @Test func `what is wrong in head itself is listed`() {
    let finding = Finding(.bindingPattern, Location(file: "a.md", line: 3), "it matches nothing")
    var review = Review(from: base, to: base)
    review.add([ReviewFinding(lint: finding)])
    #expect(review.severity == .breaking)
    let report = ReviewReport(
      review, base: .init(name: "a", commit: nil, base), head: .init(name: "b", commit: nil, base))
    #expect(report.findings[0].rule == "lint" && report.findings[0].head == finding.location)
  }
}
