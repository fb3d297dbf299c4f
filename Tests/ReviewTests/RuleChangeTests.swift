// What a review says of the rules of a book.

import Book
import Testing

@testable import Review

struct RuleChangeTests {
  private func book(_ text: String, defaults: String = "") -> Book {
    let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "01-a.md", kind: .regular)]])
    let manifest = """
      title: T
      parts: [P: {about: A., defaults: {rules: since=\(defaults.isEmpty ? "1.0" : defaults)}}]
      releases: {Program: ["1.0", "2.0", "3.0"]}

      """
    return Book.reading(folder) { path in
      Array((path.hasSuffix(".yml") ? manifest : "# A\n\nText.\n\n\(text)\n").utf8)
    }
  }

  private func changes(_ old: String, _ new: String) -> [String] {
    RuleChange.all(book(old), book(new)).map { "\($0.rule): \($0.what)" }
  }

  private let rule = "> **a.b** A sentence. (unproved: later)"

  @Test(arguments: [
    ("> **a.b** A sentence. (unproved: later)", [String]()),
    ("Other text.\n\n> **a.b** A sentence. (unproved: later)", []),
    ("> **a.b** Another sentence. (unproved: later)", ["a.b: reworded"]),
    ("> **a.b since=2.0** A sentence. (unproved: later)", ["a.b: for other releases"]),
    ("> **a.b ours** A sentence. (unproved: later)", ["a.b: for other releases"]),
    ("> **a.b** A sentence.", ["a.b: proved now"]),
    ("> **a.b** A sentence. (unproved: never)", ["a.b: unproved for another reason"]),
    ("> **a.c** A sentence. (unproved: later)", ["a.b: gone", "a.c: new"]),
    ("> **a.b since=2.0** One.", ["a.b: reworded, for other releases, proved now"]),
  ])
  func `a rule is new, gone, reworded, for other releases, or proved otherwise`(
    text: String, changes: [String]
  ) {
    #expect(self.changes(rule, text) == changes)
  }

  @Test func `a default of the part that changes is a change of its rules`() throws {
    let found = RuleChange.all(book(rule), book(rule, defaults: "2.0"))
    let change = try #require(found.first)
    #expect(change.what == "for other releases" && found.count == 1)
    #expect(change.old?.releases == "since 1.0" && change.new?.releases == "since 2.0")
  }

  @Test func `people and forges are told, and the status stays`() throws {
    let (old, new) = (book(rule), book("> **a.b** A & b."))
    let set = formats(example)
    let review = Review(from: set, to: set)
    var report = ReviewReport(
      review, base: .init(name: "main", commit: nil, set),
      head: .init(name: "head", commit: nil, set))
    report.rules = RuleChange.all(old, new)
    #expect(report.status == .clean)
    let text = ReviewText(report).lines.joined(separator: "\n")
    #expect(
      text.contains(
        """
        Spec/P/01-a.md:5:1: rule a.b: reworded, proved now
            - (since 1.0) A sentence. (unproved: later)
            + (since 1.0) A & b.
        rules: 1 reworded, proved now
        """), "\(text)")
    #expect(
      text.hasSuffix(": nothing found in formats; 1 reworded, proved now among the rules"),
      "\(text)")
    let comment = ReviewMarkdown(report).text
    #expect(
      comment.contains("<summary>1 rule of the book changed: 1 reworded, proved now</summary>"))
    #expect(comment.contains("now: (since 1.0) A &amp; b."))
  }
}
