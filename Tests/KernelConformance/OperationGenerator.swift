// Random sequences of operations, the same for the same seed.

import KernelDriver
import Memblock
import Trials

struct OperationGenerator {
  /// Where a sequence's addresses lie.
  enum Ground: CaseIterable {
    /// The first pages.
    case bottom
    /// The last pages, up to and including the highest address.
    case top
    /// Around powers of two.
    case powers
    /// Among the regions of a list that is nearly full.
    case crowd
  }

  private var random: SeededGenerator
  private let ground: Ground
  /// Whether memory may reach the end of all addresses, where the kernel's page numbers wrap around.
  private let reachesTop: Bool

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    // A crowd costs the most time: one sequence in ten has it.
    ground = [.bottom, .bottom, .bottom, .top, .powers][Int(seed % 5)]
    reachesTop = ground != .bottom || seed.isMultiple(of: 2)
  }

  private init(crowdedBy random: SeededGenerator) {
    self.random = random
    ground = .crowd
    reachesTop = false
  }

  /// The sequence of a seed.
  static func sequence(seed: UInt64, count: Int = 40) -> [Operation] {
    guard seed.isMultiple(of: 10) else {
      var generator = OperationGenerator(seed: seed)
      return (0..<count).map { _ in generator.operation() }
    }
    var generator = OperationGenerator(crowdedBy: SeededGenerator(seed: seed))
    let beginning = generator.crowdedLists()
    return beginning + (beginning.count..<count).map { _ in generator.operation() }
  }

  /// A list that is nearly full, often with permission to grow and with memory to do so.
  private mutating func crowdedLists() -> [Operation] {
    let kind: RegionList.Kind = flip() ? .memory : .reserved
    let fill = Operation.fill(kind, Int.random(in: 120...130, using: &random))
    guard flip() || flip() else { return [fill] }
    let pages = UInt64.random(in: 1...16, using: &random)
    return [.allowGrowth, fill, .add(Extent(base: 0x11_0000, size: pages << 12))]
  }

  private mutating func operation() -> Operation {
    // The last of them are for kernels with scratch memory.
    switch Int.random(in: 0..<(KernelSource.compared.hasScratch ? 38 : 34), using: &random) {
    case 34: .scratchOnly(flip())
    case 35, 36: .reserveForKernel(extent())
    case 37:
      pick([
        .isScratchMemory(address()), .kernelReservedSize(below: address(), node()),
        .estimatedFreePages,
      ])
    case 20, 21: .allocate(search(), exactNode: flip())
    case 22, 23: .find(search(), memoryFlags())
    case 24: searchSetting()
    case 25: .allocateMapped(search(), exactNode: flip())
    case 26: flip() ? .allocateBetween(search()) : .allocateNear(search())
    case 27: limit()
    case 28: .isolate(pick([.memory, .reserved]), extent())
    case 29: rounding()
    case 30: flip() ? .reserveNamed(reserveWords()) : .findNamed(name())
    case 31: flip() ? .dump : .file(pick([.memory, .reserved, .physmem]))
    case 32: permission()
    case 33: .mark(.mirror, extent())
    case 0, 1: .add(memoryExtent())
    case 2...4: .addNode(memoryExtent(), node(), memoryFlags())
    case 5...7: .reserve(extent())
    case 8: .remove(extent())
    case 9: .free(extent())
    case 10, 11: mark()
    case 12:
      .setNode(
        pick([.memory, .memory, .reserved, .physmem]), node(), extent())
    case 13: setting()
    case 14...16: question()
    default: walk()
    }
  }

  private mutating func mark() -> Operation {
    let newer = KnownDifference.flagsLeftOut
    if flip() {
      return .clear(
        pick(Memblock.ClearableMark.allCases.filter { !newer.contains($0.flag) }), extent())
    }
    return .mark(pick(Memblock.Mark.allCases.filter { !newer.contains($0.flag) }), extent())
  }

  private mutating func setting() -> Operation {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: .movableNode(flip())
    case 1: .mirroredKernelCore(flip())
    default: .addPhysical(extent())
    }
  }

  private mutating func permission() -> Operation {
    Int.random(in: 0..<4, using: &random) == 0 ? .allowGrowth : setting()
  }

  private mutating func limit() -> Operation {
    let amount: UInt64 = pick([
      0, 1, .max, UInt64.random(in: 1...24, using: &random) << 12, address(), extent().size,
    ])
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return .limitMemory(amount)
    case 1: return .limitMappedMemory(amount)
    default:
      let kept = extent()
      // See `KnownDifference.capWraps`.
      let (_, wraps) = kept.base.addingReportingOverflow(kept.size)
      return wraps ? .limitMemory(amount) : .capMemory(kept)
    }
  }

  /// What rounds addresses up; see `KnownDifference.roundingWrapsAtTheTop`.
  private mutating func rounding() -> Operation {
    if reachesTop { return question() }
    if flip() { return .handOver(below: UInt64.random(in: 0...0x200, using: &random)) }
    let shift = UInt64.random(in: 0...14, using: &random)
    return .trimMemory(Alignment(1 << pick([12, shift])) ?? .page)
  }

  /// Words that ask for memory with a name, and often for nothing that can be given.
  private mutating func reserveWords() -> String {
    let number = UInt64.random(in: 0...20, using: &random)
    if flip() { return "0x\(String(number << 10, radix: 16)):\(pick(["", "64", "4K"])):" + name() }
    let isOld = KnownDifference.largeNumbers.isThere
    let written = [
      String(number), "0x" + String(number, radix: 16), "0X" + String(number, radix: 16),
      "0" + String(number, radix: 8), "0x", "", "-1", "08", "1z",
      isOld ? "+" : "18446744073709551617",
    ]
    let letter = pick(["", "", "K", "k", "M", "g", "T", "p", isOld ? "P" : "E", "KK", " "])
    let alignment = pick([
      "", "0", "1", "64", "4096", "4K", "0x1000", "010000", "1M", "x", isOld ? "" : "K",
    ])
    return pick(written) + letter + pick([":", ":", ":", ";", ""]) + alignment
      + pick([":", ":", ":", ""]) + name()
  }

  private mutating func name() -> String {
    // None begins with a digit, which could make another alignment of what stands before it; nor, where the
    // alignment is left out, with a letter and a colon, which old kernels take for an alignment.
    pick([
      "oops", "trace", KnownDifference.largeNumbers.isThere ? "n:m" : "m:n", "na me", " ", "", "\t",
      "with 15 letters", "with 16  letters", "ö",
    ])
  }

  private mutating func searchSetting() -> Operation {
    flip() ? .bottomUp(flip()) : .currentLimit(pick([.max, .max, address()]))
  }

  private mutating func search() -> Search {
    let shift = UInt64.random(in: 0...16, using: &random)
    return Search(
      size: pick([1, 0x10, 0x40, 0x800, 0x1000, 0x1000, 0x2000, 0x5000, extent().size | 1]),
      alignment: Alignment(1 << pick([0, 6, 12, shift])) ?? .page,
      start: pick([0, 0, address()]), end: pick([0, 0, 1, .max, address()]), node: node())
  }

  private mutating func question() -> Operation {
    switch Int.random(in: 0..<9, using: &random) {
    case 0: .isMemory(address())
    case 1: .isMappedMemory(address())
    case 2: .isReserved(address())
    case 3: .isRegionMemory(extent())
    case 4: .isRegionReserved(extent())
    case 5: .pageRun(address() >> 12)
    case 6: .ends
    // It counts pages, whose numbers wrap around at the top.
    case 7 where !reachesTop: .hasNodes(exceptFor: extent().size)
    default: .overlaps(pick([.memory, .reserved, .physmem]), extent())
    }
  }

  private mutating func walk() -> Operation {
    switch Int.random(in: 0..<9, using: &random) {
    case 8: .walkCursor(node(), memoryFlags())
    case 7: .walkPhysical(minus: pick([.memory, .reserved, nil]))
    case 0: .walkMemory(descending: flip())
    case 1: .walkReserved
    case 2: .walkVisible(node(), memoryFlags(), descending: flip())
    case 3: .walkPages(node())
    default: .walkFree(node(), memoryFlags(), descending: flip())
    }
  }
}

