// A kernel in the form of 7.2, put together from the book's parts: it preserves in a radix tree, and
// edits a device tree in its page. Each operation answers in the driver's words.

import Memblock

@testable import Handover

struct BookKernel {
  var memory: KernelMemory
  var scratch: ScratchAreas?
  private(set) var map: RadixTree?
  private(set) var treePage = PhysicalAddress(0)
  private(set) var tree: TreeEditor?

  init(_ machine: Machine) { memory = KernelMemory(machine, freePages: FreePages([])) }

  /// The words that the driver has for what fails; a refusal for scratch memory is warned of.
  static func answer(_ body: () throws(HandoverFailure) -> String?) -> String {
    do throws(HandoverFailure) { return try body().map { "ok \($0)" } ?? "ok" } catch {
      switch error {
      case .noMemory: return "error -12"
      case .exists: return "error -17"
      case .invalid: return "error -22 warned"
      default: return "\(error)"
      }
    }
  }

  /// What `kho_init` leaves: a root, the page of the tree, and a page that tells of the kernel.
  mutating func start() -> String {
    Self.answer { () throws(HandoverFailure) in
      guard let root = RadixTree(in: &memory) else { throw .noMemory }
      map = root
      treePage = try preservedPage([])
      do {
        tree = try TreeEditor(HandoverTree(.v4, list: root.root).blob())
      } catch { throw .invalid }
      let release = Array("of the driver".utf8)
      let metadata = [1, 0, 0, 0] + release + [UInt8](repeating: 0, count: 65 - release.count)
      let page = try preservedPage(metadata + [1, 0, 0, 0])
      try tree?.leave("kexec-metadata", at: page, size: 73, as: .v4)
      return "tree \(treePage) map \(root.root)"
    }
  }

  private mutating func preservedPage(
    _ bytes: [UInt8]
  ) throws(HandoverFailure) -> PhysicalAddress {
    guard let page = memory.takePage(filledWith: bytes) else { throw .noMemory }
    try preserve(page.page..<page.page.advanced(by: 1))
    return page
  }

  /// What the next kernel finds: all that was written, with the tree in its page.
  var machine: Machine {
    var machine = memory.machine
    if let tree { machine.fill(treePage.page, with: tree.bytes) }
    return machine
  }
}

extension BookKernel {
  private func check(_ pages: Range<PageFrameNumber>) throws(HandoverFailure) {
    let range = PhysicalRange(base: pages.lowerBound.base, size: UInt64(pages.count) << 12)
    if scratch?.refuse(range) == true { throw .invalid }
  }

  mutating func preserveFolio(_ block: Block) throws(HandoverFailure) {
    try check(block.pages)
    try map.add(block, in: &memory)
  }

  /// Preserves a run of pages, or nothing of it.
  mutating func preserve(_ pages: Range<PageFrameNumber>) throws(HandoverFailure) {
    try check(pages)
    let blocks = Array(NodeSplit(pages, of: memory.machine.firmwareMap))
    for (index, block) in blocks.enumerated() {
      do throws(HandoverFailure) { try map.add(block, in: &memory) } catch {
        for noted in blocks.prefix(index) { _ = try map?.remove(noted, in: &memory.machine) }
        throw error
      }
    }
  }

  /// Gives blocks up, and answers; the kernel warns of one for which there never was a leaf.
  mutating func remove(_ blocks: [Block]) -> String {
    var isWarned = false
    for block in blocks {
      isWarned = (try? map?.remove(block, in: &memory.machine)) != true || isWarned
    }
    return isWarned ? "ok warned" : "ok"
  }

  func blocks(of pages: Range<PageFrameNumber>) -> [Block] {
    Array(NodeSplit(pages, of: memory.machine.firmwareMap))
  }

  mutating func leave(
    _ name: String, at address: PhysicalAddress, size: UInt64
  ) throws(HandoverFailure) {
    try tree?.leave(name, at: address, size: size, as: .v4)
  }

  /// Takes back what was left at an address, if anything was.
  mutating func withdraw(_ address: PhysicalAddress) -> String {
    try? tree?.withdraw(address, as: .v4)
    return "ok"
  }
}

extension PhysicalAddress {
  /// The page that it lies in.
  var page: PageFrameNumber { PageFrameNumber(rawValue / PageFrameNumber.pageSize) }
}
