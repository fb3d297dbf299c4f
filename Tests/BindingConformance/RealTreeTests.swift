// Trees that real kernels left, and the examples of the chapters, held against the schemas.

import Bindings
import DeviceTree
import Memblock
import Testing

@testable import Handover

struct RealTreeTests {
  private let formats = Shipped.formats

  /// The schema of a tree that a machine left.
  private func schema(of file: String, _ machine: RealMachine) -> String {
    switch file {
    case "root.dtb": machine.root
    case "memblock.dtb": "memblock"
    case "kho-test.dtb": machine.name.hasPrefix("6.17") ? "kho-test-6.17" : "kho-test"
    default: "luo-tree"
    }
  }

  @Test func `each tree that a real kernel left follows its schema`() throws {
    var count = 0
    for machine in RealMachine.all {
      for file in try machine.files(endingIn: ".dtb") {
        let tree = try FlatNode(RealMachine.file(file, of: machine.name))
        let id = schema(of: file, machine)
        #expect(formats.faults(in: tree, following: id) == [], "\(machine.name)/\(file) as \(id)")
        count += 1
      }
    }
    #expect(count == 35)
  }

  @Test func `no tree of a real kernel follows the schema of another form`() throws {
    let roots = formats.bindings.keys.filter { $0.hasPrefix("kho-root") }.sorted()
    for machine in RealMachine.all {
      let tree = try FlatNode(RealMachine.file("root.dtb", of: machine.name))
      let fitting = roots.filter { formats.faults(in: tree, following: $0).isEmpty }
      // What tells 6.16 from 6.18 is not in the tree.
      let isEarly = machine.root == "kho-root-6.16"
      #expect(fitting == (isEarly ? ["kho-root-6.16", "kho-root-v1"] : [machine.root]))
    }
  }

  @Test func `each schema has an example, and records have fields for all their bytes`() {
    let examples = Set(formats.examples.filter { $0.tree != nil }.map(\.binding))
    #expect(formats.bindings.keys.filter { !examples.contains($0) } == [])
    let gaps = formats.layouts.values.filter { layout in
      layout.fields.map(\.width).reduce(0, +) != layout.size
    }
    // 65528 bytes of 65536 hold sessions.
    #expect(gaps.map(\.name) == ["luo-session-table"])
  }

  @Test func `what a kernel of this book leaves follows the schemas`() throws {
    for (id, form) in [
      ("kho-root", TreeForm.v4), ("kho-root-v3", .v3), ("kho-root-v2", .v2), ("kho-root-v1", .v1),
      ("kho-root-2025-03", .version5),
    ] {
      let link = HandoverTree.link("guests", to: 0x80_0000, as: form)
      let tree = HandoverTree(form, list: 0x1000, nodes: form == .version5 ? [] : [link])
      #expect(formats.faults(in: try FlatNode(tree.blob()), following: id) == [], "\(id)")
    }
    let named = TreeNode(
      "fifteen-bytes15",
      properties: [
        .init("compatible", .string("reserve-mem-v1")),
        .init("start", .number(0xbf_ff80, order: .little)),
        .init("size", .number(100, order: .little)),
      ])
    var root = TreeNode(properties: [.init("compatible", .string("memblock-v1"))])
    root.children = [named]
    #expect(formats.faults(in: try FlatNode(root.blob()), following: "memblock") == [])
    root.children[0].name = "sixteen-bytes-16"
    #expect(formats.faults(in: try FlatNode(root.blob()), following: "memblock").count == 1)
  }
}
