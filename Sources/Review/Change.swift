// One difference between two revisions, by the rule that it falls under.

package import Bindings

package struct Change: Hashable, Sendable {
  /// The rule's id.
  package var rule: String
  /// The element: in base where it is gone, else in head.
  package var path: ElementPath
  /// Where it was before, if it has moved or was renamed.
  package var formerPath: ElementPath?
  /// What was stated, and what is; empty where there was nothing.
  package var old: String
  package var new: String
  /// The keyword of the schema that states it, for its place.
  package var keyword: String?

  package init(
    _ rule: String, _ path: ElementPath, _ old: String = "", _ new: String = "",
    keyword: String? = nil, from formerPath: ElementPath? = nil
  ) {
    self.rule = rule
    self.path = path
    self.old = old
    self.new = new
    self.keyword = keyword
    self.formerPath = formerPath
  }

  /// Whether it is about which nodes there are in a node, so that a reader meets it before it knows what
  /// they call themselves.
  private var isAboutMembers: Bool {
    let starts = [
      "child-pattern-", "child-kind-", "child-binding-", "node-required-", "node-optional-",
    ]
    return rule == "node-renamed" || starts.contains { rule.hasPrefix($0) }
  }

  /// Both places of the element, or of the node that it is one of the nodes of.
  var named: [ElementPath] {
    guard isAboutMembers else { return elements }
    return elements.map { ElementPath($0.owner, $0.nodes.dropLast()) }
  }

  /// Both places of the element.
  package var elements: [ElementPath] { [path] + (formerPath.map { [$0] } ?? []) }
}
