// Blobs to try the command with: a root tree of each layout, what participants leave, and some that
// are wrong. The book's own writers make all of them.

import DeviceTree
import Foundation
import Handover
import Memblock
import BookTool

/// A folder that example blobs are written into.
struct ExampleBlobs {
  private let url: URL

  init(_ path: String) { url = URL(filePath: path, directoryHint: .isDirectory) }

  /// Writes all blobs; returns their names.
  func write() throws -> [String] {
    do {
      let blobs = try Self.blobs()
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for (name, bytes) in blobs {
        try Data(bytes).write(to: url.appending(path: name), options: .atomic)
      }
      return blobs.map(\.name)
    } catch {
      throw Failure(3, "\(url.path): \((error as NSError).localizedDescription)")
    }
  }

  /// The bytes of one of them, by its name.
  ///
  /// - Throws: a `Failure` for a name that none has.
  static func bytes(of name: String) throws -> [UInt8] {
    let blobs = try blobs()
    guard let blob = blobs.first(where: { $0.name == name }) else {
      let names = blobs.map(\.name).joined(separator: ", ")
      throw Failure(3, "there is no example '\(name)'; there are \(names)")
    }
    return blob.bytes
  }

  private static func blobs() throws -> [(name: String, bytes: [UInt8])] {
    let v1 = try root(.v1).blob()
    return [
      ("kho-v1-february-2025.dtb", try february2025.blob()),
      ("kho-v1-march-2025.dtb", try root(.version5).blob()),
      ("kho-v1.dtb", v1), ("kho-v2.dtb", try root(.v2).blob()),
      ("kho-v3.dtb", try root(.v3).blob()), ("kho-v4.dtb", try root(.v4).blob()),
      ("memblock-v1.dtb", try namedMemory.blob()), ("setup-data.bin", numbers.bytes),
      ("chosen.dtb", try booted.blob()),
      ("wrong-name.dtb", try HandoverTree(.v4, list: 0x1000, nodes: root(.v2).nodes).blob()),
      ("cut-off.dtb", Array(v1.prefix(120))),
    ]
  }

  /// A root with a link to memory with names.
  private static func root(_ form: TreeForm) throws -> HandoverTree {
    let link = HandoverTree.link(NamedMemory.name, to: 0x1_0000_2000, as: form)
    var inline = namedMemory
    inline.name = NamedMemory.name
    return HandoverTree(form, list: 0x1_0000_1000, nodes: [form == .version5 ? inline : link])
  }

  /// What leads to the root and to a table of three scratch areas.
  private static var numbers: CarriedNumbers {
    CarriedNumbers(
      BootData(tree: 0x1_0000_3000, scratchTable: PhysicalRange(base: 0xbb3f_0000, size: 48)))
  }

  /// A tree with which a kernel for arm64 boots.
  private static var booted: TreeNode {
    get throws {
      var root = TreeNode(properties: [
        .init("compatible", .string("linux,dummy-virt")), .init("#address-cells", .cells(2)),
        .init("#size-cells", .cells(2)),
      ])
      try root.carry(numbers)
      return root
    }
  }

  /// Memory with names as 6.16 leaves it: one reservation of 64 MiB.
  private static var namedMemory: TreeNode {
    let region = TreeNode(
      "oops",
      properties: [
        .init("compatible", .string("reserve-mem-v1")),
        .init("start", .number(0x4_6bc0_0000, order: .little)),
        .init("size", .number(64 << 20, order: .little)),
      ])
    return TreeNode(
      properties: [.init("compatible", .string("memblock-v1"))], children: [region])
  }

  /// The form of the first patches that any kernel was run with: memory in a property of any node.
  private static var february2025: TreeNode {
    let pair = [UInt64(0x2_7cc0_0000), 16 << 20].flatMap { number in
      (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    let trace = TreeNode(
      "ftrace",
      properties: [.init("compatible", .string("ftrace-v1")), .init("mem", .bytes(pair))])
    return TreeNode(properties: [.init("compatible", .string("kho-v1"))], children: [trace])
  }
}
