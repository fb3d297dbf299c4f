// Rules about records that addresses lead to. None of it can be seen in a tree: a reader that trusts the
// name reads whatever lies there.

extension Catalogue {
  static let layouts: [ReviewRule] =
    ReviewRule.pair(
      ("field-inserted", "field-removed"), .layouts, .misread, .misread,
      ("a record has a field that it had not", "a field of a record is gone"),
      because: (
        "what stood there, and all behind it, is taken for something else",
        "what stands there now, and all behind it, is taken for something else"
      ),
      mend: (
        "append the field, or raise the name that governs the record",
        "reserve its bytes, or raise the name that governs the record"
      ))
    + ReviewRule.pair(
      ("field-appended", "field-truncated"), .layouts, .misread, .ignored,
      ("a record has a field more at its end", "a record has a field less at its end"),
      because: (
        "a reader of the longer record reads what lies behind a shorter one",
        "what older writers put there is overlooked, and older readers read beyond the record"
      ),
      mend: (
        "write the size of the record beside it, or raise the name that governs it",
        "keep the size and reserve the bytes, or raise the name that governs the record"
      ))
    + ReviewRule.pair(
      ("entry-grown", "entry-shrunk"), .layouts, .misread, .misread,
      ("a record of which there are many is longer", "a record of which there are many is shorter"),
      because: (
        "from the second on, each is read where it is not",
        "from the second on, each is read where it is not"
      ),
      mend: (
        "raise the name that governs the records, or write their size",
        "raise the name that governs the records, or write their size"
      ))
    + ReviewRule.pair(
      ("record-grown", "record-shrunk"), .layouts, .misread, .ignored,
      ("a record takes more bytes", "a record takes fewer bytes"),
      because: (
        "a reader of the longer record reads what lies behind a shorter one",
        "of a longer record, only a part is read"
      ),
      mend: (
        "write the size of the record beside it, or raise the name that governs it",
        "raise the name that governs the record"
      ))
    + ReviewRule.pair(
      ("field-in-padding", "field-to-padding"), .layouts, .unknown, .ignored,
      ("reserved bytes have become a field", "a field has become reserved bytes"),
      because: (
        "older writers left zeros there, or whatever was in memory",
        "what older writers put there is overlooked"
      ),
      mend: (
        "say what zero means in the field, and that writers always wrote zeros",
        "read the field until no release writes it"
      ))
    + ReviewRule.pair(
      ("field-widened", "field-narrowed"), .layouts, .misread, .misread,
      ("a field has more bytes", "a field has fewer bytes"),
      because: (
        "the field, and all behind it, is taken for something else",
        "the field, and all behind it, is taken for something else"
      ),
      mend: (
        "raise the name that governs the record", "raise the name that governs the record"
      ))
    + ReviewRule.pair(
      ("field-target-added", "field-target-removed"), .layouts, .unknown, .unknown, bump: .never,
      (
        "it is said what a field leads to", "it is not said any more what a field leads to"
      ),
      because: (
        "nobody knows whether both sides took it for that before",
        "nobody knows whether both sides still mean the same"
      ),
      mend: ("say in the chapter that it is what was meant", "state it again"))
    + ReviewRule.pair(
      ("layout-added", "layout-removed"), .layouts, .read, .read, bump: .never,
      ("a layout is stated that was not", "a layout is not stated any more"),
      because: (
        "stating what was there changes nothing", "what still leads to it is described nowhere"
      ),
      mend: (
        "compare it with what writers wrote before", "state it while anything leads to it"
      ))
    + layoutFields

  private static let layoutFields: [ReviewRule] = [
    .format(
      "field-moved", .layouts, .misread, .misread, "a field stands at another offset",
      because: "each side reads other bytes for it", mend: "raise the name that governs the record"),
    .format(
      "field-order-changed", .layouts, .misread, .misread,
      "the bytes of a field are in another order",
      because: "the field has as many bytes as before, and each side reads another number",
      mend: "raise the name that governs the record; nothing else protects a reader"),
    .format(
      "field-sign-changed", .layouts, .misread, .misread,
      "a field has a sign that had none, or the reverse",
      because: "numbers with the highest bit set are read as others",
      mend: "raise the name that governs the record"),
    .format(
      "field-form-changed", .layouts, .misread, .misread, "a field is of another form",
      because: "its bytes are taken for something else",
      mend: "raise the name that governs the record"),
    .format(
      "field-target-changed", .layouts, .misread, .misread,
      "a field leads to something of another layout",
      because: "nothing in the field tells that what it leads to is another thing",
      mend: "raise the name that governs the record"),
    .format(
      "field-renamed", .layouts, .unknown, .unknown, bump: .strict,
      "a field has the same bytes and another name",
      because: "whether it means the same under the new name, no program can tell",
      mend: "say in the chapter that only the word changed, or raise the name"),
  ]
}
