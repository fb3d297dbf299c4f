// Rules about types, widths, byte order and lists. Lengths are compared exactly by readers of
// handed-over memory, so that wider is as foreign as narrower.

extension Catalogue {
  static let types: [ReviewRule] =
    ReviewRule.pair(
      ("width-widened", "width-narrowed"), .types, .refusedUndeclared, .refusedUndeclared,
      ("a number has more bytes", "a number has fewer bytes"),
      because: (
        "the length is compared exactly, so a shorter number is refused even if it would fit",
        "the length is compared exactly, so a longer number is refused even if it would fit"
      ),
      mend: ("raise the name of the node", "raise the name of the node"))
    + [
      .format(
        "order-changed", .types, .misread, .misread,
        "the bytes of a number are in another order",
        because:
          "the length is the same, so that each side reads another number and neither notices",
        mend: "raise the name of the node; nothing else protects a reader"),
      .format(
        "signedness-changed", .types, .misread, .misread,
        "a number has a sign that had none, or the reverse",
        because: "numbers with the highest bit set are read as others",
        mend: "raise the name, or bound the number so that the highest bit is never set"),
      .format(
        "kind-changed-same-length", .types, .misread, .misread,
        "a value is of another kind that can have as many bytes",
        because:
          "the length is all that a reader checks, so the bytes are taken for something else",
        mend: "raise the name of the node"),
      .format(
        "kind-changed", .types, .refusedUndeclared, .refusedUndeclared,
        "a value is of another kind",
        because: "its bytes are none of what the reader expects",
        mend: "raise the name of the node, or give the new kind a property of its own"),
      .format(
        "unit-changed", .types, .misread, .misread, "a number counts something else",
        because: "the bytes are the same, and mean another amount",
        mend: "raise the name, or give the number a new property"),
      .format(
        "target-changed", .types, .misread, .misread,
        "an address leads to something of another layout",
        because: "nothing in the property tells that what lies at the address is another thing",
        mend: "raise the name that governs the property"),
      .format(
        "size-source-changed", .types, .misread, .misread,
        "the size of what an address leads to stands elsewhere",
        because: "a reader takes another number for the size, and reads too much or too little",
        mend: "raise the name of the node"),
    ]
    + ReviewRule.pair(
      ("type-added", "type-removed"), .types, .unknown, .read, bump: .never,
      ("a value has a stated type that had none", "a value has no stated type any more"),
      because: (
        "nobody knows whether writers kept to it before it was stated",
        "writers may write what older readers refuse"
      ),
      mend: ("show by the examples that writers did", "state the type again"))
    + ReviewRule.pair(
      ("unit-added", "unit-removed"), .types, .unknown, .unknown, bump: .never,
      ("it is said what a number counts", "it is not said any more what a number counts"),
      because: (
        "nobody knows whether both sides took it for that before",
        "nobody knows whether both sides still mean the same"
      ),
      mend: ("say in the chapter that it is what was meant", "state the unit again"))
    + ReviewRule.pair(
      ("target-added", "target-removed"), .types, .unknown, .unknown, bump: .never,
      ("it is said what an address leads to", "it is not said any more what an address leads to"),
      because: (
        "nobody knows whether both sides took it for that before",
        "nobody knows whether both sides still mean the same"
      ),
      mend: ("say in the chapter that it is what was meant", "state it again"))
    + ReviewRule.pair(
      ("size-source-added", "size-source-removed"), .types, .unknown, .unknown, bump: .always,
      (
        "the size of what an address leads to is stated beside it",
        "the size of what an address leads to is stated nowhere"
      ),
      because: (
        "older readers have another idea of the size", "readers must guess where to stop"
      ),
      mend: ("say which size older readers assume", "state the size again, or fix it in a layout"))

  static let lists: [ReviewRule] =
    ReviewRule.pair(
      ("scalar-to-list", "list-to-scalar"), .types, .read, .refusedUndeclared,
      ("one value has become a list, which may have one", "a list has become one value"),
      because: (
        "an older reader refuses all lengths but one", "lists of another length are refused now"
      ),
      mend: ("write lists of one, or raise the name", "raise the name of the node"))
    + ReviewRule.pair(
      ("scalar-to-longer-list", "longer-list-to-scalar"), .types, .refusedUndeclared,
      .refusedUndeclared,
      ("one value has become a list of more", "a list of more than one has become one value"),
      because: ("no length fits both", "no length fits both"),
      mend: ("raise the name of the node", "raise the name of the node"))
    + ReviewRule.pair(
      ("list-least-raised", "list-least-lowered"), .types, .refusedUndeclared, .read,
      ("a list has at least more items", "a list may have fewer items"),
      because: (
        "shorter lists of older writers are refused", "shorter lists are refused by older readers"
      ),
      mend: ("accept the shorter lists", "write as many items as before, or raise the name"))
    + ReviewRule.pair(
      ("list-most-lowered", "list-most-raised"), .types, .refusedUndeclared, .read,
      ("a list has at most fewer items", "a list may have more items"),
      because: ("longer lists of older writers are refused", "longer lists overflow older readers"),
      mend: ("accept the longer lists", "write no more items than before, or raise the name"))
    + [
      .format(
        "list-count-changed", .types, .refusedUndeclared, .refusedUndeclared,
        "a list has another number of items",
        because: "no length fits both", mend: "raise the name of the node"),
      .format(
        "list-order-changed", .types, .misread, .misread,
        "the items of a list have changed places",
        because: "the bytes are the same, and each is taken for its neighbour",
        mend: "keep the order, or raise the name of the node"),
      .format(
        "list-item-changed", .types, .unknown, .unknown, bump: .strict,
        "an item of a list is something else, or is called otherwise",
        because: "only the words changed; whether the meaning did, no program can tell",
        mend: "say in the chapter whether the meaning changed, and raise the name if it did"),
      .format(
        "row-width-changed", .types, .misread, .misread,
        "the rows of a list have another number of columns",
        because: "numbers of one row are taken for those of the next",
        mend: "raise the name of the node"),
    ]
}
