// Everything that is done to both sides. An operation's line for the kernel's driver, its call of
// the book's Memblock and what is compared of the answers stand together, in `twin`.
//
// A new operation is a case and a row here, a row in the driver's table (`Kernel/driver.c`), and a
// line in `OperationGenerator.swift`; a test counts the kinds that are generated.

import Memblock

/// A base and a size as a caller would give them; the size may reach beyond the last address.
struct Extent: Hashable {
  var base: UInt64
  var size: UInt64

  var range: PhysicalRange { PhysicalRange(base: PhysicalAddress(base), size: size) }
}

/// What is searched for, and where.
struct Search: Hashable {
  var size: UInt64
  var alignment: Alignment
  var start: UInt64
  var end: UInt64
  var node: NodeID
}

enum Operation: Hashable {
  case add(Extent)
  case addNode(Extent, NodeID, MemoryFlags)
  case addPhysical(Extent)
  case remove(Extent)
  case reserve(Extent)
  case free(Extent)
  case mark(Memblock.Mark, Extent)
  case clear(Memblock.ClearableMark, Extent)
  case setNode(RegionList.Kind, NodeID, Extent)
  case fill(RegionList.Kind, Int)
  case movableNode(Bool)
  case mirroredKernelCore(Bool)
  case bottomUp(Bool)
  case currentLimit(UInt64)
  case allocate(Search, exactNode: Bool)
  case allocateMapped(Search, exactNode: Bool)
  case allocateBetween(Search)
  case allocateNear(Search)
  case allowGrowth
  case limitMemory(UInt64)
  case limitMappedMemory(UInt64)
  case capMemory(Extent)
  case trimMemory(Alignment)
  case isolate(RegionList.Kind, Extent)
  case scratchOnly(Bool)
  case reserveForKernel(Extent)
  case handOver(below: UInt64)
  case reserveNamed(String)
  case findNamed(String)
  case find(Search, MemoryFlags)
  case isMemory(UInt64)
  case isMappedMemory(UInt64)
  case isReserved(UInt64)
  case isRegionMemory(Extent)
  case isRegionReserved(Extent)
  case overlaps(RegionList.Kind, Extent)
  case walkMemory(descending: Bool)
  case walkReserved
  case walkVisible(NodeID, MemoryFlags, descending: Bool)
  case walkFree(NodeID, MemoryFlags, descending: Bool)
  case walkCursor(NodeID, MemoryFlags)
  case walkPages(NodeID)
  case walkPhysical(minus: RegionList.Kind?)
  case pageRun(UInt64)
  case ends
  case hasNodes(exceptFor: UInt64)
  case isScratchMemory(UInt64)
  case kernelReservedSize(below: UInt64, NodeID)
  case estimatedFreePages
  case dump
  case file(RegionList.Kind)
}

extension Operation {
  /// The operation as a line of a script.
  var line: String { twin.line }

