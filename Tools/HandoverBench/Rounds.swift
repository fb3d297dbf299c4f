// One workload, written and read back by turns with memcpy.

import Contests
import Foundation
import Handover
import Memblock

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

  /// Takes turns, after all results were checked; what takes long is done a few times, or once.
  ///
  /// - Parameters:
  ///   - rounds: how many at least.
  ///   - duration: how long at least.
  mutating func run(_ rounds: Int, for duration: Duration) async throws {
    try checkAll()
    shortest[.note] = workload.notingNanoseconds
    var list = try workload.tracker.serialise(in: &memory)
    let successors = try await Contest(among: [Work.takeOver], rounds: min(rounds, 5)) { _, _ in
      try takeOver(from: list)
    }
    shortest[.takeOver] = successors.shortest(of: .takeOver)
    list.free(in: &memory)
    let works: [Work] = [.memcpy, .list, .write, .read]
    let contest = try await Contest(among: works, rounds: rounds, for: duration) { work, _ in
      try nanoseconds(of: work)
    }
    for work in works { shortest[work] = contest.shortest(of: work) }
  }

  private mutating func nanoseconds(of work: Work) throws -> Double {
    switch work {
    case .write: return try written().nanoseconds
    case .list, .read:
      var list = try timed { try workload.tracker.serialise(in: &memory) }
      defer { list.result.free(in: &memory) }
      return work == .list ? list.nanoseconds : read(list.result).nanoseconds
    default: return timed { copy() }.nanoseconds
    }
  }

  /// Copies all bitmaps to a machine of their own, and writes the list there.
  private func written() throws -> (
    result: (list: ChunkList, memory: KernelMemory), nanoseconds: Double
  ) {
    var other = Workload.emptyMemory(workload.size)
    let written = try timed {
      try Tracker(copying: bitmaps, into: &other).serialise(in: &other)
    }
    return ((written.result, other), written.nanoseconds)
  }

  private func read(_ list: ChunkList) -> (result: ListedBitmaps, nanoseconds: Double) {
    timed {
      ListedBitmaps(
        readingList: list.head, workload.geometry, from: memory.machine, sparing: workload.scratch)
    }
  }

  /// Has a successor read the list; returns how long it took.
  private func takeOver(from list: ChunkList) throws -> Double {
    let found = timed {
      Inheritance(
        readingList: list.head, workload.geometry, from: memory.machine,
        sparing: workload.scratch)
    }
    let taken = found.result
    guard taken.fault == nil, taken.refused.isEmpty, taken.blocks.sorted() == workload.blocks
    else { throw Mismatch(description: "\(workload.name): not all was taken over") }
    return found.nanoseconds
  }

  private mutating func checkAll() throws {
    copy()
    var list = try workload.tracker.serialise(in: &memory)
    try check(read(list).result)
    list.free(in: &memory)
    let (other, machine) = try written().result
    try check(
      ListedBitmaps(
        readingList: other.head, workload.geometry, from: machine.machine,
        sparing: workload.scratch))
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
}
