// Rules about what is said of a format, and about bindings as a whole.

extension Catalogue {
  static let documentation: [ReviewRule] =
    ReviewRule.pair(
      ("binding-added", "binding-removed"), .documentation, .read, .ignored, bump: .never,
      severity: .compatible, ("a binding is new", "a binding is gone"),
      because: (
        "an older reader overlooks such nodes, and what they lead to is lost with a rollback",
        "what older writers left by it is understood by nobody"
      ),
      mend: (
        "say in the chapter what a rollback loses",
        "keep the binding while any supported release writes it"
      )
    ).map { rule in
      var rule = rule
      if rule.id == "binding-removed" { rule.statedSeverity = .breaking }
      return rule
    }
    + [
      text("title-changed", "a title is another"),
      text("description-changed", "what is said of an element is worded otherwise"),
      text("meaning-changed", "what is said of a field is worded otherwise"),
      text("writer-changed", "an element is written by other code"),
      text("reader-changed", "an element is read by other code"),
      text("source-changed", "an element is stated by another header, type or macro"),
      text("refusal-changed", "it is said otherwise what a refusal leads to"),
      .format(
        "description-hint", .documentation, .unknown, .unknown, bump: .never, severity: .risky,
        "the words that changed are ones that state what a value means",
        because: "units, defaults and duties often change in prose before they do in a schema",
        mend: "state in the schema what the words say, with x-unit, x-absent or a bound"),
    ]

  private static func text(_ id: String, _ change: String) -> ReviewRule {
    .note(
      id, .documentation, .documentation, change,
      because: "no byte and no meaning is touched by it, as far as a program can tell",
      mend: "nothing needs to be done")
  }

  static let process: [ReviewRule] = [
    .note(
      "lint", .process, .breaking, "a statement of a format is wrong in itself",
      because: "what is stated cannot be compared if it cannot be meant",
      mend: "run 'weft check', and mend what it says")
  ]
}
