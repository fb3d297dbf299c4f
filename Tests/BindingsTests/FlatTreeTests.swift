// Trees as bytes.

import Book
import Testing
import Trials

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
      var random = SeededGenerator(seed: UInt64(seed))
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
