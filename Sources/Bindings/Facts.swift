// What dt-schema has no words for, stated beside it with keywords that begin with `x-`: the order of
// bytes, what an address leads to, what absence and zero mean, who writes and who reads. Validators
// that know only dt-schema are given the schema without them.

/// What a number counts or names.
package enum Unit: String, Hashable, Sendable, CaseIterable {
  case address, bytes, pages, count, order, index, version, checksum, token, flags, position
  case pageNumber = "page-number"
}

/// What is known of a property beyond its bytes.
package struct PropertyFacts: Hashable, Sendable {
  /// `x-unit`
  package var unit: Unit?
  /// `x-points-at`: the layout or binding of what lies at the address, or `memory`; `x-holds`: that of
  /// the bytes themselves.
  package var target: String?
  /// `x-size-in`: the property beside it that says how large that is.
  package var sizeSource: String?
  /// `x-absent` or `default`: what it means that the property is not there.
  package var absence: String?
  /// `x-zero`: what the number 0 means.
  package var zero: String?
  /// `x-values`: names of numbers.
  package var values: [String: Int128] = [:]
  /// `x-bits`: names of bits.
  package var bits: [String: Int] = [:]
  package var code = CodeFacts()

  package init() {}
}

/// What is known of a node beyond what is in it.
package struct NodeFacts: Hashable, Sendable {
  /// `x-refusal`: what a reader does that does not take the node.
  package var refusal: String?
  /// `x-limit`: how many bytes the whole tree may have.
  package var sizeLimit: Int?
  /// `x-tree-version`: the container's version, and the oldest that it says it
  /// can be read as.
  package var version: Int?
  package var oldestVersion: Int?
  /// `x-alignment`: of the tree in memory, in bytes.
  package var alignment: Int?
  /// `x-children`: how many nodes there may be inside.
  package var childCount: Limits?
  /// `x-sorted`: whether the nodes inside stand in the order of their names.
  package var isSorted = false
  /// `x-governs`: layouts that have no name of their own and belong to this node's, whoever leads to them.
  package var governed: [String] = []
  /// `x-depends-on`: what of the machine changes the layout, such as the size of its pages.
  package var dependencies: [String] = []
  package var code = CodeFacts()

  package init() {}
}

/// Where an element is made and used.
package struct CodeFacts: Hashable, Sendable {
  /// `x-writer`, `x-reader`: declarations of the book's own code, `Type.member`.
  package var writer: String?
  package var reader: String?
  /// `x-header`: the file of the specified program that states it.
  package var header: String?
  /// `x-struct`: the C type that it states, or a member of it.
  package var structure: String?
  /// `x-define`: the macro that it states.
  package var define: String?

  package init() {}
}
