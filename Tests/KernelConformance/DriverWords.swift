// The book's values in the driver's words.

@testable import Memblock

/// A range as the driver writes it: base, end and node.
struct Shown {
  let text: String

  init(_ range: PhysicalRange, _ node: NodeID) {
    text = "\(range.base)-\(range.end)@\(node)"
  }

  init(_ run: PageRun) {
    text = "\(run.pages.lowerBound)-\(run.pages.upperBound)@\(run.node)"
  }
}

func hex(_ number: UInt64) -> String { "0x" + String(number, radix: 16) }
func hex(_ flags: MemoryFlags) -> String { "0x" + String(flags.rawValue, radix: 16) }

extension Search: CustomStringConvertible {
  var description: String {
    "\(hex(size)) \(alignment) \(hex(start)) \(hex(end)) \(node)"
  }
}

extension Extent: CustomStringConvertible {
  var description: String { "\(hex(base)) \(hex(size))" }
}

extension Memblock {
  subscript(kind: RegionList.Kind) -> RegionList {
    switch kind {
    case .memory: memory
    case .reserved: reserved
    case .physmem: physmem ?? RegionList(.physmem)
    }
  }

  /// All there is to know, as the driver writes it.
  var state: String {
    [self[.memory], self[.reserved], self[.physmem]].reduce(into: "") { text, list in
      text += "\(list.kind.rawValue) \(list.capacity)"
      if let array = list.array { text += "@\(array.base)" }
      text += " \(hex(list.totalSize))"
      for region in list.regions {
        text += " \(Shown(region.range, region.node).text)/\(hex(region.flags))"
      }
      text += " | "
    } + "mirror \(hasMirror ? 1 : 0)"
  }

  /// The dump, in which 6.12 with three lists always shows the third.
  var fullDump: String { dump + (physmem == nil ? RegionList(.physmem).dump : "") }

  /// Hands memory over, and tells the blocks that went to the page allocator and the pages that
  /// were marked as reserved.
  mutating func tellHandingOver(below end: PageFrameNumber) throws -> String {
    var descriptors = PageDescriptors()
    try passOverFailureToGrow { try $0.handOver(to: &descriptors, below: end) }
    // All reservations have just been given the nodes that they lie on.
    KnownDifference.forgetWhoTook(in: &self, andTheirNodes: false)
    let marked = descriptors.reserved.map { $0.lowerBound.rawValue..<$0.upperBound.rawValue }
    return descriptors.freed.reduce(into: "freed") { $0 += " \($1.first)/\($1.order)" } + " marked"
      + words(forMarked: marked)
  }

  /// Cuts, and tells the window as the kernel does, which has no empty one but the first.
  mutating func tellIsolating(_ range: PhysicalRange, in kind: RegionList.Kind) throws -> String {
    try makeRoom(toIsolate: range, in: kind)
    let window = kind == .memory ? memory.isolate(range) : reserved.isolate(range)
    return window.isEmpty ? "window 0 0" : "window \(window.lowerBound) \(window.upperBound)"
  }

  /// Makes a region of each odd page, as many as asked for.
  mutating func fill(_ kind: RegionList.Kind, _ count: Int) throws {
    for index in 0..<UInt64(count) {
      let range = PhysicalRange(base: PhysicalAddress((2 * index + 1) << 12), size: 1 << 12)
      if kind == .memory {
        try add(Region(range), to: kind) { try $0.add(range) }
      } else {
        let new = KnownDifference.plainReservation(range)
        try add(new, to: kind) { try $0.reserve(range, node: new.node) }
      }
    }
  }
}

/// The pages in some runs, each once, as runs in order.
func words(forMarked runs: [Range<UInt64>]) -> String {
  var joined: [Range<UInt64>] = []
  for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) {
    if let last = joined.last, last.upperBound >= run.lowerBound {
      joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
    } else {
      joined.append(run)
    }
  }
  return joined.map { " \(hex($0.lowerBound))-\(hex($0.upperBound))" }.joined()
}

extension Memblock.Mark {
  /// The driver's word for it.
  var word: String {
    switch self {
    case .hotplug: "hotplug"
    case .mirror: "mirror"
    case .noMap: "nomap"
    case .scratch: "kho_scratch"
    case .reservedNoInit: "noinit"
    case .reservedKernel: "kern"
    }
  }
}

extension Memblock.ClearableMark {
  /// The driver's word for it.
  var word: String {
    switch self {
    case .hotplug: "hotplug"
    case .noMap: "nomap"
    case .scratch: "kho_scratch"
    }
  }
}