  /// The operation on both sides: a table, whose rows ``Twin`` explains.
  var twin: Twin {
    switch self {
    case .add(let extent):
      Twin("add \(extent)", adding: Region(extent.range), to: .memory) {
        try $0.add(extent.range)
      }
    case .addNode(let extent, let node, let flags):
      Twin(
        "add \(extent) \(node) \(hex(flags))",
        adding: Region(extent.range, node: node, flags: flags), to: .memory
      ) {
        try $0.add(extent.range, node: node, flags: flags)
      }
    case .addPhysical(let extent):
      Twin("add_physical \(extent)", adding: Region(extent.range), to: .physmem) {
        try $0.addPhysical(extent.range)
      }
    case .remove(let extent):
      Twin("remove \(extent)") { try $0.remove(extent.range) }
    case .reserve(let extent):
      Twin(
        "reserve \(extent)", adding: KnownDifference.plainReservation(extent.range), to: .reserved
      ) {
        try $0.reserve(extent.range, node: KnownDifference.nodeOfPlainReservation)
      }
    case .free(let extent):
      Twin("free \(extent)") { try $0.free(extent.range) }
    case .mark(let mark, let extent):
      Twin("mark \(mark.word) \(extent)") { try $0.mark(extent.range, as: mark) }
    case .clear(let mark, let extent):
      Twin("clear \(mark.word) \(extent)") { try $0.clear(extent.range, of: mark) }
    case .setNode(let kind, let node, let extent):
      Twin("set_node \(kind.rawValue) \(node) \(extent)") {
        try $0.setNode(node, of: extent.range, in: kind)
      }
    case .fill(let kind, let count):
      Twin("fill \(kind.rawValue) \(count)") { try $0.fill(kind, count) }
    case .movableNode(let isOn):
      Twin("movable_node \(isOn ? "on" : "off")") { $0.options.movableNode = isOn }
    case .mirroredKernelCore(let isOn):
      Twin("mirrored_kernelcore \(isOn ? "on" : "off")") { $0.options.mirroredKernelCore = isOn }
    case .bottomUp(let isOn):
      Twin("bottom_up \(isOn ? "on" : "off")") { $0.isBottomUp = isOn }
    case .currentLimit(let limit):
      Twin("limit \(hex(limit))") { $0.currentLimit = PhysicalAddress(limit) }
    case .allocate(let search, let exactNode):
      Twin(
        "allocate \(search) \(exactNode ? "exact" : "near")",
        answering: {
          try $0.allocate(
            search.size, alignment: search.alignment, from: PhysicalAddress(search.start),
            upTo: PhysicalAddress(search.end), node: search.node, exactNode: exactNode)
        })
    case .allocateMapped(let search, let exactNode):
      Twin(
        "allocate_mapped \(search) \(exactNode ? "exact" : "near")",
        answering: {
          try $0.allocateMapped(
            search.size, alignment: search.alignment, from: PhysicalAddress(search.start),
            upTo: PhysicalAddress(search.end), node: search.node, exactNode: exactNode,
            zeroed: false)?.range.base
        })
    case .allocateBetween(let search):
      Twin(
        "allocate_range \(search)",
        answering: {
          try $0.allocate(
            search.size, alignment: search.alignment, from: PhysicalAddress(search.start),
            upTo: PhysicalAddress(search.end))
        })
    case .allocateNear(let search):
      Twin(
        "allocate_near \(hex(search.size)) \(search.alignment) \(search.node)",
        answering: {
          try $0.allocate(search.size, alignment: search.alignment, node: search.node)
        })
    case .allowGrowth: Twin("allow_growth") { $0.allowGrowth() }
    case .limitMemory(let amount):
      Twin("limit_memory \(hex(amount))", goingOn: { try $0.limitMemory(to: amount) })
    case .limitMappedMemory(let amount):
      Twin("limit_mapped \(hex(amount))", goingOn: { try $0.limitMappedMemory(to: amount) })
    case .capMemory(let extent):
      Twin("cap_memory \(extent)", goingOn: { try $0.capMemory(to: extent.range) })
    case .trimMemory(let alignment):
      Twin("trim_memory \(alignment)") { $0.trimMemory(to: alignment) }
    case .isolate(let kind, let extent):
      Twin(
        "isolate \(kind.rawValue) \(extent)",
        saying: { try $0.tellIsolating(extent.range, in: kind) })
    case .scratchOnly(let isOn):
      Twin("scratch_only \(isOn ? "on" : "off")") { machine in
        if isOn { machine.useScratchOnly() } else { machine.leaveScratchOnly() }
      }
    case .reserveForKernel(let extent):
      Twin(
        "reserve_kern \(extent)",
        adding: Region(extent.range, node: .any, flags: .reservedKernel), to: .reserved
      ) {
        try $0.reserveForKernel(extent.range)
      }
    case .handOver(let end):
      Twin(
        "hand_over \(hex(end))",
        saying: { try $0.tellHandingOver(below: PageFrameNumber(end)) }
      )
      .settling(.allocationFlags)
    case .reserveNamed(let words):
      Twin(
        "reserve_mem \(words)",
        saying: { machine in
          let range = try machine.reserveNamed(words)
          return "found \(range.base)-\(range.end)"
        })

    // What changes nothing.
    case .find(let search, let flags):
      Twin(
        "find \(search) \(hex(flags))",
        answering: {
          $0.findFree(
            search.size, alignment: search.alignment, from: PhysicalAddress(search.start),
            upTo: PhysicalAddress(search.end), node: search.node, asking: flags)
        })
    case .findNamed(let name):
      Twin(
        "find_named \(name)",
        saying: { $0.findNamed(name).map { "found \($0.base)-\($0.end)" } ?? "none" })
    case .isMemory(let address):
      Twin("is_memory \(hex(address))", asking: { $0.isMemory(PhysicalAddress(address)) })
    case .isMappedMemory(let address):
      Twin("is_mapped \(hex(address))", asking: { $0.isMappedMemory(PhysicalAddress(address)) })
    case .isReserved(let address):
      Twin("is_reserved \(hex(address))", asking: { $0.isReserved(PhysicalAddress(address)) })
    case .isRegionMemory(let extent):
      Twin("is_region_memory \(extent)", asking: { $0.isMemory(extent.range) })
    case .isRegionReserved(let extent):
      Twin("is_region_reserved \(extent)", asking: { $0.isReserved(extent.range) })
    case .overlaps(let kind, let extent):
      Twin("overlaps \(kind.rawValue) \(extent)", asking: { $0[kind].overlaps(extent.range) })
    case .walkMemory(let descending):
      Twin(
        "walk memory\(descending ? "_down" : "")",
        showing: { machine in
          let ranges =
            descending ? Array(machine.memoryRangesDescending()) : Array(machine.memoryRanges())
          return ranges.map { Shown($0, .any) }
        })
    case .walkReserved:
      Twin("walk reserved", showing: { $0.reservedRanges().map { Shown($0, .any) } })
    case .walkVisible(let node, let flags, let descending):
      Twin(
        "walk visible\(descending ? "_down" : "") \(node) \(hex(flags))",
        showing: {
          $0.visibleRegions(node: node, asking: flags, descending: descending)
            .map { Shown($0.range, $0.node) }
        })
    case .walkFree(let node, let flags, let descending):
      Twin(
        "walk free\(descending ? "_down" : "") \(node) \(hex(flags))",
        showing: { machine in
          let free =
            descending
            ? Array(machine.freeRangesDescending(node: node, asking: flags))
            : Array(machine.freeRanges(node: node, asking: flags))
          return free.map { Shown($0.range, $0.node) }
        }
      )
      .settling(.emptyFreeRange)
    case .walkCursor(let node, let flags):
      Twin(
        "walk cursor \(node) \(hex(flags))",
        saying: { machine in
          var (cursor, words) = (WalkCursor(), "shows")
          while let range = cursor.next(in: machine, node: node, asking: flags) {
            words += " \(range.base)-\(range.end)@\(hex(cursor.rawValue))"
          }
          return words + " \(hex(cursor.rawValue))"
        })
    case .walkPages(let node):
      Twin("walk pages \(node)", showing: { $0.pageRuns(node: node).map { Shown($0) } })
        .settling(.roundingWrapsAtTheTop)
    case .pageRun(let page):
      Twin(
        "page_run \(hex(page))",
        saying: { machine in
          machine.pageRun(at: PageFrameNumber(page)).map { "run \(Shown($0).text)" } ?? "run"
        })
    case .walkPhysical(let other):
      Twin(
        "walk physical \(other?.rawValue ?? "none")",
        showing: { machine in
          machine.physicalRanges(minus: other.map { machine[$0] }).map { Shown($0, .any) }
        }
      )
      .settling(.emptyFreeRange)
    case .ends:
      Twin(
        "ends", saying: { "\($0.startOfMemory)" + ($0.endOfMemory.map { " \($0)" } ?? "") })
    case .hasNodes(let threshold):
      Twin("has_nodes \(hex(threshold))", asking: { $0.hasNodes(exceptFor: threshold) })
    case .estimatedFreePages:
      Twin("free_pages", saying: { hex($0.estimatedFreePages) }).settling(.negativeEstimate)
    case .isScratchMemory(let address):
      Twin("is_scratch \(hex(address))", asking: { $0.isScratchMemory(PhysicalAddress(address)) })
    case .kernelReservedSize(let limit, let node):
      Twin(
        "kern_size \(hex(limit)) \(node)",
        saying: { hex($0.kernelReservedSize(below: PhysicalAddress(limit), node: node)) })
    case .dump: Twin("dump", writing: { $0.fullDump })
    case .file(let kind): Twin("file \(kind.rawValue)", writing: { $0[kind].file })
    }
  }
}
