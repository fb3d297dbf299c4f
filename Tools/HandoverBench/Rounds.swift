// One workload, written and read back by turns with memcpy.

import Foundation
import Handover
import Memblock
import BookTool

/// What is timed.
enum Work: String, CaseIterable {
  case memcpy
  case list = "write the list"
  case write = "write bitmaps and list"
  case read = "read list and bitmaps"
  case note = "note block by block"
  case takeOver = "take over, by block"
}

/// The shortest times of all kinds of work on a workload, in nanoseconds.
struct Rounds {
  /// A result that is not what it should be.
  struct Mismatch: Error, CustomStringConvertible {
    var description: String
  }

  let workload: Workload
  private let bitmaps: Bitmaps
  private var memory: KernelMemory
  /// The bytes of all pieces and chunks behind each other.
  private let bytes: [UInt8]
  /// Room for a copy of them.
  private var copied: [UInt8]
  let chunkCount: Int
  private(set) var shortest: [Work: Double] = [:]

  var byteCount: Int { bytes.count }

  init(_ workload: Workload) throws {
    self.workload = workload
    memory = workload.memory
    bitmaps = try workload.tracker.bitmaps(in: memory.machine)
    var list = try workload.tracker.serialise(in: &memory)
    var bytes = bitmaps.bits
    for page in list.pages { bytes += try memory.machine.read(ChunkLayout().size, at: page) }
    chunkCount = list.pages.count
    list.free(in: &memory)
    self.bytes = bytes
    copied = [UInt8](repeating: 1, count: bytes.count)
  }

  /// Takes turns for a while; before that, once, does what takes longer, and checks all results.
  mutating func run(atLeast rounds: Int, for duration: Duration) throws {
    try turn(checked: true)
    note(.note, workload.notingNanoseconds)
    let start = ContinuousClock.now
    var done = 0
    while done < rounds || ContinuousClock.now - start < duration {
      try turn(checked: false)
      done += 1
    }
  }

  private mutating func turn(checked: Bool) throws {
    note(.memcpy, timed { copy() }.nanoseconds)
    var list = try timed { try workload.tracker.serialise(in: &memory) }
    let read = timed {
      ListedBitmaps(
        readingList: list.result.head, workload.geometry, from: memory.machine,
        sparing: workload.scratch)
    }
    if checked { try takeOver(from: list.result) }
    list.result.free(in: &memory)
    var other = Workload.emptyMemory(workload.size)
    let written = try timed {
      try Tracker(copying: bitmaps, into: &other).serialise(in: &other)
    }
    note(.list, list.nanoseconds)
    note(.write, written.nanoseconds)
    note(.read, read.nanoseconds)
    guard checked else { return }
    let head = written.result.head
    try check(read.result)
    try check(
      ListedBitmaps(
        readingList: head, workload.geometry, from: other.machine, sparing: workload.scratch))
  }

  /// Has a successor read the list, five times.
  private mutating func takeOver(from list: ChunkList) throws {
    for _ in 0..<5 {
      let found = timed {
        Inheritance(
          readingList: list.head, workload.geometry, from: memory.machine,
          sparing: workload.scratch)
      }
      note(.takeOver, found.nanoseconds)
      let taken = found.result
      guard taken.fault == nil, taken.refused.isEmpty, taken.blocks.sorted() == workload.blocks
      else { throw Mismatch(description: "\(workload.name): not all was taken over") }
    }
  }

  private func check(_ found: ListedBitmaps) throws {
    guard found.fault == nil, found.bitmaps == bitmaps, found.bitmaps.blocks == workload.blocks,
      copied == bytes
    else { throw Mismatch(description: "\(workload.name): what was read is not what was noted") }
  }

  private mutating func copy() {
    bytes.withUnsafeBytes { from in
      copied.withUnsafeMutableBytes { to in
        guard let source = from.baseAddress, let target = to.baseAddress else { return }
        memcpy(target, source, from.count)
      }
    }
  }

  private mutating func note(_ work: Work, _ nanoseconds: Double) {
    shortest[work] = min(shortest[work] ?? .infinity, nanoseconds)
  }
}
