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

  @Test func `both writers refuse the same call when they run out of room`() throws {
    var refused: Set<Int> = []
    for seed in UInt64(1)...40 {
      var random = RandomTrees(seed: seed)
      let calls = calls(for: random.tree(depth: 2))
      for limit in 64...1200 {
        var writer = BlobWriter(limit: limit)
        let ours = calls.firstIndex { (try? perform($0, on: &writer)) == nil }
        let theirs = try firstRefused(of: calls, capacity: limit)
        #expect(ours == theirs, "seed \(seed), limit \(limit)")
        guard let ours else { break }
        refused.insert(ours)
      }
    }
    #expect(refused.count > 40, "\(refused.count)")
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
    try withBlob(reservations: reservations, capacity: capacity) { blob in
      for call in calls(for: root) { try check(perform(call, on: blob)) }
      try check(library.finish(blob))
      let size = Int(UInt32(bigEndian: blob.load(fromByteOffset: 4, as: UInt32.self)))
      return Array(UnsafeRawBufferPointer(start: blob, count: size))
    }
  }

  /// The index of the first call that libfdt refuses in a blob of some size.
  private func firstRefused(of calls: [Call], capacity: Int) throws -> Int? {
    try withBlob(capacity: capacity) { blob in
      calls.firstIndex { perform($0, on: blob) != 0 }
    }
  }

  /// Does something with a blob of libfdt's whose reservations are written.
  private func withBlob<Result>(
    reservations: [Reservation] = [], capacity: Int, _ body: (LibFDT.Blob) throws -> Result
  ) throws -> Result {
    // In cells of eight bytes, since libfdt wants its buffer aligned.
    var buffer = [UInt64](repeating: 0, count: capacity / 8 + 1)
    return try buffer.withUnsafeMutableBytes { bytes in
      guard let blob = bytes.baseAddress else { throw Tool.Failure(description: "no buffer") }
      try check(library.create(blob, Int32(capacity)))
      for entry in reservations {
        try check(library.addReservation(blob, entry.address, entry.size))
      }
      try check(library.finishReservations(blob))
      return try body(blob)
    }
  }

  private func check(_ code: Int32) throws {
    guard code == 0 else { throw Tool.Failure(description: "libfdt returned \(code)") }
  }
}

extension LibraryTests {
  /// What both writers can be asked.
  private enum Call {
    case begin(String)
    case property(TreeNode.Property)
    case end
  }

  private func calls(for node: TreeNode) -> [Call] {
    [.begin(node.name)] + node.properties.map(Call.property)
      + node.children.flatMap(calls(for:)) + [.end]
  }

  private func perform(_ call: Call, on writer: inout BlobWriter) throws {
    switch call {
    case .begin(let name): try writer.beginNode(name)
    case .property(let property): try writer.property(property.name, property.value)
    case .end: try writer.endNode()
    }
  }

  private func perform(_ call: Call, on blob: LibFDT.Blob) -> Int32 {
    switch call {
    case .begin(let name): library.beginNode(blob, name)
    case .property(let property):
      Array(property.value.bytes).withUnsafeBytes { bytes in
        library.property(blob, property.name, bytes.baseAddress, Int32(bytes.count))
      }
    case .end: library.endNode(blob)
    }
  }
}
