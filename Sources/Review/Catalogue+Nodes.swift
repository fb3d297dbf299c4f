// Rules about nodes inside nodes, and about the tree that holds them all.

extension Catalogue {
  static let nodes: [ReviewRule] = nodePresence + nodeShape

  private static let nodePresence: [ReviewRule] =
    ReviewRule.pair(
      ("node-required-added", "node-required-removed"), .nodes, .refusedUndeclared, .ignored,
      ("a required node is new", "a required node is gone"),
      because: (
        "a writer that does not know it leaves it out, and the reader stops",
        "a reader that wants it stops, and one that does not know it overlooks what was written"
      ),
      mend: (
        "make it optional and say what its absence means, or raise the name",
        "go on writing it, or raise the name"
      ))
    + ReviewRule.pair(
      ("node-optional-added", "node-optional-removed"), .nodes, .read, .ignored, bump: .strict,
      ("an optional node is new", "an optional node is gone"),
      because: (
        "an older reader overlooks it, and what it leads to is lost",
        "what older writers left in it is lost"
      ),
      mend: (
        "make sure that a reader which overlooks it does no harm",
        "read it until no release writes it"
      ))
    + ReviewRule.pair(
      ("node-required-to-optional", "node-optional-to-required"), .nodes, .read,
      .refusedUndeclared,
      ("a required node may be absent", "an optional node must be there"),
      because: (
        "a writer may leave out what an older reader needs",
        "an older writer may have left it out"
      ),
      mend: ("go on writing it always", "accept its absence as before"))
    + ReviewRule.pair(
      ("node-deprecated", "node-undeprecated"), .nodes, .read, .read, bump: .never,
      ("a node is deprecated", "a node is not deprecated any more"),
      because: ("its end is announced, and nothing changes yet", "its end is called off"),
      mend: ("say which release is the last to write it", "nothing needs to be done"))
    + ReviewRule.pair(
      ("child-kind-added", "child-kind-removed"), .nodes, .read, .ignored, bump: .strict,
      ("nodes of a new kind may be inside", "nodes of a kind are not known any more"),
      because: (
        "an older reader overlooks them", "what older writers left in them is overlooked"
      ),
      mend: (
        "make sure that a reader which overlooks them does no harm",
        "read them until no release writes them"
      ))
    + ReviewRule.pair(
      ("node-optional-mistaken", "node-optional-distinct"), .nodes, .read, .refusedUndeclared,
      (
        "an optional node is new whose name was that of nodes of another kind",
        "a node is gone, and its name is that of nodes of another kind"
      ),
      because: (
        "an older reader takes it for a node of that kind, and finds in it what it does not expect",
        "what older writers left there is taken for a node of that kind"
      ),
      mend: (
        "give it a name that the pattern does not match, or raise the name of the binding",
        "keep the name reserved, or raise the name of the binding"
      ))
    + ReviewRule.pair(
      ("node-required-mistaken", "node-required-distinct"), .nodes, .refusedUndeclared,
      .refusedUndeclared,
      (
        "a required node is new whose name was that of nodes of another kind",
        "a required node is gone, and its name is that of nodes of another kind"
      ),
      because: (
        "an older writer leaves it out, and an older reader takes it for a node of that kind",
        "an older reader wants it, and what older writers left there is taken for another kind"
      ),
      mend: (
        "take a name that no pattern matches, or raise the name of the binding",
        "reserve the name, or raise the name of the binding"
      ))
    + [
      .format(
        "node-renamed", .nodes, .refusedUndeclared, .refusedUndeclared,
        "a required node has another name",
        because: "nodes are looked up by name: the old one is overlooked and the new one missed",
        mend: "keep the name, or raise the name of the binding"),
      .format(
        "node-optional-renamed", .nodes, .ignored, .ignored, "an optional node has another name",
        because: "each side overlooks what the other left, and neither notices",
        mend: "read both names, or raise the name of the binding"),
      .format(
        "root-name-changed", .nodes, .refusedUndeclared, .refusedUndeclared,
        "the node itself must be called otherwise",
        because: "each side looks for a node of another name",
        mend: "keep the name, or raise the name of the binding"),
    ]

