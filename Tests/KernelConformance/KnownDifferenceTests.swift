// Each known difference, shown by the shortest script that has it.

import KernelDriver
import Testing

@testable import Memblock

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
      difference: .emptyFreeRange,
      operations: unlikeReservations + [.walkFree(.any, [], descending: false)],
      kernel: "shows 0x1000-0x1000@16 0x2000-0x3000@16", book: "shows 0x2000-0x3000@16"),
    Example(
      difference: .roundingWrapsAtTheTop,
      operations: [.add(topPage), .walkPages(.any)],
      kernel: "shows 0x0-0xfffffffffffff@16", book: "shows"),
    Example(
      difference: .negativeEstimate, operations: [.reserveForKernel(page), .estimatedFreePages],
      kernel: "0xfffffffffffff", book: "0x0"),
  ]

  /// Each example with each kernel that has the difference.
  static let examplesByKernel = KernelSource.all.flatMap { kernel in
    examples.filter { kernel.has($0.difference) }.map { (kernel, $0) }
  }

  /// The last reply of a kernel to some operations.
  private func last(of operations: [Operation], from kernel: KernelSource) async throws -> Reply {
    let replies = try await kernel.replies(to: operations)
    return try #require(replies.last)
  }

  @Test(arguments: examplesByKernel)
  func `a known difference is there, and settling it is enough`(
    kernel: KernelSource, example: Example
  ) async throws {
    let reply = try await last(of: example.operations, from: kernel)
    #expect(reply.answer == example.kernel)
    KernelSource.$compared.withValue(kernel) {
      var machine = Memblock()
      let answer = example.operations.map { $0.twin.perform(&machine) }.last
      #expect(answer == example.book)
      if example.difference != .newerFlags {
        #expect(example.difference.settled(in: reply).answer == example.book)
      }
    }
  }

  @Test(arguments: KernelSource.all.filter { $0.has(.reservationNode) })
  func `a plain reservation has another node`(kernel: KernelSource) async throws {
    let reply = try await last(of: [.reserve(Self.page)], from: kernel)
    #expect(reply.state.contains("reserved 128 0x1000 0x1000-0x2000@16/0x0"))
    var machine = Memblock()
    try machine.reserve(Self.page.range)
    #expect(machine.state.contains("reserved 128 0x1000 0x1000-0x2000@-1/0x0"))
  }

  @Test(arguments: KernelSource.all.filter { $0.has(.allocationFlags) })
  func `an allocation is a plain reservation`(kernel: KernelSource) async throws {
    let search = Search(size: 0x1000, alignment: .page, start: 0, end: 0, node: .any)
    let reply = try await last(
      of: [.add(Self.page), .allocate(search, exactNode: false)], from: kernel)
    #expect(reply.state.contains("reserved 128 0x1000 0x1000-0x2000@16/0x0"))
    var machine = Memblock()
    try machine.add(Self.page.range)
    _ = try machine.allocate(0x1000, alignment: .page)
    #expect(machine.state.contains("reserved 128 0x1000 0x1000-0x2000@-1/0x20"))
  }

  @Test(arguments: KernelSource.all)
  func `rounding memory in the last page up makes all memory of it, from zero on`(
    kernel: KernelSource
  ) async throws {
    let reply = try await last(of: [.add(Self.topPage), .trimMemory(.page)], from: kernel)
    #expect(reply.state.hasPrefix("memory 128 0xffe 0x0-0xfffffffffffff000@16/0x0 "))
    var machine = Memblock()
    try machine.add(Self.topPage.range)
    machine.trimMemory(to: .page)
    #expect(machine.memory.regions.isEmpty)
  }

  @Test(arguments: KernelSource.all)
  func `a range to which memory is capped ends above its base in the book only`(
    kernel: KernelSource
  ) async throws {
    let toTheTop = Extent(base: 0x1000, size: .max)
    let operations: [Operation] = [
      .add(Self.threePages), .reserve(Self.page), .capMemory(toTheTop),
    ]
    let reply = try await last(of: operations, from: kernel)
    #expect(reply.state.contains("| reserved 128 0x0 |"))
    var machine = Memblock()
    for operation in operations { #expect(operation.twin.perform(&machine) == "ok") }
    #expect(machine.reserved.totalSize == 0x1000)
  }

  @Test(arguments: KernelSource.all.filter { $0.has(.largeNumbers) })
  func `a number with too many digits is the largest in the book only`(
    kernel: KernelSource
  ) async throws {
    let operations: [Operation] = [
      .add(Extent(base: 0x1000, size: 0x10000)), .reserveNamed("18446744073709551617::x"),
    ]
    #expect(try await last(of: operations, from: kernel).answer == "found 0x10fc0-0x10fc1")
    var machine = Memblock()
    #expect(operations.map { $0.twin.perform(&machine) } == ["ok", "error -12"])
  }

  @Test(arguments: KernelSource.all.filter { $0.has(.largeNumbers) })
  func `a number too large by its letter, or only a letter, is what the newest kernel takes it for`(
    kernel: KernelSource
  ) async throws {
    for (words, old, new) in [
      ("0x40000000000001K::x", "found 0x10c00-0x11000", "error -12"),
      ("0x1000:K:x", "found 0x10000-0x11000", "error -22"),
    ] {
      let operations: [Operation] = [
        .add(Extent(base: 0x1000, size: 0x10000)), .reserveNamed(words),
      ]
      #expect(try await last(of: operations, from: kernel).answer == old, "\(words)")
      var machine = Memblock()
      #expect(operations.map { $0.twin.perform(&machine) } == ["ok", new], "\(words)")
    }
  }

  @Test(arguments: KernelSource.all)
  func `an alignment that is no power of two is refused in the book only`(
    kernel: KernelSource
  ) async throws {
    let operations: [Operation] = [
      .add(Extent(base: 0x1000, size: 0x10000)), .reserveNamed("0x1000:0x1800:x"),
    ]
    #expect(try await last(of: operations, from: kernel).answer == "found 0x10000-0x11000")
    var machine = Memblock()
    #expect(operations.map { $0.twin.perform(&machine) } == ["ok", "error -22"])
  }

  @Test(arguments: KernelSource.all)
  func `in a crowded list the book warns once of what the kernel warns of twice`(
    kernel: KernelSource
  ) async throws {
    let crowded: [Operation] = [.fill(.memory, 64), .addNode(Self.threePages, 1, [])]
    #expect(try await last(of: crowded, from: kernel).answer == "ok warned-of-nodes*2")
    var machine = Memblock()
    try machine.fill(.memory, 64)
    machine.warnings = []
    try machine.add(Self.threePages.range, node: 1)
    #expect(machine.warnings.count == 1)
  }

  @Test(arguments: KernelSource.all)
  func `an addition without flags over some is warned about up to 6.12 only`(
    kernel: KernelSource
  ) async throws {
    let operations: [Operation] = [.addNode(Self.page, .unset, .hotplug), .add(Self.threePages)]
    let reply = try await last(of: operations, from: kernel)
    #expect(reply.answer == (kernel.has(.flagWarningWithoutFlags) ? "ok warned-of-flags*1" : "ok"))
    var machine = Memblock()
    try machine.add(Self.page.range, flags: .hotplug)
    try machine.add(Self.threePages.range)
    #expect(machine.warnings.isEmpty)
  }

  @Test(arguments: [
    Operation.limitMemory(0x4_0000), .capMemory(threePages), .handOver(below: 0x100),
  ])
  func `what fails for want of a larger list throws in the book only`(
    _ operation: Operation
  ) async throws {
    let full: [Operation] = [.allowGrowth, .fill(.memory, 128), .fill(.reserved, 128)]
    for kernel in KernelSource.all {
      let reply = try await last(of: full + [operation], from: kernel)
      #expect(!reply.answer.hasPrefix("error"))
      #expect(reply.answer.contains(" cannot-double-memory"))
    }
    var machine = Memblock()
    for step in full { _ = step.twin.perform(&machine) }
    #expect(throws: Memblock.Failure.cannotGrow(.memory)) {
      switch operation {
      case .limitMemory(let amount): try machine.limitMemory(to: amount)
      case .capMemory(let extent): try machine.capMemory(to: extent.range)
      default:
        var descriptors = PageDescriptors()
        try machine.handOver(to: &descriptors, below: 0x100)
      }
    }
  }

  @Test(arguments: KernelSource.all)
  func `a list that had to grow twice and could once is larger in the kernel only`(
    kernel: KernelSource
  ) async throws {
    let operations: [Operation] = [
      .allowGrowth, .fill(.memory, 127), .add(Extent(base: 0x11_0000, size: 0x2000)),
      .add(Extent(base: 0, size: 0x12_0000)),
    ]
    let reply = try await last(of: operations, from: kernel)
    var machine = Memblock()
    let answer = operations.map { $0.twin.perform(&machine) }.last
    #expect(answer == "error -12 cannot-double-memory")
    #expect(machine.state.hasPrefix("memory 128 "))
    #expect(reply.answer == answer)
    #expect(reply.state.hasPrefix("memory 256@0x110000 "))
  }

  static let overwriting: [Operation] = [
    .allowGrowth, .add(Extent(base: 0x10_0000, size: 0x2_0000)), .fill(.memory, 127),
    .add(Extent(base: 0x20_0000, size: 0x1000)), .free(Extent(base: 0, size: .max)),
    .fill(.reserved, 128), .reserve(Extent(base: 0x30_0000, size: 0x1000)),
  ]

  @Test(arguments: KernelSource.all)
  func `an array that was freed is overwritten by the next in the kernel only`(
    kernel: KernelSource
  ) async throws {
    let operations = Self.overwriting
    let reply = try await last(of: operations, from: kernel)
    var machine = Memblock()
    for operation in operations.dropLast() { #expect(operation.twin.perform(&machine) == "ok") }
    let before = machine
    #expect(operations.last?.twin.perform(&machine) == "ok")
    #expect(machine.memory.array == machine.reserved.array && machine.memory.array != nil)
    #expect(KnownDifference.overwritesFreedArray(from: before, to: machine))
    #expect(!KnownDifference.overwritesFreedArray(from: machine, to: machine))
    let memory = machine.state.prefix { $0 != "|" }
    #expect(!reply.state.hasPrefix(memory))
  }

  @Test func `no known difference lacks an example`() {
    let shown = Set(Self.examples.map(\.difference)).union([
      .reservationNode, .allocationFlags, .largeNumbers, .capWraps, .oddAlignments, .silentFailures,
      .halfGrowth, .repeatedWarnings, .flagWarningWithoutFlags, .sharedArrays,
    ])
    #expect(shown == Set(KnownDifference.allCases))
  }
}
