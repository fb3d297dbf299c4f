// The checks of terms: each is defined once, and a link to one leads to where that is.

extension Book {
  /// No two sentences define one term, and no heading has its anchor.
  mutating func checkTerms() {
    var defined: [String: Term] = [:]
    for chapter in chapters where !chapter.terms.isEmpty {
      let slugs = Set(chapter.headings.map(\.slug))
      for term in chapter.terms {
        if slugs.contains(term.anchor) {
          report(
            .malformedTerm, term.location,
            "a heading of this chapter has the anchor '\(term.anchor)' already; word one of them otherwise"
          )
        }
        if let first = defined[term.key] {
          report(
            .duplicateTerm, term.location,
            "the term '\(term.name)' is already defined at \(first.location); link to it there, or give"
              + " this one an anchor of its own")
        } else {
          defined[term.key] = term
        }
      }
    }
  }

  /// What is wrong with a link to a term that is not where the link leads, and the edit that mends it;
  /// `nil` where the link is to no term, or to no chapter that could be meant.
  func complaint(
    aboutTermOf target: LinkTarget, _ link: Link, _ homes: [String: String],
    _ suggestions: inout FirstSuggestions
  ) -> (message: String, edits: [Finding.Edit])? {
    guard let key = target.termKey, !homes.isEmpty else { return nil }
    func edits(_ key: String, _ home: String) -> [Finding.Edit] {
      link.edits(path: home, anchor: Term.prefix + key, from: link.location.file)
    }
    if let home = homes[key] {
      return (
        "the term '\(Term.name(ofKey: key))' is defined in \(home); link to it there",
        edits(key, home)
      )
    }
    let end = suggestions.suggestion(
      for: key, among: "terms", homes.keys.sorted(),
      otherwise: "define it where it is first used, as [*\(Term.name(ofKey: key))*](#term-\(key))")
    return (
      "no chapter defines the term '\(key)'" + end,
      end.nearest.flatMap { near in homes[near].map { edits(near, $0) } } ?? []
    )
  }
}
