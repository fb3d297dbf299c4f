// Each known difference, shown by the shortest script that has it.

import KernelDriver
import Memblock
import Testing

@Suite(
  .enabled(
    if: KernelSource.canCompare,
    "needs the kernel's source: apt install \(KernelSource.standard)"))
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
      difference: .repeatedWarnings,
      operations: [
        .allowGrowth, .fill(.memory, 128), .addNode(Extent(base: 0, size: 0x2000), 1, []),
      ],
      kernel: "error -12 warned-of-nodes*1", book: "error -12"),
    Example(
      difference: .emptyFreeRange,
      operations: unlikeReservations + [.walkFree(.any, [], descending: false)],
      kernel: "shows 0x1000-0x1000@16 0x2000-0x3000@16", book: "shows 0x2000-0x3000@16"),
    Example(
      difference: .roundingWrapsAtTheTop,
      operations: [.add(topPage), .walkPages(.any)],
      kernel: "shows 0x0-0xfffffffffffff@16", book: "shows"),
    Example(
      difference: .staleTotalWarning,
      operations: [
        .add(Extent(base: 0x800, size: 0x2000)), .trimMemory(.page), .remove(threePages),
      ],
      kernel: "ok warned-of-something*1", book: "ok"),
    Example(
      difference: .negativeEstimate, operations: [.reserveForKernel(page), .estimatedFreePages],
      kernel: "0xfffffffffffff", book: "0x0"),
  ]

  @Test(arguments: examples.filter(\.difference.isThere))
  func `a known difference is there, and settling it is enough`(_ example: Example) async throws {
    let script = example.operations.map(\.line)
    let reply = try #require(try await KernelDriver.built.value.replies(to: script).last)
    var machine = Memblock()
    let answer = example.operations.map { $0.twin.perform(&machine) }.last
    #expect(reply.answer == example.kernel)
    #expect(answer == example.book)
    if example.difference != .newerFlags {
      #expect(example.difference.settled(in: reply).answer == example.book)
    }
  }

  @Test(.enabled(if: KnownDifference.reservationNode.isThere))
  func `a plain reservation has another node`() async throws {
    let line = Operation.reserve(Self.page).line
    let reply = try #require(try await KernelDriver.built.value.replies(to: [line]).last)
    #expect(reply.state.contains("reserved 128 0x1000 0x1000-0x2000@16/0x0"))
    var machine = Memblock()
    try machine.reserve(Self.page.range)
    #expect(machine.state.contains("reserved 128 0x1000 0x1000-0x2000@-1/0x0"))
  }

  @Test(.enabled(if: KnownDifference.allocationFlags.isThere))
  func `an allocation is a plain reservation`() async throws {
    let search = Search(size: 0x1000, alignment: .page, start: 0, end: 0, node: .any)
    let script = [Operation.add(Self.page).line, Operation.allocate(search, exactNode: false).line]
    let reply = try #require(try await KernelDriver.built.value.replies(to: script).last)
    #expect(reply.state.contains("reserved 128 0x1000 0x1000-0x2000@16/0x0"))
    var machine = Memblock()
    try machine.add(Self.page.range)
    _ = try machine.allocate(0x1000, alignment: .page)
    #expect(machine.state.contains("reserved 128 0x1000 0x1000-0x2000@-1/0x20"))
  }

  @Test func `rounding memory in the last page up makes all memory of it, from zero on`()
    async throws
  {
    let replies = try await KernelDriver.built.value.replies(to: [
      Operation.add(Self.topPage).line, Operation.trimMemory(.page).line,
    ])
    #expect(replies[1].state.hasPrefix("memory 128 0xffe 0x0-0xfffffffffffff000@16/0x0 "))
    var machine = Memblock()
    try machine.add(Self.topPage.range)
    machine.trimMemory(to: .page)
    #expect(machine.memory.regions.isEmpty)
  }

  @Test func `a range to which memory is capped ends above its base in the book only`() async throws
  {
    let toTheTop = Extent(base: 0x1000, size: .max)
    let operations: [Operation] = [
      .add(Self.threePages), .reserve(Self.page), .capMemory(toTheTop),
    ]
    let reply = try #require(
      try await KernelDriver.built.value.replies(to: operations.map(\.line)).last)
    #expect(reply.state.contains("| reserved 128 0x0 |"))
    var machine = Memblock()
    for operation in operations { #expect(operation.twin.perform(&machine) == "ok") }
    #expect(machine.reserved.totalSize == 0x1000)
  }

  @Test(.enabled(if: KnownDifference.largeNumbers.isThere))
  func `a number with too many digits is the largest in the book only`() async throws {
    let operations: [Operation] = [
      .add(Extent(base: 0x1000, size: 0x10000)), .reserveNamed("18446744073709551617::x"),
    ]
    let reply = try #require(
      try await KernelDriver.built.value.replies(to: operations.map(\.line)).last)
    #expect(reply.answer == "found 0x10fc0-0x10fc1")
    var machine = Memblock()
    #expect(operations.map { $0.twin.perform(&machine) } == ["ok", "error -12"])
  }

  @Test func `an alignment that is no power of two is refused in the book only`() async throws {
    let operations: [Operation] = [
      .add(Extent(base: 0x1000, size: 0x10000)), .reserveNamed("0x1000:0x1800:x"),
    ]
    let reply = try #require(
      try await KernelDriver.built.value.replies(to: operations.map(\.line)).last)
    #expect(reply.answer == "found 0x10000-0x11000")
    var machine = Memblock()
    #expect(operations.map { $0.twin.perform(&machine) } == ["ok", "error -22"])
  }

  @Test(arguments: [
    Operation.limitMemory(0x4_0000), .capMemory(threePages), .handOver(below: 0x100),
  ])
  func `what fails for want of a larger list says so in the book only`(
    _ operation: Operation
  ) async throws {
    let operations = [.allowGrowth, .fill(.memory, 128), .fill(.reserved, 128), operation]
    let reply = try #require(
      try await KernelDriver.built.value.replies(to: operations.map(\.line)).last)
    var machine = Memblock()
    let answer = operations.map { $0.twin.perform(&machine) }.last
    #expect(answer == "error -12")
    #expect(!reply.answer.hasPrefix("error"))
    #expect(operation.twin.isEnd(book: answer ?? "", kernel: reply.answer))
    #expect(!Operation.free(Self.page).twin.isEnd(book: answer ?? "", kernel: reply.answer))
  }

  @Test func `a list that had to grow twice and could once is larger in the kernel only`()
    async throws
  {
    let operations: [Operation] = [
      .allowGrowth, .fill(.memory, 127), .add(Extent(base: 0x11_0000, size: 0x2000)),
      .add(Extent(base: 0, size: 0x12_0000)),
    ]
    let reply = try #require(
      try await KernelDriver.built.value.replies(to: operations.map(\.line)).last)
    var machine = Memblock()
    #expect(operations.map { $0.twin.perform(&machine) }.last == "error -12")
    #expect(machine.state.hasPrefix("memory 128 "))
    #expect(reply.answer == "error -12")
    #expect(reply.state.hasPrefix("memory 256@0x110000 "))
  }

  @Test func `no known difference lacks an example`() {
    let shown = Set(Self.examples.map(\.difference)).union([
      .reservationNode, .allocationFlags, .largeNumbers, .capWraps, .oddAlignments, .silentFailures,
      .halfGrowth,
    ])
    #expect(shown == Set(KnownDifference.allCases))
  }
}
