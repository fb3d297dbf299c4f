// What is preserved: memory of the two shapes that decide how large the bitmaps become.

import Contests
import Handover
import Memblock

/// Blocks that a kernel has noted, and the memory that their bitmaps lie in.
struct Workload {
  let name: String
  /// How large the machine is, without the memory that the kernel has for its tables.
  let size: UInt64
  let geometry: BitmapGeometry
  /// Every block that was noted, by order and position.
  let blocks: [Block]
  let memory: KernelMemory
  let tracker: Tracker
  /// An area of 1 MiB in which nothing is preserved.
  let scratch: ScratchAreas
  /// How long it took to note all blocks.
  let notingNanoseconds: Double

  /// Notes the blocks one by one.
  init(_ name: String, size: UInt64, _ blocks: [Block], _ geometry: BitmapGeometry) throws {
    (self.name, self.size, self.geometry) = (name, size, geometry)
    self.blocks = blocks
    var (memory, tracker) = (Self.emptyMemory(size), Tracker(geometry))
    notingNanoseconds =
      try timed { for block in blocks { try tracker.preserve(block, in: &memory) } }.nanoseconds
    let (area, table) = (size + (1 << 30), PhysicalAddress(size + (1 << 30) + (1 << 20)))
    try memory.machine.store(area, at: table)
    try memory.machine.store(UInt64(1 << 20), at: PhysicalAddress(table.rawValue + 8))
    scratch = try ScratchAreas(
      reading: PhysicalRange(base: table, size: 16), from: memory.machine)
    (self.memory, self.tracker) = (memory, tracker)
  }

  /// A machine on which nothing was written. Above the rest are a gigabyte for tables, and another
  /// one for scratch memory.
  static func emptyMemory(_ size: UInt64) -> KernelMemory {
    let tables = PhysicalRange(base: PhysicalAddress(size), size: 1 << 30)
    let all = PhysicalRange(base: 0, size: size + 2 * tables.size)
    return KernelMemory(Machine([Region(all)]), freePages: FreePages([tables]))
  }

  /// Each page of some memory with probability one half.
  static func randomPages(
    _ size: UInt64, _ geometry: BitmapGeometry, using random: inout some RandomNumberGenerator
  ) throws -> Workload {
    let pages = (0..<size >> 12).filter { _ in Bool.random(using: &random) }
    let blocks = pages.compactMap { Block(order: 0, position: $0) }
    return try Workload("\(words(size)), random pages", size: size, blocks, geometry)
  }

  /// All of some memory: each gigabyte as one block, as blocks of 4 MiB, or as blocks of 2 MiB.
  static func largeBlocks(
    _ size: UInt64, _ geometry: BitmapGeometry, using random: inout some RandomNumberGenerator
  ) throws -> Workload {
    let blocks = (0..<size >> 30).flatMap { gigabyte in
      let order = [9, 10, 18].randomElement(using: &random) ?? 18
      let count = UInt64(1) << UInt64(18 - order)
      return (0..<count).compactMap { Block(order: order, position: gigabyte * count + $0) }
    }
    return try Workload("\(words(size)), large blocks", size: size, blocks.sorted(), geometry)
  }

  /// A size in the largest unit of which it has one: `16 GiB`.
  private static func words(_ size: UInt64) -> String {
    let units = [(40, "TiB"), (30, "GiB"), (20, "MiB")]
    let (shift, unit) = units.first { size >> $0.0 > 0 } ?? (0, "bytes")
    return "\(size >> shift) \(unit)"
  }
}
