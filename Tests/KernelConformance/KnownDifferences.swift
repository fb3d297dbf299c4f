// Where the kernel and the book differ on purpose: the one table of it. Whatever is not in here is
// a fault, of the book or of the comparison. `KnownDifferenceTests` shows that each is still there,
// so that none outlives its reason and hides another.

import KernelDriver

@testable import Memblock

enum KnownDifference: String, CaseIterable {
  /// The flags `RSRV_KERN` and `KHO_SCRATCH` are newer than 6.12, and `RSRV_HUGETLB` than 7.2.
  case newerFlags
  /// Up to 6.12 a plain reservation has the node `MAX_NUMNODES`; in the book it has −1.
  case reservationNode
  /// Up to 6.12 what is allocated, and the array of a list, is reserved like anything else, without
  /// `RSRV_KERN` and the node it is for, and so merges with what is beside it.
  case allocationFlags
  /// Up to 6.12 a number that is too large, by itself or by its letter, loses its upper bits, and a letter
  /// alone is a zero; in the book the one is the largest, and the other no number.
  case largeNumbers
  /// Up to 6.12 an addition without flags is warned about over a region that has some. To the book's
  /// warnings these are added, so that the numbers of both are compared.
  case flagWarningWithoutFlags
  /// In a list that is more than half full the kernel counts gaps before it fills them, and warns when
  /// it counts as well, even if the list then cannot grow. The book warns of what it did; what the
  /// kernel warned of before is added to that, so that the numbers of both are compared.
  case repeatedWarnings
  /// The kernel shows an empty free range where two unlike reservations touch inside memory.
  case emptyFreeRange
  /// The kernel rounds an address in the very last page up to zero: in walks over pages, and when it
  /// trims memory or hands it over, of which it is only asked below that.
  case roundingWrapsAtTheTop
  /// A list that must grow twice, and can only once, keeps its larger array in the kernel.
  case halfGrowth
  /// The end of a range to which memory is capped wraps around in the kernel.
  case capWraps
  /// The kernel takes any alignment for memory with a name, and rounds by those that are no power
  /// of two to something.
  case oddAlignments
  /// The estimate of free pages wraps around in the kernel when more is reserved than there is.
  case negativeEstimate
  /// Limits, and handing over, that go on when a list cannot grow, return nothing in the kernel; in the
  /// book they throw that when all else is done. What they did, and each warning, is compared.
  case silentFailures
  /// Whoever frees the array of a list lets the array of another be put there, and the kernel overwrites the
  /// first; in the book a list is a value. What follows is not compared.
  case sharedArrays
}

extension KnownDifference {
  /// Whether the kernel that is compared with has the difference at all.
  var isThere: Bool {
    switch self {
    case .newerFlags, .reservationNode, .allocationFlags, .largeNumbers, .flagWarningWithoutFlags:
      !KernelSource.compared.hasScratch
    // Older kernels estimate something else, and are not asked.
    case .negativeEstimate: KernelSource.compared.hasScratch
    default: true
    }
  }

  /// Flags that the kernel does not know; it is not asked about them.
  static var flagsLeftOut: MemoryFlags {
    KernelSource.compared.hasScratch
      ? .reservedHugeTLB : [.scratch, .reservedKernel, .reservedHugeTLB]
  }

  /// Whether an operation put the array of a list over the array of another, which somebody had freed
  /// before; see ``sharedArrays``.
  static func overwritesFreedArray(from before: Memblock, to after: Memblock) -> Bool {
    func arrays(of machine: Memblock) -> [PhysicalRange?] {
      [machine.memory.array, machine.reserved.array, machine.physmem?.array]
    }
    let (old, new) = (arrays(of: before), arrays(of: after))
    return old.indices.contains { list in
      guard let freed = old[list],
        !before.reserved.regions.contains(where: { $0.range.overlaps(freed) })
      else { return false }
      return new.indices.contains { other in
        other != list && new[other] != old[other] && new[other]?.overlaps(freed) == true
      }
    }
  }

  /// The node that a plain reservation has in the kernel; the book is told to give it that.
  static var nodeOfPlainReservation: NodeID {
    KernelSource.compared.hasScratch ? .any : .unset
  }

  /// A plain reservation of a range, as the kernel makes it.
  static func plainReservation(_ range: PhysicalRange) -> Region {
    Region(range, node: nodeOfPlainReservation)
  }

  /// The book's warnings during an operation, without those that an older kernel has no reason for:
  /// there the array of a list that has grown meanwhile is a plain reservation, and the addition of
  /// one over it agrees with it.
  static func warningsOfBoth(_ warnings: [Warning]) -> [Warning] {
    guard allocationFlags.isThere else { return warnings }
    return warnings.filter { warning in
      guard case .nodesDiffer(let added, let existing) = warning else { return true }
      // Of the regions in the book's lists, ``forgetWhoTook(in:andTheirNodes:)`` leaves none like that.
      return
        !(existing.flags.contains(.reservedKernel) && existing.node == .any
        && added.node == nodeOfPlainReservation)
    }
  }

  /// Makes plain reservations of those that the kernel took for itself, and merges what then can be.
  static func forgetWhoTook(in machine: inout Memblock, andTheirNodes: Bool = true) {
    guard allocationFlags.isThere else { return }
    var plain: [Region] = []
    var wasTaken = false
    for var region in machine.reserved.regions {
      let isTaken = region.flags.contains(.reservedKernel)
      if isTaken {
        region.flags.remove(.reservedKernel)
        if andTheirNodes || region.node == .any && !machine.hasSetNode(of: region) {
          region.node = nodeOfPlainReservation
        }
      }
      if isTaken || wasTaken, let last = plain.last, last.canMerge(with: region) {
        plain[plain.count - 1].range = last.range.base..<region.range.end
      } else {
        plain.append(region)
      }
      wasTaken = isTaken
    }
    machine.reserved.regions = plain
  }

