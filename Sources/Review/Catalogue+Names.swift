// Rules about names, the strings of `compatible`, and about presence: what must, may and may not be
// there.

extension Catalogue {
  static let names: [ReviewRule] =
    [
      .note(
        "name-bump-missing", .names, .breaking,
        "a format changed and the name that governs it did not",
        because: "a name is the one thing by which both sides notice that they differ",
        mend:
          "raise the number in the name of the node, or of the nearest one above it that has a name"
      ),
      .note(
        "name-bump-wrong-scope", .names, .breaking,
        "a name changed, and it does not govern what changed",
        because:
          "a reader that finds its name at the changed place goes on, whatever is said elsewhere",
        mend: "raise the name of the node that changed, or of one above it"),
      .note(
        "governance-changed", .names, .risky, "a name stands for other records than before",
        because: "who changes one of these records is asked for another name from now on",
        mend: "say in the chapter since when, and raise both names once"),
      .format(
        "name-bump-needless", .names, .refusedDeclared, .refusedDeclared, bump: .never,
        "a name changed and nothing that it governs did",
        because: "each side refuses the other, and all that was handed over is lost for nothing",
        mend: "keep the name, or say in the chapter what changed that no schema can say"),
      .format(
        "name-format-changed", .names, .refusedDeclared, .refusedDeclared, bump: .never,
        "a name has another stem, other separators or other parts",
        because:
          "names are compared whole; whoever takes one apart will not understand the new form",
        mend: "keep the stem and raise the number, or say in the chapter why the form had to change"
      ),
      .format(
        "name-version-decreased", .names, .refusedDeclared, .refusedDeclared, bump: .never,
        severity: .breaking, "the number in a name went down",
        because: "an older release may still write that name with another format",
        mend: "take a number that was never used; a revert takes the next one too"),
    ]
    + ReviewRule.pair(
      ("name-migrated", "name-reverted"), .names, .read, .refusedDeclared, bump: .never,
      (
        "a new name is written and the old one still read",
        "an older name is written again, and the newer one still read"
      ),
      because: (
        "an update goes through, and a rollback does not",
        "what the newer revision left is still read, and it does not read what is written now"
      ),
      mend: (
        "keep a blob of each name among the examples until the old name is dropped",
        "say in the chapter until when both names are read"
      ))
    + ReviewRule.pair(
      ("name-accepted", "name-dropped"), .names, .read, .read, bump: .never, severity: .risky,
      ("one more name is read", "a name is not read any more"),
      because: (
        "a reader of two names has two formats to understand",
        "releases that write the name are refused from now on"
      ),
      mend: ("add an example with each name", "compare with the releases that write it"))
    + ReviewRule.pair(
      ("name-fallback-added", "name-fallback-removed"), .names, .read, .read, bump: .never,
      severity: .risky,
      (
        "a second name is written beside the first",
        "a name is not written beside the first any more"
      ),
      because: (
        "a reader takes any name of the list, so what is written must fit all of them",
        "readers that know only that name refuse what is written now"
      ),
      mend: (
        "show by an example that a reader of the older name understands all of it",
        "compare with the releases that know only that name"
      ))
    + ReviewRule.pair(
      ("name-added", "name-removed"), .names, .refusedUndeclared, .ignored,
      ("a node must have a name that had none", "a node has no name any more"),
      because: (
        "what was written before has no name, and is refused for it",
        "nobody looks at the name, and whoever does finds none"
      ),
      mend: (
        "accept nodes without a name, or raise the name above",
        "keep the name, or raise the one above"
      ))
    + ReviewRule.pair(
      ("name-required", "name-optional"), .names, .refusedUndeclared, .read,
      ("a name must be there that could be absent", "a name may be absent that had to be there"),
      because: (
        "a writer that left it out is refused", "a reader that wants it refuses a node without"
      ),
      mend: ("accept nodes without it", "go on writing it"))

  static let presence: [ReviewRule] =
    ReviewRule.pair(
      ("prop-required-added", "prop-required-removed"), .presence, .refusedUndeclared, .ignored,
      ("a required property is new", "a required property is gone"),
      because: (
        "a writer that does not know it leaves it out, and the reader stops",
        "a reader that wants it stops, and one that does not know it overlooks what was written"
      ),
      mend: (
        "make it optional and say what its absence means, or raise the name",
        "go on writing it, or raise the name"
      ))
    + ReviewRule.pair(
      ("prop-optional-added", "prop-optional-removed"), .presence, .read, .ignored, bump: .strict,
      ("an optional property is new", "an optional property is gone"),
      because: (
        "an older reader drops what it says", "what older writers say with it is dropped"
      ),
      mend: (
        "make sure that a reader which drops it does no harm",
        "read it until no release writes it"
      ))
    + ReviewRule.pair(
      ("prop-optional-added-unstated", "prop-optional-removed-unstated"), .presence, .unknown,
      .ignored,
      (
        "an optional property is new, and it is not said what its absence means",
        "an optional property is gone whose absence never had a stated meaning"
      ),
      because: (
        "nobody knows what a reader takes for granted when an older writer left it out",
        "nobody knows what an older reader takes for granted now"
      ),
      mend: (
        "state 'x-absent' or 'default' so that absence means what it meant before",
        "say what its absence means to the readers that look for it"
      ))
    + ReviewRule.pair(
      ("prop-required-to-optional", "prop-optional-to-required"), .presence, .read,
      .refusedUndeclared,
      ("a required property may be absent", "an optional property must be there"),
      because: (
        "a writer may leave out what an older reader needs",
        "an older writer may have left it out"
      ),
      mend: ("go on writing it always", "accept its absence as before"))
    + ReviewRule.pair(
      ("prop-deprecated", "prop-undeprecated"), .presence, .read, .read, bump: .never,
      ("a property is deprecated", "a property is not deprecated any more"),
      because: ("its end is announced, and nothing changes yet", "its end is called off"),
      mend: ("say which release is the last to write it", "nothing needs to be done"))
    + [
      .format(
        "prop-renamed", .presence, .refusedUndeclared, .refusedUndeclared,
        "a required property has another name",
        because:
          "properties are looked up by name: the old one is overlooked and the new one missed",
        mend: "keep the name, or raise that of the node"),
      .format(
        "prop-optional-renamed", .presence, .ignored, .ignored,
        "an optional property has another name",
        because: "each side overlooks what the other says, and neither notices",
        mend: "read both names, or raise that of the node"),
      .format(
        "prop-moved", .presence, .refusedUndeclared, .refusedUndeclared,
        "a required property is in another node",
        because: "properties are looked up in one node",
        mend: "keep it where it was, or raise the name above both nodes"),
      .format(
        "prop-optional-moved", .presence, .ignored, .ignored,
        "an optional property is in another node",
        because: "each side looks for it where the other did not put it",
        mend: "read it in both places, or raise the name above both nodes"),
    ]
}
