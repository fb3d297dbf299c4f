// Blobs written here and read by dtc and fdtget, and the other way round.

import DeviceTree
import Testing

@Suite(
  .enabled(
    if: Tool.mustRun || Tool.isInstalled,
    "needs dtc: apt install \(Tool.package)"))
struct CompilerTests {
  @Test(arguments: KernelTree.all)
  func `dtc reads what was written here, and says the same`(_ tree: KernelTree) async throws {
    let bytes = try tree.root.blob()
    let source = try DeviceTreeBlob(bytes).source
    #expect(try await Tool.decompiled(bytes) == Tool.decompiled(Tool.compiled(source)))
    let back = try await DeviceTreeBlob(Tool.compiled(Tool.decompiled(bytes)))
    #expect(back.tree == tree.root)
  }

  @Test(arguments: KernelTree.all)
  func `fdtget finds each property and its bytes`(_ tree: KernelTree) async throws {
    let bytes = try tree.root.blob()
    var count = 0
    for node in try DeviceTreeBlob(bytes).nodes {
      for property in node.properties {
        let found = try await Tool.property(property.name, at: node.path, in: bytes)
        #expect(found == Array(property.value.bytes), "\(node.path) \(property.name)")
        count += 1
      }
    }
    #expect(count > 2)
  }

  @Test(arguments: KernelTree.all)
  func `what dtc makes of the printed tree is read here as the tree`(_ tree: KernelTree)
    async throws
  {
    let source = try DeviceTreeBlob(tree.root.blob()).source
    #expect(try await DeviceTreeBlob(Tool.compiled(source)).tree == tree.root)
    #expect(try await DeviceTreeBlob(Tool.compiled(source, "-V", "16")).tree == tree.root)
  }

  @Test func `random trees pass through dtc unchanged, with their reservations`() async throws {
    for seed in UInt64(1)...60 {
      var random = RandomTrees(seed: seed)
      let tree = random.tree()
      let reservations = (0..<random.number(below: 3)).map { _ in
        Reservation(address: random.next(), size: random.next() | 1)
      }
      let blob = try DeviceTreeBlob(tree.blob(reservations: reservations))
      let compiled = try await DeviceTreeBlob(Tool.compiled(blob.source))
      #expect(compiled.tree == tree, "seed \(seed)")
      #expect(compiled.reservations == reservations, "seed \(seed)")
      let text = try await Tool.decompiled(blob.bytes)
      #expect(try await DeviceTreeBlob(Tool.compiled(text)).tree == tree, "seed \(seed)")
    }
  }

  @Test func `handles, labels and padding of dtc are understood`() async throws {
    let source = """
      /dts-v1/;
      /memreserve/ 0x48000000 0x200000;
      / {
        one: first@1 { reg = <1>; };
        second { link = <&one>; };
      };
      """
    for options in [["-p", "64"], ["-S", "4096"], ["-R", "4"], ["-b", "3"]] {
      let blob = try await DeviceTreeBlob(
        Tool(program: "dtc").run(
          ["-q", "-O", "dtb"] + options + ["-"], input: Array(source.utf8)))
      let handle = try #require(try blob.node(at: "/second")?.property("link")?.value.cells().first)
      #expect(blob.node(handle: handle)?.path == "/first@1")
      #expect(blob.reservations.first == Reservation(address: 0x4800_0000, size: 0x20_0000))
    }
  }

  @Test func `a token that does not exist is refused by dtc and here`() async throws {
    var bytes = try KernelTree.root616.root.blob()
    bytes[0x43] = 7
    let failure = #expect(throws: MalformedBlob.self) { try DeviceTreeBlob(bytes) }
    #expect(failure?.reason == .token(7) && failure?.offset == 0x40)
    await #expect(throws: Tool.Failure.self) { try await Tool.decompiled(bytes) }
  }
}
