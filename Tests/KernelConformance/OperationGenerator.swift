// Random sequences of operations, the same for the same seed.

import Memblock

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

  private var random: SplitMix
  private let ground: Ground

  init(seed: UInt64) {
    random = SplitMix(state: seed)
    // A crowd costs the most time: one sequence in ten has it.
    ground = [.bottom, .bottom, .bottom, .top, .powers][Int(seed % 5)]
  }

  private init(crowdedBy random: SplitMix) {
    self.random = random
    ground = .crowd
  }

  /// The sequence of a seed.
  static func sequence(seed: UInt64, count: Int = 40) -> [Operation] {
    guard seed.isMultiple(of: 10) else {
      var generator = OperationGenerator(seed: seed)
      return (0..<count).map { _ in generator.operation() }
    }
    var generator = OperationGenerator(crowdedBy: SplitMix(state: seed))
    let kind: RegionList.Kind = generator.flip() ? .memory : .reserved
    let fill = Operation.fill(kind, Int.random(in: 120...130, using: &generator.random))
    return [fill] + (1..<count).map { _ in generator.operation() }
  }

  private mutating func operation() -> Operation {
    switch Int.random(in: 0..<25, using: &random) {
    case 20, 21: .allocate(search(), exactNode: flip())
    case 22, 23: .find(search(), memoryFlags())
    case 24: searchSetting()
    case 0, 1: .add(extent())
    case 2...4: .addNode(extent(), node(), memoryFlags())
    case 5...7: .reserve(extent())
    case 8: .remove(extent())
    case 9: .free(extent())
    case 10, 11: mark()
    case 12: .setNode(pick([.memory, .memory, .reserved, .physmem]), node(), extent())
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
    switch Int.random(in: 0..<6, using: &random) {
    case 0: .isMemory(address())
    case 1: .isMappedMemory(address())
    case 2: .isReserved(address())
    case 3: .isRegionMemory(extent())
    case 4: .isRegionReserved(extent())
    default: .overlaps(pick([.memory, .reserved, .physmem]), extent())
    }
  }

  private mutating func walk() -> Operation {
    switch Int.random(in: 0..<7, using: &random) {
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

/// Steele, Lea and Flood's generator, which has no bad seeds.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
