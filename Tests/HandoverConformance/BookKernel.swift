// A kernel of the book, in the form of 7.2. Each operation answers in the driver's words.

import DeviceTree
import Memblock

@testable import Handover

struct BookKernel {
  private(set) var outgoing: Outgoing
  /// What `kho_init` has answered.
  private(set) var started = ""

  /// The page of the tree.
  var treePage: PhysicalAddress { outgoing.treePages.first ?? 0 }
  var machine: Machine { outgoing.memory.machine }

  /// Starts: a root, the page of the tree, and a page that tells of the kernel.
  init(_ memory: KernelMemory, scratch: ScratchAreas? = nil) {
    outgoing = Outgoing(.linux72, memory: memory, scratch: scratch)
    started = answer { (kernel) throws(HandoverFailure) in
      let release = Array("of the driver".utf8)
      let metadata = [1, 0, 0, 0] + release + [UInt8](repeating: 0, count: 65 - release.count)
      let page = kernel.memory.takePage(filledWith: metadata + [1, 0, 0, 0])
      guard let page, let map = kernel.radix?.root else { throw .noMemory }
      try kernel.preserve(PhysicalRange(base: page, size: PageFrameNumber.pageSize))
      try kernel.addNode(HandoverTree.link("kexec-metadata", to: page, size: 73, as: .v4))
      return "tree \(kernel.treePages[0]) map \(map)"
    }
  }

  /// Does something, and answers; what fails has the kernel's number.
  mutating func answer(
    _ body: (inout Outgoing) throws(HandoverFailure) -> String?
  ) -> String {
    do throws(HandoverFailure) { return try body(&outgoing).map { "ok \($0)" } ?? "ok" } catch {
      return "error \(error.number)"
    }
  }
}

extension BookKernel {
  /// The memory of a kernel below an area of scratch memory, with the table of that.
  ///
  /// - Parameter table: where the table lies, above the free pages.
  static func memory(
    free pages: PhysicalRange, tableAt table: PhysicalAddress
  ) throws -> (memory: KernelMemory, scratch: ScratchAreas, table: PhysicalRange) {
    var machine = Machine(TakingOverTests.memory)
    let table = PhysicalRange(base: table, size: 16)
    try machine.store(UInt64(0xc0_0000), at: table.base)
    try machine.store(UInt64(0x40_0000), at: PhysicalAddress(table.base.rawValue + 8))
    let scratch = try ScratchAreas(reading: table, from: machine)
    return (KernelMemory(machine, freePages: FreePages([pages])), scratch, table)
  }

  /// Performs an operation, and answers in the driver's words. The kernel warns when something shall
  /// be in scratch memory, and when a block is given up for which there never was a leaf.
  mutating func perform(_ operation: HandoverOperation) -> String {
    switch operation {
    case .folio(let block):
      refusing { (kernel) throws(HandoverFailure) in
        try kernel.preserveFolio(at: block.pages.lowerBound, order: block.order)
        return nil
      }
    case .pages(let pages):
      refusing { (kernel) throws(HandoverFailure) in
        try kernel.preserve(pages.range)
        return nil
      }
    case .removeFolio(let block):
      remove([block]) { (kernel) throws(HandoverFailure) in
        try kernel.removeFolio(at: block.pages.lowerBound, order: block.order)
      }
    case .removePages(let pages):
      remove(Array(NodeSplit(pages, of: machine.firmwareMap))) { (kernel) throws(HandoverFailure) in
        try kernel.remove(pages.range)
      }
    case .area(let area):
      answer { (kernel) throws(HandoverFailure) in
        try kernel.preserve(area).bytes.map { UInt8.digits($0) }.joined()
      }
    case .leave(let name, let address, let size):
      answer { (kernel) throws(HandoverFailure) in
        try kernel.addNode(HandoverTree.link(name, to: address, size: size, as: .v4))
        return nil
      }
    case .withdraw(let address):
      answer { (kernel) throws(HandoverFailure) in
        try kernel.withdraw(address)
        return nil
      }
    }
  }

  private mutating func refusing(
    _ body: (inout Outgoing) throws(HandoverFailure) -> String?
  ) -> String {
    let answer = answer(body)
    return answer == "error -22" ? answer + " warned" : answer
  }

  private mutating func remove(
    _ blocks: [Block], _ body: (inout Outgoing) throws(HandoverFailure) -> Void
  ) -> String {
    var copy = machine
    let hasLeaves = blocks.map { (try? outgoing.radix?.remove($0, in: &copy)) == true }
    let answer = answer { (kernel) throws(HandoverFailure) in
      try body(&kernel)
      return nil
    }
    return hasLeaves.contains(false) ? answer + " warned" : answer
  }
}

extension HandoverFailure {
  /// The kernel's number for it, as in `errno.h`; 0 for what is no answer of a kernel's.
  var number: Int {
    switch self {
    case .noMemory: -12
    case .exists: -17
    case .invalid: -22
    case .unsupported: -95
    case .notFound: -2
    case .busy: -16
    case .noSpace: -28
    case .outOfRange: -34
    case .treeFull: -3
    case .noData: -61
    case .inputOutput: -5
    case .badDescriptor: -9
    case .access: 0
    }
  }
}

extension UInt8 {
  /// The two hexadecimal digits of a number.
  static func digits(_ number: UInt8) -> String {
    (number < 16 ? "0" : "") + String(number, radix: 16)
  }
}

extension Range<PageFrameNumber> {
  /// The bytes of the pages.
  var range: PhysicalRange { lowerBound.base..<upperBound.base }
}