  /// The kernel's reply as it would be without the difference.
  func settled(in reply: Reply) -> Reply {
    var settled = reply
    switch self {
    // These are settled in what is asked, and the last in what is compared.
    case .allocationFlags: settled.answer = reply.answerWithPagesMarkedOnce
    case .newerFlags, .reservationNode, .largeNumbers, .capWraps, .oddAlignments, .halfGrowth,
      .repeatedWarnings, .silentFailures, .flagWarningWithoutFlags, .sharedArrays:
      break
    case .negativeEstimate: if reply.hasLessThanItTook { settled.answer = "0x0" }
    case .emptyFreeRange:
      settled.changeWords { word in
        let places = word.prefix { $0 != "@" }.split(separator: "-")
        return places.count == 2 && places[0] == places[1] ? nil : word
      }
    case .roundingWrapsAtTheTop:
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

  /// Whether there is less memory than the kernel reserved for itself.
  fileprivate var hasLessThanItTook: Bool {
    let lists = state.split(separator: "|").map { $0.split(separator: " ") }
    guard lists.count > 1, lists[0].count > 2, lists[1].count > 2 else { return false }
    let took = lists[1].dropFirst(3).reduce(UInt64(0)) { sum, region in
      let words = region.split { "-@/".contains($0) }
      guard let base = number(words[0]), let end = number(words[1]),
        let flags = words.last.flatMap(number),
        flags & UInt64(MemoryFlags.reservedKernel.rawValue) != 0
      else { return sum }
      return sum + (end - base)
    }
    return number(lists[0][2]).map { $0 < took } ?? false
  }

  private func number(_ word: Substring) -> UInt64? { UInt64(word.dropFirst(2), radix: 16) }

  /// The answer to handing over, with the pages that are marked once each and in order.
  fileprivate var answerWithPagesMarkedOnce: String {
    let words = answer.split(separator: " ")
    guard let marked = words.firstIndex(of: "marked") else { return answer }
    let rest = words[(marked + 1)...]
    let runs = rest.prefix { $0.hasPrefix("0x") }.compactMap { word -> Range<UInt64>? in
      let ends = word.split(separator: "-").compactMap { UInt64($0.dropFirst(2), radix: 16) }
      return ends.count == 2 ? ends[0]..<ends[1] : nil
    }
    return words[...marked].joined(separator: " ") + KernelConformance.words(forMarked: runs)
      + rest.drop { $0.hasPrefix("0x") }.map { " " + $0 }.joined()
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

extension Memblock {
  /// Adds a region, and warns of what only the kernel warns of; see
  /// ``KnownDifference/repeatedWarnings`` and ``KnownDifference/flagWarningWithoutFlags``.
  mutating func add(
    _ new: Region, to kind: RegionList.Kind, by change: (inout Memblock) throws -> Void
  ) rethrows {
    let before = self[kind]
    if !before.regions.isEmpty, !before.hasRoom(for: before.regions.count + 1) {
      warnings += before.disagreements(with: new) + before.flagsAgainstNone(in: new)
    }
    try change(&self)
    var filled = before
    if kind == .reserved, reserved.array != before.array, let array = reserved.array {
      if let old = before.array { _ = filled.remove(old) }
      _ = filled.fillGaps(with: KnownDifference.plainReservation(array))
    }
    warnings += filled.flagsAgainstNone(in: new)
  }

  /// Whether handing over has given the array of a list the node −1, that of the memory it lies in.
  fileprivate func hasSetNode(of array: Region) -> Bool {
    // Once the list of reservations has grown, there is room to give all of them their nodes.
    let grown = reserved.array.flatMap { reserved.region(containing: $0.base) }
    let hasGrown = grown?.flags.contains(.reservedKernel) ?? false
    return memory.region(containing: array.range.base)?.node == .any
      && (hasGrown || !warnings.contains(.cannotGrow(.reserved)))
  }

  /// Changes something, and goes on when the book throws what the kernel only warns of; see
  /// ``KnownDifference/silentFailures``.
  mutating func passOverFailureToGrow(in change: (inout Memblock) throws -> Void) throws {
    do { try change(&self) } catch let failure as Failure {
      guard case .cannotGrow(let kind) = failure, warnings.contains(.cannotGrow(kind)) else {
        throw failure
      }
    }
  }
}

extension RegionList {
  /// The regions just above the gaps that a region would fill and does not fill to its end.
  private func regionsAboveGaps(of new: Region) -> [Region] {
    gaps(in: new.range).filter { $0.index < regions.count }.map { regions[$0.index] }
      .filter { $0.range.overlaps(new.range) }
  }

  /// What the book warns of when the gaps of a region are filled.
  fileprivate func disagreements(with new: Region) -> [Warning] {
    regionsAboveGaps(of: new).flatMap { Warning.raised(byAdding: new, below: $0) }
  }

  /// What an older kernel warns of besides.
  fileprivate func flagsAgainstNone(in new: Region) -> [Warning] {
    guard KnownDifference.flagWarningWithoutFlags.isThere, new.flags.isEmpty else { return [] }
    return regionsAboveGaps(of: new).filter { !$0.flags.isEmpty }
      .map { .flagsDiffer(added: new, existing: $0) }
  }
}
