// Rules about what is said of a format, about bindings as a whole, and about what a change touches and
// what it leaves alone.

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
      text("example-added", "there is an example more"),
      .format(
        "description-hint", .documentation, .unknown, .unknown, bump: .never, severity: .risky,
        "the words that changed are ones that state what a value means",
        because: "units, defaults and duties often change in prose before they do in a schema",
        mend: "state in the schema what the words say, with x-unit, x-absent or a bound"),
      .note(
        "example-removed", .documentation, .risky, mirror: "example-added",
        "an example is gone",
        because: "there is a tree less by which a reader can be tried",
        mend: "keep one example for each name that is read"),
      .note(
        "example-changed", .documentation, .risky,
        "an example has other bytes, and its schema is the same",
        because: "writers may do something else than before that the schema does not tell apart",
        mend: "say in the chapter what changed, or state it in the schema"),
      .note(
        "example-missing", .documentation, .risky,
        "an element that changed stands in no example",
        because: "no reader was tried on what changed",
        mend: "add it to a 'dts binding=' fence"),
    ]

  private static func text(_ id: String, _ change: String) -> ReviewRule {
    .note(
      id, .documentation, .documentation, change,
      because: "no byte and no meaning is touched by it, as far as a program can tell",
      mend: "nothing needs to be done")
  }

  static let process: [ReviewRule] = [
    .note(
      "code-untouched", .process, .risky,
      "a format changed, and the code that writes or reads it did not",
      because: "schema and code may say different things from now on",
      mend: "change the code that x-writer and x-reader name, or say why it need not change"),
    .note(
      "schema-untouched", .process, .risky,
      "the code that writes or reads an element changed, and its schema did not",
      because: "this is the direction that reviewers forget: bytes change, and no text says so",
      mend: "compare what is written before and after; state in the schema what changed"),
    .note(
      "test-untouched", .process, .risky,
      "a format changed, and no test or example that shows it did",
      because: "what passes before and after does not tell the two apart",
      mend: "add a test or example that fails on the old format"),
    .note(
      "prose-untouched", .process, .risky, "a format changed, and the text around it did not",
      because: "readers are told what was true before",
      mend: "say in the chapter what changed and why"),
    .note(
      "lint", .process, .breaking, "a statement of a format is wrong in itself",
      because: "what is stated cannot be compared if it cannot be meant",
      mend: "run 'weft check', and mend what it says"),
    .note(
      "waiver-malformed", .process, .breaking, "an entry of the waivers cannot be read",
      because: "somebody believes that something is waived, and it is not",
      mend: "write fingerprint, rule, reason, owner and until"),
    .note(
      "waiver-forbidden", .process, .breaking, "an entry waives what cannot be waived",
      because: "nobody can take the blame for memory that is silently taken for something else",
      mend: "raise the name that governs the element, and remove the entry"),
    .note(
      "waiver-expired", .process, .breaking, "an entry was good up to a release that is there now",
      because: "a waiver without an end is a rule that nobody wrote",
      mend: "mend what was waived, or decide again"),
    .note(
      "waiver-unused", .process, .risky, "an entry waives nothing that was found",
      because: "the next change that fits it would pass unseen",
      mend: "remove the entry"),
  ]
}
