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
      mend: "run 'weft check', and mend what it says"),
    .note(
      "waiver-unused", .process, .risky, "a waiver is about nothing that was found",
      because: "who reads it takes something for accepted that is not there any more",
      mend: "remove it from the file of waivers"),
    .note(
      "waiver-expired", .process, .breaking, "the last day of a waiver is over",
      because: "a decision for a time is made again when the time is over, or forgotten",
      mend: "mend what was found, or give it another day and say why"),
    .note(
      "waiver-malformed", .process, .breaking, "a waiver cannot be read",
      because: "what was meant to be accepted is not known, nor what was not",
      mend: "write a fingerprint, a reason, an owner and the last day, as 'until: 2027-03-31'"),
    .note(
      "waiver-refused", .process, .breaking, "a waiver is about what would be misread",
      because: "nobody would notice it on a machine, whoever has accepted it",
      mend: "raise the name that governs the format, and remove the waiver"),
  ]
}
