// Where Linux 6.12 and the book differ on purpose: the one table of it. Whatever is not in here is
// a fault, of the book or of the comparison. `KnownDifferenceTests` shows that each is still there,
// so that none outlives its reason and hides another.

import Memblock

enum KnownDifference: String, CaseIterable {
  /// The flags `RSRV_KERN`, `KHO_SCRATCH` and `RSRV_HUGETLB` are newer than 6.12.
  case newerFlags
  /// Up to 6.12 a plain reservation has the node `MAX_NUMNODES`; in the book it has −1.
  case reservationNode
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

  /// The kernel's answer as it would be without the difference.
  func settled(in answer: String) -> String {
    switch self {
    // These two are settled in what is asked.
    case .newerFlags, .reservationNode: answer
    case .flagWarningWithoutFlags: words(answer) { $0.hasPrefix("warned-of-flags") ? nil : $0 }
    case .repeatedWarnings:
      words(answer) { $0.hasPrefix("warned-of-") ? $0.prefix { $0 != "*" } : $0 }
    case .emptyFreeRange:
      words(answer) { word in
        let places = word.prefix { $0 != "@" }.split(separator: "-")
        return places.count == 2 && places[0] == places[1] ? nil : word
      }
    case .pagesWrapAtTheTop:
      words(answer) { $0.hasPrefix("0x0-\(hex(UInt64.max >> 12))@") ? nil : $0 }
    }
  }

  /// An answer with each of its words changed or, for `nil`, left out.
  private func words(_ answer: String, _ change: (Substring) -> Substring?) -> String {
    answer.split(separator: " ").compactMap(change).joined(separator: " ")
  }
}