  private static let nodeShape: [ReviewRule] =
    ReviewRule.pair(
      ("child-pattern-narrowed", "child-pattern-widened"), .nodes, .ignored, .read, bump: .strict,
      ("some names of nodes are not known any more", "nodes may have more names"),
      because: (
        "nodes that older writers left under such names are overlooked",
        "an older reader overlooks nodes with the new names"
      ),
      mend: (
        "go on reading names that users have chosen",
        "make sure that a reader which overlooks them does no harm"
      ))
    + ReviewRule.pair(
      ("child-least-raised", "child-least-lowered"), .nodes, .refusedUndeclared, .read,
      bump: .strict,
      ("there must be more nodes", "there may be fewer nodes"),
      because: (
        "trees with fewer nodes are refused now",
        "trees with fewer nodes are refused by older readers"
      ),
      mend: ("accept fewer nodes", "write as many nodes as before, or raise the name"))
    + ReviewRule.pair(
      ("child-most-lowered", "child-most-raised"), .nodes, .refusedUndeclared, .read,
      bump: .strict,
      ("there must be fewer nodes", "there may be more nodes"),
      because: (
        "trees with more nodes are refused now", "trees with more nodes overflow older readers"
      ),
      mend: ("accept more nodes", "write no more nodes than before, or raise the name"))
    + ReviewRule.pair(
      ("sorting-required", "sorting-dropped"), .nodes, .refusedUndeclared, .read,
      ("nodes must stand in the order of their names", "nodes may stand in any order"),
      because: (
        "older writers kept no order", "older readers search as if there were an order"
      ),
      mend: ("read them in any order", "go on writing them in order, or raise the name"))
    + ReviewRule.pair(
      ("node-opened", "node-closed"), .nodes, .read, .read, bump: .never, severity: .risky,
      (
        "a writer may write more than is stated", "a writer writes no more than what is stated"
      ),
      because: (
        "a slip in a name goes unnoticed, and no name can safely be given a meaning later",
        "what writers added freely is not covered any more"
      ),
      mend: ("state what writers add", "state what writers had added"))
    + ReviewRule.pair(
      ("condition-added", "condition-removed"), .nodes, .unknown, .unknown, bump: .strict,
      ("a condition is new", "a condition is gone"),
      because: (
        "conditions are compared as text; whether writers kept to this one is not known",
        "conditions are compared as text; whether readers depend on this one is not known"
      ),
      mend: (
        "show by examples what it allows and forbids", "show by an example what is allowed now"
      ))
    + [
      .format(
        "child-pattern-changed", .nodes, .ignored, .ignored, bump: .strict,
        "names of nodes must match another pattern",
        because: "each side overlooks nodes that the other may write",
        mend: "widen the pattern first, and narrow it in a later release"),
      .format(
        "child-binding-changed", .nodes, .unknown, .unknown,
        "a node follows another binding",
        because: "what the other binding states is compared there, not here",
        mend: "compare the two bindings, and raise the name above if they differ"),
      .format(
        "condition-changed", .nodes, .unknown, .unknown, bump: .strict,
        "a condition is another",
        because: "conditions are compared as text; which trees it allows is not known",
        mend: "show by examples what it allows and forbids"),
    ]

  static let container: [ReviewRule] =
    [
      .format(
        "container-version-changed", .container, .refusedUndeclared, .refusedUndeclared,
        "the tree has another version, or says that it can be read as another",
        because: "the header is checked before any name is read, so no name can declare this",
        mend: "keep the version that all releases read")
    ]
    + ReviewRule.pair(
      ("size-limit-lowered", "size-limit-raised"), .container, .refusedUndeclared, .read,
      bump: .strict,
      ("a tree may have fewer bytes", "a tree may have more bytes"),
      because: (
        "larger trees of older writers are refused", "older readers read only as much as they know"
      ),
      mend: ("read as much as any release writes", "write no more than before, or raise the name"))
    + ReviewRule.pair(
      ("alignment-raised", "alignment-lowered"), .container, .refusedUndeclared, .read,
      bump: .strict,
      ("a tree lies at multiples of more bytes", "a tree lies at multiples of fewer bytes"),
      because: (
        "trees of older writers are refused for where they lie",
        "older readers refuse trees for where they lie"
      ),
      mend: ("read trees that lie anywhere", "go on aligning as before"))
    + ReviewRule.pair(
      ("dependency-added", "dependency-removed"), .container, .unknown, .unknown, bump: .strict,
      (
        "the format depends on something of the machine",
        "the format depends on the machine no more"
      ),
      because: (
        "two machines may differ in it, and no name tells", "older readers still depend on it"
      ),
      mend: (
        "write what it depends on into the tree, or say between which machines it is not meant to pass",
        "raise the name, so that a reader knows which of both it has"
      ))
}
