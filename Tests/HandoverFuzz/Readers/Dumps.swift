// Readers of dumps of memory: what a file says of where memory is, and a handover that is followed there.

import DeviceTree
import Handover
import Memblock

/// What a dump has is in the file, in order and once; a handover in it is followed to its end.
func readDump(_ bytes: [UInt8]) -> Bool {
  let file = DumpFile(size: UInt64(bytes.count)) { offset, count in
    must(offset <= UInt64(bytes.count), "nothing is read from behind the end")
    must(count <= bytes.count - Int(offset), "nothing is read beyond the end")
    return Array(bytes[Int(offset)..<Int(offset) + count])
  }
  guard let map = try? DumpMap(file) else { return false }
  var end = PhysicalAddress.lowest
  for piece in map.pieces {
    must(piece.range.base >= end && !piece.range.isEmpty, "pieces are ascending, and none is empty")
    must(piece.offset + piece.range.size <= UInt64(bytes.count), "a piece is in the file")
    end = piece.range.end
  }
  let machine = Machine(MemoryDump(map, of: file))
  for piece in map.pieces.prefix(64) {
    let size = min(piece.range.size, 4096)
    let first = Int(piece.offset)
    must(
      (try? machine.read(size, at: piece.range.base)) == Array(bytes[first..<first + Int(size)]),
      "memory is what the file has")
  }
  guard let first = map.pieces.first else { return false }
  return follow(.address(first.range.base), in: machine)
}

/// A handover in memory of a few numbers, from a root that is the first thing in it.
func followMemory(_ image: MemoryImage) -> Bool {
  let numbers = CarriedNumbers(
    BootData(tree: image.head, scratchTable: MemoryImage.scratchTable))
  _ = follow(.address(image.head), in: image.machine)
  return follow(.numbers(numbers), in: image.machine)
}

private func follow(_ start: FollowedHandover.Start, in machine: Machine) -> Bool {
  let found = FollowedHandover(start, in: machine, atMost: 10_000)
  let blocks = found.inheritance?.blocks ?? []
  must(blocks.count <= 10_000, "no more blocks than asked for")
  must(blocks.allSatisfy { machine.hasMemory($0.range) }, "what is preserved is memory")
  for note in found.notes + found.faults { _ = note.description }
  return !found.blobs.isEmpty
}
