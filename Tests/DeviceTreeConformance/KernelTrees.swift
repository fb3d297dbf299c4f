// Trees of the shapes that kernels make for a handover, and those that they get from firmware.

import DeviceTree
import Testing
import Trials

/// A tree under a name for messages.
struct KernelTree: Sendable, CustomTestStringConvertible {
  var name: String
  var root: TreeNode
  var testDescription: String { name }

  static func number(_ name: String, _ value: UInt64) -> TreeNode.Property {
    .init(name, .number(value, order: .little))
  }

  static func compatible(_ text: String) -> TreeNode.Property { .init("compatible", .string(text)) }

  /// The root of a handover by 6.16, with some subsystems.
  static let root616 = KernelTree(
    name: "the root by 6.16",
    root: TreeNode(
      properties: [compatible("kho-v1"), number("preserved-memory-map", 0x1_0000_1000)],
      children: ["memblock", "LUO", "test"].map { name in
        TreeNode(name, properties: [number("fdt", 0x1_0000_2000)])
      }))

  /// The root by later kernels, and its description of blobs.
  static let rootV4 = KernelTree(
    name: "the root of kho-v4",
    root: TreeNode(
      properties: [compatible("kho-v4"), number("preserved-memory-map", 0x1_0000_1000)],
      children: [
        TreeNode(
          "memblock",
          properties: [number("blob-size", 0x1000), number("preserved-data", 0x1_0000_2000)])
      ]))

  /// Everything in one tree, with preserved memory as a node, by the fifth posting of the patches.
  static let postedV5 = KernelTree(
    name: "the root by the posting of March 2025",
    root: TreeNode(
      properties: [compatible("kho-v1")],
      children: [
        TreeNode("preserved-memory", properties: [number("metadata", 0)]),
        TreeNode("memblock", properties: [compatible("memblock-v1")], children: [region("n1")]),
      ]))

  static let memblock = KernelTree(
    name: "memblock's regions",
    root: TreeNode(
      properties: [compatible("memblock-v1")],
      children: (1...8).map { region("region-number-\($0)") }))

  static func region(_ name: String) -> TreeNode {
    TreeNode(
      name,
      properties: [
        compatible("reserve-mem-v1"), number("start", 0x4_6bc0_0000), number("size", 0x400_0000),
      ])
  }

  /// What arm64 leaves in the tree of the next kernel, in cells.
  static let chosen = KernelTree(
    name: "chosen on arm64",
    root: TreeNode(
      properties: [.init("#address-cells", .cells(2)), .init("#size-cells", .cells(2))],
      children: [
        TreeNode(
          "chosen",
          properties: [
            .init("bootargs", .string("kho=on reserve_mem=64M:2M:n1")),
            .init("linux,kho-fdt", .cells(1, 0x1000, 0, 0x1000)),
            .init("linux,kho-scratch", .cells(1, 0x2000, 0, 0x30)),
          ])
      ]))

  static let all = [root616, rootV4, postedV5, memblock, chosen]
}

/// Random trees that dtc has words for.
struct RandomTrees {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func next() -> UInt64 { random.next() }

  mutating func number(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

  mutating func tree(_ name: String = "", depth: Int = 3) -> TreeNode {
    let names = [
      "compatible", "size", "blob-size", "start", "art", "a,b", "x.y", "z_9", "long-name",
    ]
    var node = TreeNode(name)
    for name in names.shuffled(using: &random).prefix(number(below: 5)) {
      node.properties.append(.init(name, value()))
    }
    for index in 0..<(depth == 0 ? 0 : number(below: 4)) {
      node.children.append(tree("node@\(index)", depth: depth - 1))
    }
    return node
  }

  mutating func value() -> PropertyValue {
    switch number(below: 5) {
    case 0: .empty
    case 1: .strings("some \"text\"", "and \\ more")
    case 2: .cells(UInt32(truncatingIfNeeded: next()))
    case 3: .number(next(), order: .little)
    default: .bytes((0..<number(below: 9)).map { _ in UInt8(truncatingIfNeeded: next()) })
    }
  }
}
