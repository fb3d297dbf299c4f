// Each known difference, shown by the shortest script that has it.

import KernelDriver
import Memblock
import Testing

@Suite(
  .enabled(
    if: KernelDriver.mustRun || KernelDriver.isInstalled,
    "needs the kernel's source: apt install \(KernelDriver.package)"))
struct KnownDifferenceTests {
  /// A difference, the operations that lead to it, and what is different of the last reply.
  struct Example: Sendable {
    var difference: KnownDifference
    var operations: [Operation]
    var kernel: String
    var book: String
  }

  static let page = Extent(base: 0x1000, size: 0x1000)
  static let threePages = Extent(base: 0x0, size: 0x3000)
  static let topPage = Extent(base: 0xffff_ffff_ffff_f001, size: 0x1000)
  static let unlikeReservations: [Operation] = [
    .add(threePages), .reserve(Extent(base: 0, size: 0x2000)), .mark(.reservedNoInit, page),
  ]
  static let examples: [Example] = [
    Example(
      difference: .newerFlags,
      operations: [.add(page), .walkVisible(.any, .scratch, descending: false)],
      kernel: "shows 0x1000-0x2000@16", book: "shows"),
    Example(
      difference: .flagWarningWithoutFlags,
      operations: [.addNode(page, .unset, .hotplug), .add(threePages)],
      kernel: "ok warned-of-flags*1", book: "ok"),
    Example(
      difference: .repeatedWarnings,
      operations: [.fill(.memory, 64), .addNode(threePages, 1, [])],
      kernel: "ok warned-of-nodes*2", book: "ok warned-of-nodes"),
    Example(
      difference: .emptyFreeRange,
      operations: unlikeReservations + [.walkFree(.any, [], descending: false)],
      kernel: "shows 0x1000-0x1000@16 0x2000-0x3000@16", book: "shows 0x2000-0x3000@16"),
    Example(
      difference: .pagesWrapAtTheTop,
      operations: [.add(topPage), .walkPages(.any)],
      kernel: "shows 0x0-0xfffffffffffff@16", book: "shows"),
  ]

  @Test(arguments: examples)
  func `a known difference is there, and settling it is enough`(_ example: Example) throws {
    let script = example.operations.map(\.line)
    let reply = try #require(try KernelDriver.built.get().replies(to: script).last)
    var machine = Memblock()
    let answer = example.operations.map { $0.twin.perform(&machine) }.last
    #expect(reply.answer == example.kernel)
    #expect(answer == example.book)
    if example.difference != .newerFlags {
      #expect(example.difference.settled(in: reply).answer == example.book)
    }
  }

  @Test func `a plain reservation has another node`() throws {
    let line = Operation.reserve(Self.page).line
    let reply = try #require(try KernelDriver.built.get().replies(to: [line]).last)
    #expect(reply.state.contains("reserved 128 0x1000 0x1000-0x2000@16/0x0"))
    var machine = Memblock()
    try machine.reserve(Self.page.range)
    #expect(machine.state.contains("reserved 128 0x1000 0x1000-0x2000@-1/0x0"))
  }

  @Test func `an allocation is a plain reservation`() throws {
    let search = Search(size: 0x1000, alignment: .page, start: 0, end: 0, node: .any)
    let script = [Operation.add(Self.page).line, Operation.allocate(search, exactNode: false).line]
    let reply = try #require(try KernelDriver.built.get().replies(to: script).last)
    #expect(reply.state.contains("reserved 128 0x1000 0x1000-0x2000@16/0x0"))
    var machine = Memblock()
    try machine.add(Self.page.range)
    _ = try machine.allocate(0x1000, alignment: .page)
    #expect(machine.state.contains("reserved 128 0x1000 0x1000-0x2000@-1/0x20"))
  }

  @Test func `no known difference lacks an example`() {
    let shown = Set(Self.examples.map(\.difference)).union([.reservationNode, .allocationFlags])
    #expect(shown == Set(KnownDifference.allCases))
  }
}
