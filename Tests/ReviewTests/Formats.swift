// Formats for tests: small ones in the shape of what books state.

import Bindings
import Book
import Testing

/// Bindings and layouts that can be changed.
struct Formats {
  var bindings: [String: Binding]
  var layouts: [String: Layout]

  init(_ set: BindingSet) {
    bindings = set.bindings
    layouts = set.layouts
  }

  var set: BindingSet {
    BindingSet(
      bindings.sorted { $0.key < $1.key }.map(\.value),
      layouts: layouts.sorted { $0.key < $1.key }.map(\.value))
  }
}

/// The formats that a chapter states; without findings.
func formats(_ chapter: String, sourceLocation: SourceLocation = #_sourceLocation) -> BindingSet {
  let entry = BookFolder.Entry(name: "01-a.md", kind: .regular)
  let folder = BookFolder(path: "Spec", parts: ["P": [entry]])
  let book = Book.reading(folder) { path in
    Array((path.hasSuffix("book.yml") ? "title: T\nparts: [P]\n" : chapter).utf8)
  }
  let set = BindingSet(book)
  #expect(set.findings == [], sourceLocation: sourceLocation)
  return set
}

/// A root with links, a tree of regions, and what their addresses lead to.
let example = """
  # T

  ```yaml binding=root
  title: The root
  x-limit: 4096
  x-tree-version: [17, 16]
  properties:
    compatible: {const: root-v1}
    map:
      $ref: /schemas/types.yaml#/definitions/uint64
      multipleOf: 4096
      description: first page of the list
      x-order: native
      x-unit: address
      x-points-at: chunk
  required: [compatible, map]
  additionalProperties:
    type: object
    x-name: link
    properties:
      data: {$ref: types.yaml#/definitions/uint64, x-order: native, x-points-at: memory}
      size: {$ref: types.yaml#/definitions/uint64, x-order: native, x-unit: bytes}
    required: [data]
    additionalProperties: false
  ```

  ```yaml binding=regions
  properties:
    $nodename: {const: /}
    compatible: {const: memory-v1}
  patternProperties:
    "^(?!compatible$)[a-z][a-z0-9]{0,14}$":
      type: object
      x-name: region
      properties:
        compatible: {const: region-v1}
        start: {$ref: types.yaml#/definitions/uint64, x-order: native, x-unit: address}
        size: {$ref: types.yaml#/definitions/uint64, x-order: native, x-unit: bytes}
        label: {$ref: types.yaml#/definitions/string, x-absent: it has none}
      required: [compatible, start, size]
      additionalProperties: false
  required: [compatible]
  additionalProperties: false
  ```

  ```yaml binding=test
  properties:
    compatible: {const: test-v1}
    magic: {$ref: types.yaml#/definitions/uint32, x-order: little}
    data:
      type: object
      properties:
        words: {$ref: types.yaml#/definitions/uint64-array, x-order: native}
        pairs:
          $ref: types.yaml#/definitions/uint64-matrix
          x-order: native
          items: {items: [{description: address}, {description: size}]}
        ready: {$ref: types.yaml#/definitions/flag}
      required: [words]
      additionalProperties: false
  required: [compatible, magic, data]
  additionalProperties: false
  ```

  ```text layout=chunk size=4096
  name     offset  width  order     meaning
  next          0      8  native    the next page → chunk
  order         8      4  native    the order
  count        12      4  native    how many elements
  elements     16   4080  bytes     the elements → element[]
  ```

  ```text layout=element
  name     offset  width  order     meaning
  start         0      8  native    the first byte
  bitmap        8      8  native    which pages → memory
  ```
  """
