// Where Linux 6.12 and the book differ on purpose: the one table of it. Whatever is not in here is
// a fault, of the book or of the comparison. `KnownDifferenceTests` shows that each is still there,
// so that none outlives its reason and hides another.

import KernelDriver
import Memblock

enum KnownDifference: String, CaseIterable {
  /// The flags `RSRV_KERN`, `KHO_SCRATCH` and `RSRV_HUGETLB` are newer than 6.12.
  case newerFlags
  /// Up to 6.12 a plain reservation has the node `MAX_NUMNODES`; in the book it has −1.
  case reservationNode
  /// Up to 6.12 an allocation is a plain reservation, without `RSRV_KERN` and the node it is on.
  case allocationFlags
  /// Up to 6.12 an addition without flags is warned about over a region that has some.
  case flagWarningWithoutFlags
  /// The kernel warns twice of the same when a list is more than half full; the book once.
  case repeatedWarnings
  /// The kernel shows an empty free range where two unlike reservations touch inside memory.
  case emptyFreeRange
  /// The kernel rounds an address in the very last page up to page zero.
  case pagesWrapAtTheTop
}

extension KnownDifference {
  /// Flags that 6.12 does not know; it is not asked about them.
  static let flagsLeftOut: MemoryFlags = [.scratch, .reservedKernel, .reservedHugeTLB]

  /// The node that a plain reservation has in 6.12; the book is told to give it that.
  static let nodeOfPlainReservation = NodeID.unset

  /// Allocates as 6.12 does, where an allocation is a plain reservation: the book's notes the node
  /// that it was found on, and that it is the kernel's own.
  static func allocateAsPlainReservation(
    _ size: UInt64, in machine: inout Memblock,
    _ allocate: (inout Memblock) throws -> PhysicalAddress?
  ) throws -> PhysicalAddress? {
    var other = machine
    guard let place = try allocate(&other) else { return nil }
    try machine.reserve(PhysicalRange(base: place, size: size), node: nodeOfPlainReservation)
    return place
  }

  /// The kernel's reply as it would be without the difference.
  func settled(in reply: Reply) -> Reply {
    var settled = reply
    switch self {
    // These are settled in what is asked.
    case .newerFlags, .reservationNode, .allocationFlags: break
    case .flagWarningWithoutFlags:
      settled.changeWords { $0.hasPrefix("warned-of-flags") ? nil : $0 }
    case .repeatedWarnings:
      settled.changeWords { $0.hasPrefix("warned-of-") ? $0.prefix { $0 != "*" } : $0 }
    case .emptyFreeRange:
      settled.changeWords { word in
        let places = word.prefix { $0 != "@" }.split(separator: "-")
        return places.count == 2 && places[0] == places[1] ? nil : word
      }
    case .pagesWrapAtTheTop:
      for run in reply.wrappedRuns where settled.answer.hasSuffix(run) {
        settled.answer.removeLast(run.count)
      }
    }
    return settled
  }
}

extension Reply {
  /// Changes each word of the answer or, for `nil`, leaves it out.
  fileprivate mutating func changeWords(_ change: (Substring) -> Substring?) {
    answer = answer.split(separator: " ").compactMap(change).joined(separator: " ")
  }

  /// What a walk over pages shows of regions of memory that begin in the last page, highest first.
  fileprivate var wrappedRuns: [String] {
    let lastPage = "0xfffffffffffff"
    let regions = state.prefix { $0 != "|" }.split(separator: " ").dropFirst(3)
    return regions.reversed().compactMap { region in
      let base = region.prefix { $0 != "-" }
      guard base.count == 18, base.hasPrefix(lastPage), !base.hasSuffix("000") else { return nil }
      return " 0x0-\(lastPage)\(region.drop { $0 != "@" }.prefix { $0 != "/" })"
    }
  }
}
