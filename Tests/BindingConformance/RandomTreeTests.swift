// The schemas of the chapters against the inspection of the code, on trees that are changed at random: the
// same trees are as they should be for both.

import Bindings
import DeviceTree
import Memblock
import Testing
import Trials

@testable import Handover

struct RandomTreeTests {
  /// Trees to begin with: what the writers of this book make, and what real kernels left.
  private static let seeds: [String: [FlatNode]] = {
    var seeds: [String: [FlatNode]] = [:]
    let forms: [(String, TreeForm)] = [
      ("kho-root", .v4), ("kho-root-v3", .v3), ("kho-root-v2", .v2), ("kho-root-v1", .v1),
      ("kho-root-6.16", .v1), ("kho-root-2025-03", .version5),
    ]
    for (id, form) in forms {
      let nodes = ["memblock", "LUO"].map { HandoverTree.link($0, to: 0x8000, as: form) }
      let plain = TreeNode("trace", properties: [.init("compatible", .string("trace-v1"))])
      let tree = HandoverTree(form, list: 0x1_0000_1000, nodes: form == .version5 ? [plain] : nodes)
      seeds[id] = [try? FlatNode(tree.root.blob())].compactMap(\.self)
    }
    for example in Shipped.formats.examples {
      seeds[example.binding, default: []] += [example.tree].compactMap(\.self)
    }
    return seeds
  }()

  @Test(arguments: stated.map(\.id))
  func `schema and inspection agree whether a changed tree is right`(id: String) throws {
    let code = try #require(stated.first { $0.id == id }?.code)
    let seeds = try #require(Self.seeds[id])
    var (right, wrong) = (0, 0)
    for seed in 1...1000 {
      var random = SeededGenerator(seed: UInt64(seed))
      var tree = seeds[Int(random.next() % UInt64(seeds.count))]
      for _ in 0..<random.next() % 3 { change(&tree, &random) }
      let faults = Shipped.formats.faults(in: tree, following: id)
      var inspection = Inspection()
      inspection.compare(try DeviceTreeBlob(tree.bytes).root, code)
      let isRight = inspection.violations.isEmpty && inspection.unmentioned.isEmpty
      #expect(
        faults.isEmpty == isRight,
        "seed \(seed): \(faults), and \(inspection.violations) \(inspection.unmentioned)")
      if isRight { right += 1 } else { wrong += 1 }
    }
    #expect(right > 200 && wrong > 200, "\(right) right, \(wrong) wrong")
  }

  private func change(_ tree: inout FlatNode, _ random: inout SeededGenerator) {
    if !tree.children.isEmpty, random.next() % 2 == 0 {
      let index = Int(random.next() % UInt64(tree.children.count))
      if random.next() % 8 == 0 {
        tree.children.remove(at: index)
      } else {
        change(&tree.children[index], &random)
      }
      return
    }
    guard !tree.properties.isEmpty, random.next() % 8 != 0 else {
      tree.properties.append(.init("more", [1]))
      return
    }
    let index = Int(random.next() % UInt64(tree.properties.count))
    let name = tree.properties[index].name
    switch random.next() % 8 {
    case 0: tree.properties.remove(at: index)
    case 1: tree.properties[index].name += "s"
    case 2: tree.properties.append(tree.properties[index])
    case 3: tree.properties[index].value.append(0)
    case _ where name == "compatible": tree.properties[index].value = Array("kho-v9\0".utf8)
    default: fill(&tree.properties[index].value, &random)
    }
  }

  /// Other numbers of eight bytes, among them the last that are allowed and the first that are not.
  private func fill(_ value: inout [UInt8], _ random: inout SeededGenerator) {
    let bounds: [UInt64] = [
      0, 1, 0x1000, 0x1008, (1 << 52) - 0x1000, (1 << 52) - 1, 1 << 52, .max & ~0xfff, 0x8000,
    ]
    guard value.count == 8 else {
      // Where a range ends is a sum, of which a schema cannot speak: it ends in any machine here.
      for index in value.indices where index % 8 < 6 {
        value[index] = UInt8(truncatingIfNeeded: random.next() | 1)
      }
      return
    }
    let number = bounds[Int(random.next() % UInt64(bounds.count))]
    value = (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
