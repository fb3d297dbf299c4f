// Blobs in the words of a book: each byte has its place, each value its meaning, each fault its row.

import Book
import Testing

@testable import Bindings

struct BlobReadingTests {
  private let set = bindings(
    """
    # T

    ```yaml binding=note
    title: A note
    properties:
      compatible: {const: note-v1}
      start:
        $ref: types.yaml#/definitions/uint64
        description: first byte
        maximum: 0xffff
        x-order: native
        x-unit: address
        x-points-at: memory
      state: {$ref: types.yaml#/definitions/uint32, x-values: {open: 1}, x-bits: {late: 3}}
    required: [compatible, start]
    additionalProperties: false
    ```

    ```text layout=entry
    name   offset  width  order     meaning
    first       0      8  native    the first byte → memory
    title       8      4  text      what it is called
    rest       12      4  reserved  zero
    ```
    """)

  private func tree(_ start: [UInt8], state: UInt8 = 9) -> FlatNode {
    FlatNode(
      "",
      properties: [
        .init("compatible", Array("note-v1".utf8) + [0]), .init("start", start),
        .init("state", [0, 0, 0, state]),
      ])
  }

  @Test func `a tree is found by its name, and read with type, value and meaning`() throws {
    let read = try FlatNode(tree([0, 16, 0, 0, 0, 0, 0, 0]).bytes)
    #expect(set.bindings(answeringTo: read.names) == ["note"])
    let reading = BlobReading(read, in: set, following: "note")
    #expect(reading.rows.map(\.name) == ["/", "compatible", "start", "state"])
    #expect(reading.rows.map(\.type) == ["", "string", "uint64 native", "uint32 big"])
    #expect(reading.rows.map(\.value) == ["", "\"note-v1\"", "0x1000", "0x9"])
    #expect(
      reading.rows.map(\.meaning) == ["A note", "", "address → memory; first byte", "late"])
    #expect(reading.faults.isEmpty)
  }

  @Test func `a value beyond its bound is told at its offset`() throws {
    let bytes = tree([0, 0, 1, 0, 0, 0, 0, 0]).bytes
    let reading = BlobReading(try FlatNode(bytes), in: set, following: "note")
    let fault = try #require(reading.faults.first)
    #expect(reading.faults.count == 1 && fault.message == "0x10000 is above 0xffff")
    #expect(Array(bytes[fault.offset..<fault.offset + 8]) == [0, 0, 1, 0, 0, 0, 0, 0])
  }

  @Test func `a machine of the other order reads the other number`() {
    let reading = BlobReading(
      tree([0, 0, 0, 0, 0, 0, 16, 0]), in: set, following: "note", machine: .big)
    #expect(reading.rows[2].value == "0x1000")
  }

  @Test func `what nobody states is shown as bytes`() {
    let reading = BlobReading(tree([1]), in: set, following: nil)
    #expect(reading.owner == nil && reading.rows[2].value == "[01]" && reading.faults.isEmpty)
  }

  @Test func `a record is read by its layout, and what lies behind it is missing`() throws {
    let layout = try #require(set.layouts["entry"])
    let bytes: [UInt8] = [0, 16, 0, 0, 0, 0, 0, 0] + Array("ab".utf8) + [0, 7] + [1, 0, 0, 0]
    let reading = BlobReading(record: bytes, as: layout)
    #expect(reading.rows.map(\.value) == ["0x1000", "\"ab\"", "[01 00 00 00]"])
    #expect(reading.faults.map(\.message) == ["it is reserved and not zero"])
    let short = BlobReading(record: Array(bytes.prefix(8)), as: layout)
    #expect(short.faults.map(\.offset) == [8, 12])
    #expect(short.faults[0].message == "it ends at byte 12, and 8 are there")
  }

  @Test func `each byte of a tree but its empty reservations is told once`() throws {
    let bytes = tree([0, 16, 0, 0, 0, 0, 0, 0]).bytes
    let spans = try FlatNode.spans(of: bytes)
    var told = [Int](repeating: 0, count: bytes.count)
    for span in spans { for index in span.range { told[index] += 1 } }
    #expect(Array(told[40..<56]) == [Int](repeating: 0, count: 16))
    #expect(told[..<40].allSatisfy { $0 == 1 } && told[56...].allSatisfy { $0 == 1 })
    #expect(spans.contains { $0.text == "the value of start" && $0.length == 8 })
    #expect(spans.contains { $0.text == "version: 0x11" && $0.offset == 20 })
  }
}
