// What is wrong with a schema, in exact words and at the exact place.

import Book
import Testing

@testable import Bindings

private let closed = "\nadditionalProperties: false"

struct BindingFindingTests {
  @Test func `what is no YAML is told at its place`() {
    expectFindings(
      "⌖properties: [", "binding-form: this is not YAML: did not find expected node content")
    expectFindings(
      "⌖a: 1\na: 2", "binding-form: 'a' stands here more than once; remove all but one")
    expectFindings(
      "a: ⌖&x 1",
      "binding-form: a schema has no anchors and aliases; write the value out, or in quotes")
    expectFindings(
      "⌖- 1\(closed)".replacing("\n", with: "\n- "),
      "binding-form: a node is stated by a mapping; write 'properties: …'")
  }

  @Test func `an empty schema is told at its fence`() {
    let found = bindings(chapter(("yaml binding=b", "# nothing")))
    #expect(
      found.findings.map(\.description) == [
        "Spec/P/01-a.md:5:1: error: there is no schema in this fence; write 'properties: …'"
      ])
    #expect(!found.isReadable)
  }

  @Test func `unknown keywords get a suggestion`() {
    expectFindings(
      "⌖propertis: {}\(closed)",
      "binding-form: unknown keyword 'propertis'; did you mean 'properties'?")
    expectFindings(
      "properties:\n  a: {$ref: types.yaml#/definitions/uint64, ⌖x-ordr: big}\(closed)",
      "binding-form: unknown keyword 'x-ordr'; did you mean 'x-order'?")
  }

  @Test func `a property has a type, and one that is known`() {
    expectFindings(
      "properties:\n  a: ⌖{minimum: 1}\(closed)",
      "binding-form: 'a' has no type; add '$ref: /schemas/types.yaml#/definitions/…'")
    expectFindings(
      "properties:\n  a: {$ref: ⌖types.yaml#/definitions/uint46}\(closed)",
      "binding-form: 'types.yaml#/definitions/uint46' is no type; did you mean 'uint16'?"
    )
  }

  @Test func `a word of ours is one of those that are known`() {
    expectFindings(
      "properties:\n  a: {$ref: types.yaml#/definitions/uint64, x-order: ⌖littel}\(closed)",
      "binding-form: 'littel' is no value of x-order; did you mean 'little'?")
    expectFindings(
      "properties:\n  a: {$ref: types.yaml#/definitions/uint64, x-unit: ⌖furlongs}\(closed)",
      "binding-form: 'furlongs' is no value of x-unit; it is one of address, bytes, pages, count,"
        + " order, index, version, checksum, token, flags, position, page-number")
  }

  @Test func `it is said whether there may be more`() {
    expectFindings(
      "properties:\n  c: ⌖{type: object}\(closed)",
      "binding-form: it is not said whether there may be more; add 'additionalProperties: false'")
  }

  @Test func `what is required is stated`() {
    expectFindings(
      "properties:\n  start: {$ref: types.yaml#/definitions/uint64}\nrequired: [⌖stat]\(closed)",
      "binding-required: 'stat' is required and stated nowhere; did you mean 'start'?")
    expectFindings(
      "properties: {}\nrequired: [⌖compatible]\(closed)",
      "binding-required: 'compatible' is required and stated nowhere; state it in 'properties', or do"
        + " not require it")
  }

  @Test func `a pattern that can never match is told, and why`() {
    expectFindings(
      "patternProperties:\n  ⌖\"$[0-9a-f_]+^\": {type: object, additionalProperties: false}\(closed)",
      "binding-pattern: this pattern matches no name at all; ^ stands at its beginning and $ at its end"
    )
    expectFindings(
      "patternProperties:\n  ⌖\"^[a-z/]{0}/$\": {type: object, additionalProperties: false}\(closed)",
      "binding-pattern: this pattern matches no name at all; say which names it is for")
    expectFindings(
      "patternProperties:\n  ⌖\"^(a$\": {type: object, additionalProperties: false}\(closed)",
      "binding-pattern: this is no pattern: this group is never closed, at character 2; mend it")
  }

  @Test func `a pattern of nodes that matches a property is told`() {
    expectFindings(
      """
      properties:
        start: {$ref: types.yaml#/definitions/uint64}
      patternProperties:
        ⌖"^[a-z]+$": {type: object, additionalProperties: false}
      additionalProperties: false
      """,
      "binding-pattern: this pattern of nodes also matches the property 'start'; exclude it, as in"
        + " \"^(?!start$)\"")
  }

  @Test func `what is mentioned is stated somewhere`() {
    expectFindings(
      "properties:\n  a: {$ref: types.yaml#/definitions/uint64, ⌖x-points-at: page-of-entries}\(closed)",
      "binding-reference: there is no layout 'page-of-entries'; state it as 'text"
        + " layout=page-of-entries', or say 'memory'")
    expectFindings(
      "properties:\n  ⌖c: {$ref: other.yaml#, type: object}\(closed)",
      "binding-reference: there is no binding 'other'; state it in a fence of its own")
    expectFindings(
      "properties:\n  a: {$ref: types.yaml#/definitions/uint64, ⌖x-size-in: sice}\n"
        + "  size: {$ref: types.yaml#/definitions/uint64}\(closed)",
      "binding-reference: there is no property 'sice' with the size of 'a'; did you mean 'size'?")
  }

  @Test func `a name stands for records that are stated`() {
    expectFindings(
      "⌖x-governs: [page]\nproperties: {}\(closed)",
      "binding-reference: there is no layout 'page'; state it as 'text layout=page'")
  }

  @Test func `an example of no binding is told`() {
    let set = bindings(
      chapter(("yaml binding=memory", "properties: {}\(closed)"), ("dts binding=memroy", "/ {};")))
    #expect(
      set.findings.map(\.description) == [
        "Spec/P/01-a.md:10:1: error: there is no binding 'memroy'; did you mean 'memory'?"
      ])
  }

  @Test func `two bindings of one name are told`() {
    let set = bindings(
      chapter(("yaml binding=b", "properties: {}\(closed)")),
      chapter(("yaml binding=b", "properties: {}\(closed)")))
    #expect(
      set.findings.map(\.description) == [
        "Spec/P/02-a.md:5:1: error: the binding 'b' is stated at Spec/P/01-a.md:5:1 already; give this"
          + " one a name"
      ])
    #expect(set.findings[0].kind == .bindingName)
  }

  @Test func `writers and readers are declared in the book's code`() {
    let code = "/// A tree.\nstruct Tree {\n  func read() {}\n}"
    let schema = "x-writer: Tree.raed\nx-reader: Tree.read\nproperties: {}\(closed)"
    let set = bindings(chapter(("swift", code), ("yaml binding=b", schema)))
    #expect(
      set.findings.map(\.description) == [
        "Spec/P/01-a.md:13:1: error: no chapter declares 'Tree.raed'; did you mean 'Tree.read'?"
      ])
    #expect(set.findings[0].kind.rawValue == "binding-symbol")
  }

  @Test func `what would cost a parser too much is not read`() {
    let deep = String(repeating: "[\n", count: 50)
    #expect(
      bindings(chapter(("yaml binding=b", deep))).findings.map(\.message) == [
        "a schema has at most 40 brackets inside each other; flatten it"
      ])
    let long = "a: " + String(repeating: "x", count: 400)
    #expect(
      bindings(chapter(("yaml binding=b", long))).findings.map(\.message) == [
        "a line of a schema has at most 400 bytes; break it"
      ])
  }
}
