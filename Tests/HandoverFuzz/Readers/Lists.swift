// Readers of what a predecessor noted: lists of bitmaps, radix trees, and all that a successor starts
// with.

import Handover
import Memblock

/// What is taken over is memory, is no scratch memory, is taken once; nothing is lost; and there is no
/// more of it than bits that were set.
private func check(_ found: Inheritance, of named: Int?, in image: MemoryImage) {
  must(found.blocks.count + found.refused.count <= image.bitCount, "no bit is read twice")
  if let named {
    must(found.blocks.count + found.refused.count == named, "each block is taken or refused")
  }
  var end: PhysicalAddress = 0
  for block in found.blocks {
    must(image.machine.hasMemory(block.range), "\(block) is memory")
    must(!image.scratch.overlap(block.range), "\(block) is no scratch memory")
    must(block.range.base >= end, "\(block) overlaps nothing")
    end = block.range.end
  }
  for refusal in found.refused {
    let range = refusal.block.range
    switch refusal.fault {
    case .absent: must(!image.machine.hasMemory(range), "\(refusal)")
    case .scratch: must(image.scratch.overlap(range), "\(refusal)")
    case .table: must(image.scratch.table.intersection(range) != nil, "\(refusal)")
    case .overlap: must(image.machine.hasMemory(range), "\(refusal)")
    }
  }
}

/// Where a kernel writes again what was read: where no image has memory.
private let elsewhere = PhysicalRange(base: 0x4000_0000_0000, size: 1 << 32)

/// A kernel with nothing in its memory.
private func emptyMemory() -> KernelMemory {
  KernelMemory(Machine([Region(elsewhere)]), freePages: FreePages([elsewhere]))
}

/// What was listed can be written and read again.
func readList(_ image: MemoryImage) -> Bool {
  let geometry: BitmapGeometry = image.kernel & 1 == 0 ? .short : .page
  let listed = ListedBitmaps(
    readingList: image.head, geometry, from: image.machine, sparing: image.scratch)
  let (bitmaps, blocks) = (listed.bitmaps, listed.bitmaps.blocks)
  must(bitmaps.bits.count == bitmaps.pieces.count * Int(geometry.size), "each piece has its bits")
  for (piece, next) in zip(bitmaps.pieces, bitmaps.pieces.dropFirst()) {
    must((piece.order, piece.number) < (next.order, next.number), "pieces ascend")
  }
  must(zip(blocks, blocks.dropFirst()).allSatisfy { $0 < $1 }, "blocks ascend")
  let found = Inheritance(
    readingList: image.head, geometry, from: image.machine, sparing: image.scratch)
  must(found.fault == listed.fault || listed.fault == nil, "the same fault, or a doubt")
  must(found.chunkCount == listed.chunkCount, "the same chunks")
  check(found, of: blocks.count, in: image)
  var memory = emptyMemory()
  do throws(HandoverFailure) {
    let list = try Tracker(copying: bitmaps, into: &memory).serialise(in: &memory)
    let again = ListedBitmaps(
      readingList: list.head, geometry, from: memory.machine, sparing: image.scratch)
    must(again.fault == nil && again.bitmaps == bitmaps, "what was listed can be listed again")
  } catch { fatalError("broken: \(error)") }
  return listed.fault == nil && image.head != 0
}

/// What was found can be added to another tree, and is found there.
func readRadix(_ image: MemoryImage) -> Bool {
  let found = Inheritance(
    readingTree: image.head, from: image.machine, sparing: image.scratch)
  check(found, of: nil, in: image)
  let blocks = found.blocks + found.refused.map(\.block)
  guard found.fault == nil, blocks.count <= 64 else { return found.fault == nil }
  // A block among the new pages of the tree would be a fault.
  guard blocks.allSatisfy({ $0.range.intersection(elsewhere) == nil }) else { return true }
  var memory = emptyMemory()
  guard let tree = RadixTree(in: &memory) else { fatalError("broken: there are pages") }
  for block in blocks {
    do throws(HandoverFailure) { try tree.add(block, in: &memory) } catch {
      fatalError("broken: \(error)")
    }
  }
  let again = Inheritance(
    readingTree: tree.root, from: memory.machine, sparing: image.scratch)
  must(again.fault == nil, "a tree that was written is read")
  let second = again.blocks + again.refused.map(\.block)
  must(Set(second) == Set(blocks) && second.count == blocks.count, "each block is found again")
  return true
}

/// A successor that starts has noted all that it takes over, and what it may give away is neither
/// that nor scratch memory.
func startSuccessor(_ image: MemoryImage) -> Bool {
  let revision = HandoverRevision.allCases[Int(image.kernel) % HandoverRevision.allCases.count]
  let data = BootData(tree: image.head, scratchTable: MemoryImage.scratchTable)
  guard var new = try? Successor(image.machine, as: revision, given: data) else { return false }
  check(new.inheritance, of: nil, in: image)
  for block in new.inheritance.blocks {
    let last = PhysicalAddress(block.range.end.rawValue - 1)
    must(
      new.memblock.isReserved(block.range.base) && new.memblock.isReserved(last),
      "\(block) is reserved")
  }
  let free = FreePages(of: new.memblock)
  for run in free.runs {
    let range = run.lowerBound.base..<run.upperBound.base as PhysicalRange
    must(!image.scratch.overlap(range), "no scratch memory is given away")
    must(!new.memblock.isReserved(range), "nothing is given away that is reserved")
  }
  for block in new.unclaimed {
    must((try? new.restoreFolio(at: block.range.base)) == block, "\(block) is given back")
  }
  must(new.unclaimed.isEmpty, "all was given back")
  return true
}
