// The same calls to the writer here and to libfdt's: all bytes must be equal. And what libfdt
// refuses of damaged blobs must be refused here.

import DeviceTree
import LibFDT
import Testing

@Suite(
  .enabled(
    if: Tool.mustRun || Tool.hasLibrary,
    "needs libfdt: apt install \(LibFDT.package)"))
struct LibraryTests {
  let library: LibFDT

  init() throws { library = try #require(LibFDT.installed) }

  @Test(arguments: KernelTree.all)
  func `libfdt makes the same bytes of a kernel's tree`(_ tree: KernelTree) throws {
    #expect(try written(tree.root) == tree.root.blob())
  }

  @Test func `libfdt makes the same bytes of random trees`() throws {
    var total = 0
    for seed in UInt64(1)...500 {
      var random = RandomTrees(seed: seed)
      let tree = random.tree()
      let reservations = (0..<random.number(below: 3)).map { _ in
        Reservation(address: random.next(), size: random.next() | 1)
      }
      let bytes = try written(tree, reservations: reservations)
      #expect(try tree.blob(reservations: reservations) == bytes, "seed \(seed)")
      total += bytes.count
    }
    #expect(total > 100_000)
  }

  @Test func `both writers run out of room at the same size`() throws {
    for seed in UInt64(1)...40 {
      var random = RandomTrees(seed: seed)
      let tree = random.tree(depth: 2)
      let size = try tree.blob().count
      for limit in max(48, size - 40)...size + 4 {
        let fits = (try? tree.blob(limit: limit)) != nil
        let theirs = (try? written(tree, capacity: limit)) != nil
        #expect(fits == theirs, "seed \(seed), limit \(limit)")
      }
    }
  }

  @Test func `whatever is read here passes libfdt's check of the whole, too`() throws {
    var (read, refused, refusedThere) = (0, 0, 0)
    for seed in UInt64(1)...3000 {
      var random = RandomTrees(seed: seed)
      var bytes = try random.tree(depth: 2).blob()
      for _ in 0...random.number(below: 3) {
        let place = random.number(below: bytes.count)
        bytes[place] =
          [0, 1, 2, 3, 4, 9, 0xff, UInt8(truncatingIfNeeded: random.next())][
            random.number(below: 8)]
      }
      let code = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { library.checkFull($0, buffer.count) } ?? 0
      }
      if code != 0 { refusedThere += 1 }
      if (try? DeviceTreeBlob(bytes)) == nil {
        refused += 1
      } else {
        read += 1
        #expect(code == 0, "seed \(seed)")
      }
    }
    print("device trees: \(read) read, \(refused) refused here, \(refusedThere) by libfdt")
    #expect(read > 300 && refusedThere > 300 && refused >= refusedThere)
  }

  /// The blob that libfdt makes of a tree.
  private func written(
    _ root: TreeNode, reservations: [Reservation] = [], capacity: Int = 1 << 16
  ) throws -> [UInt8] {
    // In cells of eight bytes, since libfdt wants its buffer aligned.
    var buffer = [UInt64](repeating: 0, count: capacity / 8 + 1)
    return try buffer.withUnsafeMutableBytes { bytes in
      guard let blob = bytes.baseAddress else { throw Tool.Failure(description: "no buffer") }
      try check(library.create(blob, Int32(capacity)))
      for entry in reservations {
        try check(library.addReservation(blob, entry.address, entry.size))
      }
      try check(library.finishReservations(blob))
      try write(root, to: blob)
      try check(library.finish(blob))
      let size = Int(UInt32(bigEndian: bytes.load(fromByteOffset: 4, as: UInt32.self)))
      return Array(bytes[..<size])
    }
  }

  private func write(_ node: TreeNode, to blob: LibFDT.Blob) throws {
    try check(library.beginNode(blob, node.name))
    for property in node.properties {
      try Array(property.value.bytes).withUnsafeBytes { bytes in
        try check(library.property(blob, property.name, bytes.baseAddress, Int32(bytes.count)))
      }
    }
    for child in node.children { try write(child, to: blob) }
    try check(library.endNode(blob))
  }

  private func check(_ code: Int32) throws {
    guard code == 0 else { throw Tool.Failure(description: "libfdt returned \(code)") }
  }
}
