// Memory of a machine as bytes that a fuzzer can change with some sense: no dump, of which nearly all
// would be zeros, but a few numbers at addresses.
//
//     offset  size
//          0     8   where the list, tree or root begins
//          8     8   which kernel reads: the lowest byte
//         16    16   address and number, again and again
//
// An address that is no multiple of eight fills more: with a remainder of 1 the 512 bytes, with 2 the
// page that it lies in.

import Handover
import Memblock

struct MemoryImage {
  /// Where the table of scratch areas is, and the areas.
  static let scratchTable: PhysicalRange = 0x9000..<0x9020
  private static let scratchRanges: [PhysicalRange] = [
    0x3000_0000..<0x3100_0000, 0x1_8000_0000..<0x1_8100_0000,
  ]

  let machine: Machine
  let scratch: ScratchAreas
  let head: PhysicalAddress
  let kernel: UInt8
  /// How many bits of the machine's memory can be set: those of the numbers.
  let bitCount: Int

  /// Memory with the numbers that were given; `nil` for too few bytes.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 16 else { return nil }
    func number(at offset: Int) -> UInt64 {
      bytes[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    head = PhysicalAddress(number(at: 0))
    kernel = bytes[8]
    var memory = FilledMemory()
    for offset in stride(from: 16, through: bytes.count - 16, by: 16) {
      memory.place(number(at: offset + 8), at: number(at: offset))
    }
    for (index, range) in Self.scratchRanges.enumerated() {
      let entry = Self.scratchTable.base.rawValue + UInt64(16 * index)
      memory.place(range.base.rawValue, at: entry)
      memory.place(range.size, at: entry + 8)
    }
    (machine, bitCount) = (memory.machine, memory.bitCount)
    guard let scratch = try? ScratchAreas(reading: Self.scratchTable, from: machine) else {
      return nil
    }
    self.scratch = scratch
  }
}

/// Memory as a PC has it, up to 8 GiB, into which numbers are placed.
private struct FilledMemory {
  private(set) var machine = Machine([
    Region(0x0..<0x9_fc00), Region(0x10_0000..<0x3ffe_0000), Region(0x1_0000_0000..<0x2_0000_0000),
  ])
  private(set) var bitCount = 0

  /// Places a number where there is memory; elsewhere nothing happens.
  mutating func place(_ number: UInt64, at address: UInt64) {
    let size: UInt64 = address & 7 == 1 ? 512 : address & 7 == 2 ? 4096 : 8
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    let filling = size == 8 ? bytes : (0..<Int(size)).map { bytes[$0 & 7] }
    guard (try? machine.write(filling, at: PhysicalAddress(address & ~(size - 1)))) != nil else {
      return
    }
    bitCount += number.nonzeroBitCount * Int(size / 8)
  }
}
