// What is accepted does not count, for a time; what is misread is never accepted.

import Bindings
import Book
import Testing

@testable import Review

struct WaiverTests {
  /// A review with something refused and something misread, with waivers.
  private static func review(
    _ waivers: (_ refused: String, _ misread: String) -> String, today: String = "2026-06-01"
  ) throws -> Review {
    let base = formats(example)
    var head = Formats(base)
    head.bindings["root"]?.node.edit("map") { $0.order = .big }
    head.bindings["test"]?.node.edit("magic") { $0.constraints.maximum = 7 }
    var review = Review(from: base, to: head.set, seeksWitnesses: false)
    func fingerprint(_ rule: String) throws -> String {
      try #require(review.findings.first { $0.rule.id == rule }).fingerprint
    }
    let text = waivers(try fingerprint("maximum-lowered"), try fingerprint("order-changed"))
    let read = ReadWaivers(Array(text.utf8), path: "Spec/waivers.yml")
    review.apply(read, today: try #require(Day(today)))
    return review
  }

  private static func waiver(_ fingerprint: String, until: String = "2026-12-31") -> String {
    "- fingerprint: '\(fingerprint)'\n  reason: none was written\n  owner: me\n  until: \(until)\n"
  }

  /// The rules that waivers can meet.
  static func allRules() throws -> Set<String> {
    let some = try review { refused, misread in
      waiver(refused, until: "2026-05-31") + waiver(misread) + waiver("0123456789abcdef") + "- x\n"
    }
    return Set(some.findings.map(\.rule.id).filter { $0.hasPrefix("waiver-") })
  }

  @Test func `what is waived is shown apart and does not count`() throws {
    let plain = try Self.review { _, _ in "" }
    let review = try Self.review { refused, _ in Self.waiver(refused) }
    #expect(review.findings.count == plain.findings.count - 1)
    #expect(review.waived.map(\.finding.rule.id) == ["maximum-lowered"])
    #expect(review.waived.first?.waiver.owner == "me")
    #expect(!review.findings.contains { $0.rule.id == "maximum-lowered" })
  }

  @Test func `what is misread cannot be waived`() throws {
    let review = try Self.review { _, misread in Self.waiver(misread) }
    #expect(review.waived.isEmpty)
    #expect(review.findings.contains { $0.rule.id == "order-changed" })
    let note = try #require(review.findings.first { $0.rule.id == "waiver-refused" })
    #expect(note.place == Location(file: "Spec/waivers.yml", line: 1, column: 3))
  }

  @Test func `a waiver holds on its last day and not on the next`() throws {
    let make = { (refused: String, _: String) in Self.waiver(refused, until: "2026-06-01") }
    #expect(try Self.review(make).waived.count == 1)
    let late = try Self.review(make, today: "2026-06-02")
    #expect(late.waived.isEmpty && late.findings.contains { $0.rule.id == "waiver-expired" })
    #expect(late.findings.contains { $0.rule.id == "maximum-lowered" })
  }

  @Test func `a waiver of nothing is found`() throws {
    let review = try Self.review { _, _ in Self.waiver("0123456789abcdef") }
    #expect(review.findings.contains { $0.rule.id == "waiver-unused" && $0.severity == .risky })
  }

  @Test(arguments: [
    ("- x\n", "1:3 a waiver has fingerprint, reason, owner, until; write them"),
    ("a: b\n", "1:1 waivers are a list; begin each with '- fingerprint: …'"),
    ("- reson: x\n", "1:3 a waiver has no 'reson'; did you mean 'reason'?"),
    (
      "- a: [\n",
      "1:1 waivers are lines such as 'owner: …' below '- fingerprint: …'; nothing is inside them"
    ),
    ("- a: &b c\n", "1:1 waivers have no anchors and aliases; write the value out, or in quotes"),
    ("- 'a\n", "2:1 this is not YAML: found unexpected end of stream"),
  ])
  func `what cannot be read is told at its place`(text: String, expected: String) {
    let read = ReadWaivers(Array(text.utf8), path: "w")
    let told = read.findings.map {
      "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.change.new)"
    }
    #expect(told.first == expected && read.waivers.isEmpty)
  }

  @Test func `a fingerprint, a day and a second waiver are checked, and the rest is used`() {
    let text =
      Self.waiver("0123") + Self.waiver("0123456789abcdef", until: "2026-02-30")
      + Self.waiver("0123456789abcdee") + Self.waiver("0123456789abcdee")
    let read = ReadWaivers(Array(text.utf8), path: "w")
    #expect(
      read.findings.map(\.change.new) == [
        "a fingerprint is 16 digits, as 'weft review' prints it; mend it",
        "'2026-02-30' is no day; write it as 2027-03-31",
        "this finding is waived above already; remove one",
      ])
    #expect(read.waivers.map(\.fingerprint) == ["0123456789abcdee"])
    #expect(read.waivers.map(\.location.line) == [9])
  }

  @Test(arguments: [
    ("2024-02-29", true), ("2023-02-29", false), ("2000-02-29", true), ("1900-02-29", false),
    ("2026-13-01", false), ("2026-00-10", false), ("2026-04-31", false), ("26-04-30", false),
    ("2026-4-30", false), ("2026-04-30 ", false),
  ])
  func `a day is one of the calendar`(text: String, isDay: Bool) {
    #expect((Day(text) != nil) == isDay)
  }

  @Test func `reports tell what was waived, by whom and until when`() throws {
    let review = try Self.review { refused, _ in Self.waiver(refused) }
    let report = ReviewReport(
      review, base: .init(name: "a", commit: nil, review.base),
      head: .init(name: "b", commit: nil, review.head))
    let text = ReviewText(report).lines.joined(separator: "\n")
    #expect(text.contains("Spec/waivers.yml:1:3: waived: "))
    #expect(text.contains("    until 2026-12-31, by me: none was written (new in this change)"))
    #expect(text.hasSuffix(", 1 waived"))
    #expect(ReviewMarkdown(report).text.contains("<details><summary>1 waived</summary>"))
  }
}