extension OperationGenerator {
  private mutating func flip() -> Bool { Bool.random(using: &random) }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &random)]
  }

  private mutating func node() -> NodeID { pick([.any, .unset, 0, 1, 1, 15]) }

  /// Often none; else any of those that 6.12 has.
  private mutating func memoryFlags() -> MemoryFlags {
    let known = MemoryFlags.ofMemory.subtracting(KnownDifference.flagsLeftOut).bits
    return flip()
      ? [] : MemoryFlags(known.filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
  }

  private mutating func memoryExtent() -> Extent {
    var extent = extent()
    if !reachesTop, extent.size > 1 << 32 { extent.size = 0x1_0000 }
    return extent
  }

  private mutating func extent() -> Extent {
    let base = address()
    let size: UInt64 =
      switch Int.random(in: 0..<12, using: &random) {
      case 0: 0
      case 1: .max - UInt64.random(in: 0...1, using: &random)
      case 2: UInt64.random(in: 1...0x1800, using: &random)
      case 3 where ground == .powers: powerOfTwo()
      case 3 where ground == .crowd: UInt64.random(in: 1...128, using: &random) << 12
      default: UInt64.random(in: 1...6, using: &random) << 12
      }
    return Extent(base: base, size: size)
  }

  private mutating func address() -> UInt64 {
    let page: UInt64 = UInt64.random(in: 0..<(ground == .crowd ? 260 : 24), using: &random) << 12
    let byte: UInt64 = pick([0, 0, 0, 0, 1, 0x800, 0xfff])
    return switch ground {
    case .bottom, .crowd: page + byte
    case .top: .max - page - byte
    case .powers: powerOfTwo() &+ pick([0, 0, 0, 1, 0x1000, .max])
    }
  }

  private mutating func powerOfTwo() -> UInt64 { 1 << UInt64.random(in: 10...63, using: &random) }
}
