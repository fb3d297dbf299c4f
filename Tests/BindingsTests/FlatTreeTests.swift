// Trees as bytes, and how a tree is held against its binding.

import Book
import Testing

@testable import Bindings

struct FlatTreeTests {
  private let tree = FlatNode(
    properties: [.init("compatible", Array("note-v1\0".utf8)), .init("empty", [])],
    children: [
      FlatNode("n1", properties: [.init("start", [0, 0x10, 0, 0, 0, 0, 0, 0])]), FlatNode("n2"),
    ])

  @Test func `a tree is read as it was written`() throws {
    let read = try FlatNode(tree.bytes)
    #expect(read == tree)
    #expect(read.names == ["note-v1"])
    let offset = read.children[0].properties[0].offset
    #expect(Array(tree.bytes[offset..<offset + 8]) == [0, 0x10, 0, 0, 0, 0, 0, 0])
  }

  @Test func `bytes of any kind are read to an end`() {
    let bytes = tree.bytes
    for seed in 1...2000 {
      var random = SplitMix(seed: UInt64(seed))
      var spoilt = bytes
      for _ in 0..<(1 + random.next() % 3) {
        spoilt[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      spoilt.removeLast(Int(random.next() % 8) * Int(random.next() % 8))
      _ = try? FlatNode(spoilt)
    }
    for count in bytes.indices {
      #expect(throws: FlatTreeFault.self) { try FlatNode(Array(bytes.prefix(count))) }
    }
  }

  @Test func `nodes inside each other are bounded`() {
    var deep = FlatNode("end")
    for _ in 1...64 { deep = FlatNode("n", children: [deep]) }
    #expect(throws: FlatTreeFault.self) { try FlatNode(deep.bytes) }
  }
}

struct ValidationTests {
  private let set = bindings(
    chapter(
      (
        "yaml binding=note",
        """
        properties:
          compatible: {const: note-v1}
          size: {$ref: types.yaml#/definitions/uint64, x-order: native, minimum: 1}
          label: {$ref: types.yaml#/definitions/string, maxLength: 4}
        patternProperties:
          "^n[0-9]$":
            type: object
            x-name: region
            properties:
              pair: {$ref: types.yaml#/definitions/uint32-array, minItems: 2, maxItems: 2}
            required: [pair]
            additionalProperties: false
        required: [compatible, size]
        additionalProperties: false
        """
      )))

  private func violations(
    _ properties: [FlatNode.Property], _ children: [FlatNode] = [], name: String = "note-v1"
  ) -> [String] {
    let names = FlatNode.Property("compatible", Array(name.utf8) + [0])
    let root = FlatNode(properties: [names] + properties, children: children)
    return set.violations(of: root, against: "note").map { "\($0.path): \($0.message)" }
  }

  private let size = FlatNode.Property("size", [1, 0, 0, 0, 0, 0, 0, 0])

  @Test func `a tree that follows its binding has no violations`() {
    #expect(set.findings == [])
    let region = FlatNode("n1", properties: [.init("pair", [0, 0, 0, 1, 0, 0, 0, 2])])
    #expect(violations([size, .init("label", Array("abcd\0".utf8))], [region]) == [])
  }

  @Test func `what is missing, too long, or not mentioned is told`() {
    #expect(violations([]) == ["note:/size: there is no size"])
    #expect(violations([.init("size", [1, 0, 0, 0])]) == ["note:/size: 4 bytes, not 8"])
    #expect(
      violations([.init("size", [0, 0, 0, 0, 0, 0, 0, 0])]) == ["note:/size: 0x0 is below 0x1"])
    #expect(
      violations([size, .init("model", [])]) == ["note:/model: the schema does not mention it"])
    #expect(violations([size, size]) == ["note:/size: another property has this name"])
    #expect(
      violations([size, .init("label", Array("abcde\0".utf8))]) == [
        "note:/label: 5 characters, and there are 0 to 4"
      ])
    #expect(
      violations([size], name: "note-v2") == ["note:/compatible: \"note-v2\" is not \"note-v1\""])
  }

  @Test func `nodes are compared by the pattern that matches them`() {
    #expect(violations([size], [FlatNode("n1")]) == ["note:/{region}/pair: there is no pair"])
    let short = FlatNode("n1", properties: [.init("pair", [0, 0, 0, 1])])
    #expect(violations([size], [short]) == ["note:/{region}/pair: 4 bytes, not 4 for each of 2"])
    #expect(
      violations([size], [FlatNode("x")]) == ["note:/x: the schema does not mention the node"])
  }

  @Test func `an example that does not follow its binding is a finding at its fence`() throws {
    let text = chapter(
      ("yaml binding=b", "properties: {}\nadditionalProperties: false"), ("dts binding=b", "/ {};"))
    let set = bindings(text)
    let example = try #require(set.examples.first)
    let found = set.findings(of: example, tree: FlatNode(properties: [.init("x", [])]))
    #expect(
      found.map(\.description) == [
        "Spec/P/01-a.md:10:1: error: this example does not follow 'b': b:/x: the schema does not"
          + " mention it; mend one of them"
      ])
    #expect(found[0].kind == .bindingExample)
  }
}
