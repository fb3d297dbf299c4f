// Example trees: read from their source, held against their binding, and what is wrong told at its place.

import Book
import Testing

@testable import Bindings

private let schema = """
  x-limit: 400
  properties:
    $nodename: {const: /}
    compatible: {const: list-v1}
    first: {$ref: types.yaml#/definitions/uint64, x-order: native, minimum: 0x1000}
    words: {$ref: types.yaml#/definitions/uint32-array, minItems: 2}
    kept: {type: object, properties: {}, additionalProperties: true}
  patternProperties:
    "^n[0-9]$": {type: object, properties: {compatible: true}, additionalProperties: false}
  required: [compatible, first, kept]
  additionalProperties: false
  """

private let whole = """
  /dts-v1/;
  / { // the root
    compatible = "list-v1";
    first = [00 10 00 00 00 00 00 00];
    words = <1 0x20>, /* two more */ <3>;
    kept { anything = "a", "b"; };
    n1 { compatible = "whatever"; };
  };
  """

struct TreeExampleTests {
  private func examples(_ source: String) -> BindingSet {
    bindings(chapter(("yaml binding=list", schema), ("dts binding=list", source)))
  }

  /// What is found, with places by line and column of the source.
  private func found(_ source: String) -> [String] {
    let first = schema.split(separator: "\n").count + 9
    return examples(source).findings.map {
      #expect($0.kind == .bindingExample)
      return "\($0.location.line - first + 1):\($0.location.column): \($0.message)"
    }
  }

  @Test func `a tree becomes bytes as they were written`() throws {
    let set = examples(whole)
    #expect(set.findings == [])
    let tree = try #require(set.examples.first?.tree)
    #expect(tree["first"]?.value == [0, 0x10, 0, 0, 0, 0, 0, 0])
    #expect(tree["words"]?.value == [0, 0, 0, 1, 0, 0, 0, 0x20, 0, 0, 0, 3])
    #expect(tree.children.map(\.name) == ["kept", "n1"])
    #expect(tree.children[0]["anything"]?.value == Array("a\0b\0".utf8))
    #expect(try FlatNode(tree.bytes) == tree)
  }

  @Test(
    arguments: [
      ("/bits/ 64 <0x10>", [0, 0, 0, 0, 0, 0, 0, 0x10]), ("/bits/ 16 <1 2>", [0, 1, 0, 2]),
      ("[0a0b 0c]", [10, 11, 12]), ("\"a\", [00]", [0x61, 0, 0]), ("<>", []), ("\"\"", [0]),
    ] as [(String, [UInt8])])
  func `each kind of value is read`(source: String, value: [UInt8]) throws {
    var reader = TreeSource("/ { a = \(source); };")
    #expect(try reader.root().flat["a"]?.value == value)
  }

  @Test func `what a tree lacks or has too much is told at its place`() {
    let close = "  kept {};\n};"
    let right = "  compatible = \"list-v1\";\n  first = [00 10 00 00 00 00 00 00];\n"
    func told(_ message: String) -> String { "\(message); mend the tree, or the binding 'list'" }
    #expect(
      found("/ {\n\(close)") == [
        told("1:1: /: there is no compatible"), told("1:1: /: there is no first"),
      ])
    #expect(found("/ {\n\(right)};") == [told("1:1: /: there is no node kept")])
    #expect(
      found("/ {\n\(right)  more = <1>;\n  words = <1>;\n  first = [00];\n\(close)") == [
        told("4:3: / more: the binding does not state it"),
        told("5:3: / words: 4 bytes, not 4 for each of 2 or more"),
        told("6:3: / first: 1 bytes, not 8"), told("6:3: / first: another property has this name"),
      ])
    #expect(
      found("/ {\n\(right)  n1 { a; };\n  n1 {};\n  m {};\n\(close)") == [
        told("4:8: /n1 a: the binding does not state it"),
        told("5:3: /n1: another node has this name"),
        told("6:3: /m: the binding states no such node"),
      ])
    #expect(
      found("/ {\n  compatible = \"list-v2\";\n  first = /bits/ 64 <1>;\n\(close)") == [
        told("2:3: / compatible: not compatible with list-v1")
      ])
    #expect(
      found("/ {\n  compatible = \"list-v1\";\n  first = [10 00 00 00 00 00 00 00];\n\(close)") == [
        told("3:3: / first: 0x10 is below 0x1000")
      ])
    let long = "  kept { a = \"\(String(repeating: "x", count: 300))\"; };\n};"
    #expect(found("/ {\n\(right)\(long)") == [told("1:1: /: 463 bytes, and 400 are allowed")])
  }

  @Test(arguments: [
    ("", "1:1: a tree begins with its root; write '/ { … };'"),
    ("node {};", "1:1: a tree begins with its root; write '/ { … };'"),
    ("/ {}", "1:5: here stands ';'"),
    ("/ {", "1:4: here stands the name of a property or node, or '}'"),
    ("/ {};\nx", "2:1: the tree has ended; remove what follows"),
    ("/ { a: b {}; };", "1:5: labels are not read; remove 'a:'"),
    ("/ { a {}; b; };", "1:11: properties stand before the nodes inside; move 'b' up"),
    ("/ { a = <1; };", "1:9: cells are numbers, up to a '>'"),
    ("/ { a = <0x100000000>; };", "1:10: this number does not fit into 32 bits"),
    ("/ { a = <010>; };", "1:10: '010' is no number; write it in digits, or with 0x"),
    ("/ { a = [0]; };", "1:9: bytes are pairs of digits of base 16, up to a ']'"),
    ("/ { a = \"b; };", "1:9: this text is never closed; end it with \""),
    ("/ { a = \"\\n\"; };", "1:10: a backslash is not read in a text; write the bytes"),
    ("/ { a = &b; };", "1:9: a value is a text, '<numbers>' or '[bytes]'; write one of them"),
    ("/ { a = /bits/ 24 <1>; };", "1:16: behind '/bits/' stands 8, 16, 32 or 64"),
    ("/ { a b; };", "1:7: behind 'a' stands '=', ';' or '{'"),
    ("/ { /* };", "1:5: this comment is never closed; end it with */"),
    ("/ { /*/ };", "1:5: this comment is never closed; end it with */"),
  ])
  func `what is no source of a tree is told at its place`(source: String, message: String) {
    #expect(found(source).first == message)
  }

  @Test func `sources are bounded`() {
    let deep = String(repeating: "n {", count: 64) + String(repeating: "};", count: 65)
    #expect(found("/ {" + deep).first?.hasSuffix("at most 64 nodes inside each other") == true)
    let long = "/ { a = [" + String(repeating: "00 ", count: 30_000) + "]; };"
    #expect(found(long) == ["1:1: an example of more than 8 KiB is not read; show less"])
  }

  @Test func `cut off anywhere it is told, and nothing else happens`() {
    for count in 0..<(whole.utf8.count - 1) {
      var reader = TreeSource(String(decoding: whole.utf8.prefix(count), as: UTF8.self))
      #expect(throws: SourceMistake.self) { try reader.root() }
    }
  }
}
