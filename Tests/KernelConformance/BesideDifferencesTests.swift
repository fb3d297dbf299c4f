// A known difference excuses what it names and nothing else: a kernel that says something wrong
// beside it, in the same step or in the next, is found out.

import KernelDriver
import Memblock
import Testing

@Suite(
  .enabled(
    if: KernelSource.canCompare,
    "needs the kernel's source: apt install \(KernelSource.standard)"))
struct BesideDifferencesTests {
  /// A wrong word of the kernel's: what stands in the reply to an operation, and what is put there.
  private struct Slip {
    var step: Int
    var right: String
    var wrong: String
  }

  private static let page = Extent(base: 0x1000, size: 0x1000)
  private static let threePages = Extent(base: 0x0, size: 0x3000)

  /// Expects both sides to agree about all operations, and each slip to be found where it is made.
  private func expect(
    _ operations: [Operation], toFind slips: [Slip], in kernel: KernelSource,
    _ location: SourceLocation = #_sourceLocation
  ) async throws {
    let replies = try await kernel.replies(to: operations)
    let result = { (replies: [Reply]) in
      try await KernelSource.$compared.withValue(kernel) {
        try await Comparison { _ in replies }.result(of: operations)
      }
    }
    let agreement = try await result(replies)
    #expect(agreement.disagreement == nil, sourceLocation: location)
    #expect(agreement.answers.count == operations.count, sourceLocation: location)
    for slip in slips {
      var tampered = replies
      let reply = tampered[slip.step]
      tampered[slip.step] = Reply(
        answer: reply.answer.replacing(slip.right, with: slip.wrong),
        state: reply.state.replacing(slip.right, with: slip.wrong))
      #expect(tampered[slip.step] != reply, "\(slip.right)?", sourceLocation: location)
      let found = try await result(tampered).disagreement
      #expect(found?.script.count == slip.step + 1, "\(slip)", sourceLocation: location)
    }
  }

  @Test(arguments: KernelSource.all)
  func `up to the step that overwrites a freed array all is compared`(
    kernel: KernelSource
  ) async throws {
    try await expect(
      KnownDifferenceTests.overwriting,
      toFind: [
        Slip(step: 3, right: "memory 256@", wrong: "memory 128@"),
        Slip(step: 4, right: "| reserved 128 0x0", wrong: "| reserved 128 0x1"),
        Slip(step: 5, right: "ok", wrong: "error -12"),
      ], in: kernel)
  }

  @Test(arguments: KernelSource.all)
  func `warnings that come twice are counted`(kernel: KernelSource) async throws {
    let twice = "ok warned-of-nodes*2"
    try await expect(
      [.fill(.memory, 64), .addNode(Self.threePages, 1, [])],
      toFind: [
        Slip(step: 1, right: twice, wrong: "ok"),
        Slip(step: 1, right: twice, wrong: "ok warned-of-nodes*1"),
        Slip(step: 1, right: twice, wrong: "ok warned-of-nodes*3"),
        Slip(step: 1, right: twice, wrong: "ok warned-of-flags*2"),
        Slip(step: 1, right: twice, wrong: "ok warned-of-nodes*2 warned-of-something*1"),
        Slip(step: 1, right: "0x2000-0x3000@1/", wrong: "0x2000-0x3000@16/"),
      ],
      in: kernel)
  }

  @Test(arguments: KernelSource.all)
  func `warnings of flags against none are counted`(kernel: KernelSource) async throws {
    let words = kernel.has(.flagWarningWithoutFlags) ? "ok warned-of-flags*2" : "ok"
    try await expect(
      [
        .add(Self.page), .add(Extent(base: 0x5000, size: 0x1000)), .mark(.hotplug, Self.page),
        .mark(.hotplug, Extent(base: 0x5000, size: 0x1000)), .add(Extent(base: 0, size: 0x8000)),
      ],
      toFind: [
        Slip(step: 4, right: words, wrong: "ok warned-of-flags*1"),
        Slip(step: 4, right: words, wrong: "ok warned-of-flags*3"),
        Slip(step: 4, right: "0x1000-0x2000@16/0x1", wrong: "0x1000-0x2000@16/0x0"),
      ],
      in: kernel)
  }

  @Test(arguments: KernelSource.all)
  func `warnings before a refusal are counted`(kernel: KernelSource) async throws {
    let refusal = "error -12 warned-of-nodes*1 cannot-double-memory"
    try await expect(
      [
        .allowGrowth, .fill(.memory, 128), .addNode(Extent(base: 0, size: 0x2000), 1, []),
        .isMemory(0x1000),
      ],
      toFind: [
        Slip(step: 2, right: refusal, wrong: "error -12 cannot-double-memory"),
        Slip(step: 2, right: refusal, wrong: "error -12 warned-of-nodes*2 cannot-double-memory"),
        Slip(step: 2, right: refusal, wrong: "error -12 warned-of-nodes*1"),
        Slip(step: 2, right: "memory 128 0x80000 0x1000-", wrong: "memory 128 0x80000 0x0-"),
        Slip(step: 3, right: "yes", wrong: "no"),
      ],
      in: kernel)
  }

