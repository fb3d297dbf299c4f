// Rules about which values there may be and what they mean.

extension Catalogue {
  static let values: [ReviewRule] = constraints + meanings

  private static let constraints: [ReviewRule] =
    [
      .format(
        "const-changed", .values, .refusedUndeclared, .refusedUndeclared,
        "the only value allowed is another", because: "each side refuses the other's value",
        mend: "accept both values for a while, or raise the name"),
      .format(
        "enum-changed", .values, .refusedUndeclared, .refusedUndeclared,
        "some values are allowed that were not, and some not any more",
        because: "each side can write what the other refuses",
        mend: "add the new values first, and take the old ones away in a later release"),
      .format(
        "multiple-changed", .values, .refusedUndeclared, .refusedUndeclared,
        "numbers must be multiples of another number",
        because: "each side can write what the other refuses", mend: "raise the name of the node"),
      .format(
        "text-pattern-changed", .values, .refusedUndeclared, .refusedUndeclared,
        "texts must match another pattern", because: "each side can write what the other refuses",
        mend: "widen the pattern first, and narrow it in a later release"),
    ]
    + bound(
      ("const-added", "const-removed"),
      ("one value only is allowed", "other values are allowed too"))
    + bound(
      ("enum-added", "enum-dropped"),
      ("only listed values are allowed", "values need not be listed ones any more"))
    + bound(
      ("enum-value-removed", "enum-value-added"),
      ("a value is not allowed any more", "one more value is allowed"))
    + bound(
      ("minimum-raised", "minimum-lowered"),
      ("the least number is higher", "the least number is lower"))
    + bound(
      ("maximum-lowered", "maximum-raised"),
      ("the greatest number is lower", "the greatest number is higher"))
    + bound(
      ("multiple-tightened", "multiple-loosened"),
      ("numbers must be multiples of more", "numbers may be multiples of less"))
    + bound(
      ("text-limit-tightened", "text-limit-loosened"),
      ("texts of some lengths are not allowed any more", "texts of more lengths are allowed"))
    + bound(
      ("text-pattern-narrowed", "text-pattern-widened"),
      ("some texts are not allowed any more", "more texts are allowed"))

  /// A bound that is tighter, and the same bound looser.
  private static func bound(
    _ ids: (String, String), _ changes: (String, String)
  ) -> [ReviewRule] {
    ReviewRule.pair(
      ids, .values, .refusedUndeclared, .read, bump: .strict, changes,
      because: (
        "an older writer may have written what is refused now",
        "an older reader refuses what may be written now, or was never made for it"
      ),
      mend: (
        "go on reading what any release could write",
        "go on writing what older readers accept, or raise the name"
      ))
  }

  private static let meanings: [ReviewRule] =
    [
      .format(
        "value-renumbered", .values, .misread, .misread,
        "a named value has another number, or a number another name",
        because: "the number is the same on both sides, and means another thing",
        mend: "give new values new numbers, and never use one again"),
      .format(
        "bit-reassigned", .values, .misread, .misread, "a bit has another meaning",
        because: "the bit is the same on both sides, and means another thing",
        mend: "take a bit that was never used"),
      .format(
        "default-changed", .values, .misread, .misread,
        "absence means something else",
        because: "no byte differs, and still each side assumes another value",
        mend: "write the value always, or raise the name of the node"),
      .format(
        "zero-changed", .values, .misread, .misread, "zero means something else",
        because: "the byte is the same on both sides, and means another thing",
        mend: "raise the name of the node, or take another number for the new meaning"),
    ]
    + ReviewRule.pair(
      ("value-named", "value-unnamed"), .values, .unknown, .unknown, bump: .strict,
      ("a number has a name that had none", "a number has no name any more"),
      because: (
        "nobody knows what it meant before it was named",
        "nobody knows whether it still means that"
      ),
      mend: (
        "say what the number meant before", "keep the name while any release writes the number"
      ))
    + ReviewRule.pair(
      ("bit-added", "bit-removed"), .values, .read, .ignored, bump: .strict,
      ("a bit has a meaning that had none", "a bit has no meaning any more"),
      because: (
        "an older reader overlooks the bit, or refuses it if it checks that it is zero",
        "what older writers say with the bit is overlooked"
      ),
      mend: (
        "make sure that a reader which overlooks it does no harm",
        "read the bit until no release sets it"
      ))
    + ReviewRule.pair(
      ("default-added", "default-removed"), .values, .unknown, .unknown, bump: .never,
      ("it is said what absence means", "it is not said any more what absence means"),
      because: (
        "nobody knows whether both sides assumed it before", "nobody knows what a reader assumes"
      ),
      mend: ("say in the chapter that it is what was assumed", "state it again"))
    + ReviewRule.pair(
      ("zero-added", "zero-removed"), .values, .unknown, .unknown, bump: .never,
      ("it is said what zero means", "it is not said any more what zero means"),
      because: (
        "nobody knows whether both sides took it for that before",
        "nobody knows whether zero is still special"
      ),
      mend: ("say in the chapter that it is what was meant", "state it again"))
}
