// Schemas become values, and what is wrong with one is told at its place.

import Book
import Testing

@testable import Bindings

private let closed = "\nadditionalProperties: false"

struct BindingReaderTests {
  @Test func `a property has form, order, presence and facts`() throws {
    let node = try binding(
      """
      title: A note
      properties:
        compatible: {const: note-v1}
        start:
          $ref: /schemas/types.yaml#/definitions/uint64
          multipleOf: 0x1000
          description: where
            it begins
          x-order: native
          x-unit: address
          x-points-at: memory
      required: [compatible, start]
      additionalProperties: false
      """
    ).node
    #expect(node.title == "A note")
    #expect(node.names.accepted == [["note-v1"]] && node.names.isRequired && node.isClosed)
    let start = try #require(node[property: "start"])
    #expect(start.form == .number(NumberForm(width: 8)) && start.order == .native)
    #expect(start.isRequired && start.constraints.multiple == 4096)
    #expect(start.description == "where it begins")
    #expect(start.facts.unit == .address && start.facts.target == "memory")
  }

  @Test(arguments: [
    ("uint8", ValueForm.number(NumberForm(width: 1))),
    ("int64", .number(NumberForm(width: 8, isSigned: true))),
    ("uint32-array", .numbers(NumberForm(width: 4))), ("flag", .flag), ("string", .text),
    ("string-array", .texts), ("cell", .number(NumberForm(width: 4))),
  ])
  func `dt-schema's types are known`(name: String, form: ValueForm) throws {
    let schema = "properties:\n  a: {$ref: \"/schemas/types.yaml#/definitions/\(name)\"}\(closed)"
    #expect(try binding(schema).node.properties.map(\.form) == [form])
  }

  @Test func `nodes are stated by name, by pattern, and for all others`() throws {
    let node = try binding(
      """
      properties:
        data: {type: object, additionalProperties: true}
      patternProperties:
        "^n[0-9]+$": {type: object, x-name: region, additionalProperties: false}
      required: [data]
      additionalProperties:
        type: object
        additionalProperties: false
      """
    ).node
    #expect(node.children.map(\.label) == ["data", "{region}", "{any}"])
    #expect(node.children.map(\.isRequired) == [true, false, false])
    #expect(node.children[0].node.isClosed == false && node.isClosed)
  }

  @Test func `names may be several, deprecated, or a list`() throws {
    let names = try binding(
      """
      properties:
        compatible:
          oneOf:
            - items: [{const: n-v2}, {const: n-v1}]
            - {const: n-v0, deprecated: true}
      required: [compatible]
      additionalProperties: false
      """
    ).node.names
    #expect(names.written == ["n-v2", "n-v1"])
    #expect(names.read == ["n-v0", "n-v1", "n-v2"])
  }

  @Test func `a node may have whichever name, and bytes may be a record`() throws {
    let node = try binding(
      """
      properties:
        compatible: true
        area: {$ref: types.yaml#/definitions/uint8-array, minItems: 16, x-holds: memory}
      required: [compatible]
      additionalProperties: false
      """
    ).node
    #expect(node.names.isAny && node.names.isRequired && node.names.isEmpty)
    #expect(node.properties[0].facts.target == "memory")
  }

  @Test func `a row of a matrix has the columns that are described`() throws {
    let property = try binding(
      """
      properties:
        mem:
          $ref: /schemas/types.yaml#/definitions/uint64-matrix
          items: {items: [{description: address}, {description: size}]}
      additionalProperties: false
      """
    ).node.properties[0]
    #expect(property.form == .rows(NumberForm(width: 8), columns: 2))
    #expect(property.items == ["address", "size"] && property.count == Limits(1, nil))
  }

  @Test func `text that moved or was laid out otherwise gives an equal binding`() throws {
    let short = try binding(
      "properties: {a: {$ref: \"types.yaml#/definitions/uint32\", enum: [1, 2]}}\(closed)")
    let long = try binding(
      """
      # A remark.
      additionalProperties: false

      properties:
        a:
          enum:
            - 0x1
            - 2
          $ref: "types.yaml#/definitions/uint32"
      """)
    #expect(short == long)
  }
}