  @Test(arguments: KernelSource.all)
  func `a total that is not zero is warned about where it shows`(
    kernel: KernelSource
  ) async throws {
    try await expect(
      [
        .add(Extent(base: 0x800, size: 0x2000)), .trimMemory(.page), .remove(Self.threePages),
        .remove(Self.threePages), .add(Self.page), .add(Self.threePages),
      ],
      toFind: [
        Slip(step: 1, right: "ok", wrong: "ok warned-of-totals*1"),
        Slip(step: 2, right: "ok warned-of-totals*1", wrong: "ok"),
        Slip(step: 2, right: "ok warned-of-totals*1", wrong: "ok warned-of-something*1"),
        Slip(step: 3, right: "ok", wrong: "ok warned-of-totals*1"),
        Slip(step: 4, right: "ok warned-of-totals*1", wrong: "ok warned-of-totals*2"),
        Slip(step: 5, right: "ok", wrong: "ok warned-of-something*1"),
      ],
      in: kernel)
  }

  @Test(arguments: KernelSource.all)
  func `a limit that cannot cut a list is compared in all that it does, and so is what follows`(
    kernel: KernelSource
  ) async throws {
    let cut = Extent(base: 0x5000, size: 0x10_0000)
    try await expect(
      [
        .allowGrowth, .fill(.memory, 128), .reserve(cut), .reserve(Self.threePages),
        .limitMemory(0x4_0000), .reserve(Self.page), .isMemory(0x7f000),
      ],
      toFind: [
        Slip(step: 4, right: "ok cannot-double-memory", wrong: "ok"),
        Slip(step: 4, right: "ok cannot-double-memory", wrong: "error -12"),
        Slip(step: 4, right: "ok cannot-double-memory", wrong: "ok cannot-double-reserved"),
        Slip(step: 4, right: "-0x80000@", wrong: "-0x105000@"),
        Slip(step: 6, right: "yes", wrong: "no"),
      ],
      in: kernel)
  }

  @Test(arguments: KernelSource.all)
  func `a limit that can cut may not fail`(kernel: KernelSource) async throws {
    try await expect(
      [.add(Self.threePages), .limitMemory(0x1000)],
      toFind: [
        Slip(step: 1, right: "ok", wrong: "ok cannot-double-memory"),
        Slip(step: 1, right: "ok", wrong: "error -12"),
      ],
      in: kernel)
  }

  @Test(arguments: KernelSource.all)
  func `handing over with a full list is compared, page by page and warning by warning`(
    kernel: KernelSource
  ) async throws {
    let failures = " cannot-double-reserved cannot-double-reserved"
    try await expect(
      [
        .allowGrowth, .fill(.reserved, 127), .reserve(Extent(base: 0x10_0000, size: 0x800)),
        .addNode(Self.page, 1, []), .addNode(Extent(base: 0x10_0000, size: 0x1000), 0, []),
        .handOver(below: 0x200), .ends,
      ],
      toFind: [
        Slip(step: 5, right: failures, wrong: ""),
        Slip(step: 5, right: failures, wrong: " cannot-double-reserved"),
        Slip(step: 5, right: " marked 0x1-0x2", wrong: " marked"),
        Slip(step: 6, right: "0x1000 0x101000", wrong: "0x1000 0x102000"),
      ],
      in: kernel)
  }

  @Test(arguments: KernelSource.all)
  func `an allocation that cannot be noted is compared, each try of it`(
    kernel: KernelSource
  ) async throws {
    let search = Search(size: 0x1000, alignment: .page, start: 0, end: 0, node: 0)
    let tries = "at 0x0 cannot-double-reserved"
    try await expect(
      [
        .allowGrowth, .fill(.reserved, 128), .add(Extent(base: 0x20_0000, size: 0x1000)),
        .allocate(search, exactNode: false), .allocate(search, exactNode: true),
      ],
      toFind: [
        Slip(step: 3, right: tries, wrong: "at 0x0"),
        Slip(step: 3, right: tries, wrong: "at 0x200000"),
        Slip(step: 3, right: tries, wrong: tries + " cannot-double-reserved"),
      ],
      in: kernel)
  }

  @Test(arguments: KernelSource.all)
  func `a reservation over the array that the list just got raises the warnings that it raises`(
    kernel: KernelSource
  ) async throws {
    let all = Extent(base: 0, size: .max)
    try await expect(
      [
        .allowGrowth, .fill(.reserved, 124), .add(Extent(base: 0x11_0000, size: 0xf000)),
        .reserve(all), .isReserved(0),
      ],
      toFind: [
        Slip(step: 3, right: "ok", wrong: "ok warned-of-nodes*1"),
        Slip(step: 3, right: "ok", wrong: "ok warned-of-flags*1"),
        Slip(step: 3, right: "reserved 256@0x11d000", wrong: "reserved 256@0x11c000"),
        Slip(step: 3, right: "reserved 256@0x11d000", wrong: "reserved 128"),
        Slip(step: 4, right: "yes", wrong: "no"),
      ],
      in: kernel)
  }

  @Test(arguments: KernelSource.all)
  func `an array that handing over takes and gives a node is compared with its node`(
    kernel: KernelSource
  ) async throws {
    try await expect(
      [
        .allowGrowth, .fill(.reserved, 127), .add(Extent(base: 0x11_0000, size: 0x1000)),
        .addNode(Extent(base: 0xf_3000, size: 0x1_0000), .any, []), .handOver(below: 0x69),
      ],
      toFind: [
        Slip(step: 4, right: "0x101000-0x103000@-1/", wrong: "0x101000-0x103000@16/"),
        Slip(step: 4, right: "0xfd000-0xfe000@-1/", wrong: "0xfd000-0xfe000@16/"),
      ],
      in: kernel)
  }
}
