// The rules of two revisions of a book: which came, which went, and which say something else, hold for
// other releases, or are no longer proved.

package import Book

/// How a rule of one revision became that of the other.
package struct RuleChange: Codable, Sendable {
  /// A rule as a revision states it.
  package struct Stated: Codable, Sendable {
    package var text: String
    /// For which releases, in words; empty for a rule that says nothing of them.
    package var releases: String
    /// Why no test proves it; `nil` for a rule that is to be proved.
    package var unproved: String?
    package var place: Location
  }

  /// The rule's id.
  package var rule: String
  /// `nil` for a rule that is new.
  package var old: Stated?
  /// `nil` for a rule that is gone.
  package var new: Stated?

  /// Where to look for it.
  package var place: Location? { (new ?? old)?.place }

  /// What is different, in words.
  package var what: String {
    guard let old else { return "new" }
    guard let new else { return "gone" }
    var words: [String] = []
    if old.text != new.text { words.append("reworded") }
    if old.releases != new.releases { words.append("for other releases") }
    if old.unproved == nil, new.unproved != nil { words.append("no longer proved") }
    if old.unproved != nil, new.unproved == nil { words.append("proved now") }
    if let before = old.unproved, let after = new.unproved, before != after {
      words.append("unproved for another reason")
    }
    return words.joined(separator: ", ")
  }

  /// All rules that differ, by their ids. A rule that only stands elsewhere does not.
  package static func all(_ base: Book, _ head: Book) -> [RuleChange] {
    let (old, new) = (stated(base), stated(head))
    return Set(old.keys).union(new.keys).sorted().compactMap { id in
      let change = RuleChange(rule: id, old: old[id], new: new[id])
      return change.what.isEmpty ? nil : change
    }
  }

  private static func stated(_ book: Book) -> [String: Stated] {
    let rules = book.chapters.flatMap(\.rules).map { rule in
      let scope = book.manifest.scope(of: rule)
      let own = scope.flatMap { scope in
        scope.isOurs ? "the book's own" + (scope.elsewhere.map { "; \($0)" } ?? "") : nil
      }
      let releases = [scope?.words ?? "", own ?? ""].filter { !$0.isEmpty }
      return (
        rule.id,
        Stated(
          text: rule.text, releases: releases.joined(separator: ", "),
          unproved: rule.unprovedReason, place: rule.location)
      )
    }
    return Dictionary(rules, uniquingKeysWith: { first, _ in first })
  }
}

extension RuleChange.Stated {
  /// All that it says, on one line.
  package var words: String {
    (releases.isEmpty ? "" : "(\(releases)) ") + text
      + (unproved.map { " (unproved: \($0))" } ?? "")
  }
}

extension [RuleChange] {
  /// How many rules there are of each kind: `2 new, 1 reworded`.
  package var summary: String {
    let counts = Dictionary(grouping: self, by: \.what).mapValues(\.count)
    return counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      .joined(separator: "; ")
  }
}
