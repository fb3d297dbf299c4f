// What both sides are asked: an operation, its line for the driver, and how it is come by.

import Memblock
import Trials

@testable import Handover

enum HandoverOperation {
  case folio(Block)
  case removeFolio(Block)
  case pages(Range<PageFrameNumber>)
  case removePages(Range<PageFrameNumber>)
  case area(VmallocArea)
  case leave(String, PhysicalAddress, size: UInt64)
  case withdraw(PhysicalAddress)

  /// What the driver reads.
  var line: String {
    switch self {
    case .folio(let block): "folio \(block.pages.lowerBound) \(block.order)"
    case .removeFolio(let block): "no-folio \(block.pages.lowerBound) \(block.order)"
    case .pages(let pages): "pages \(pages.lowerBound) \(pages.count)"
    case .removePages(let pages): "no-pages \(pages.lowerBound) \(pages.count)"
    case .area(let area): "area 0 \(area.line)"
    case .leave(let name, let address, let size): "leave \(address) \(size) \(name)"
    case .withdraw(let address): "withdraw \(address)"
    }
  }
}

extension SeededGenerator {
  mutating func number(_ range: ClosedRange<UInt64>) -> UInt64 { .random(in: range, using: &self) }

  /// A run of up to some pages of the sixteen megabytes; not empty, and without page 0, of which the
  /// kernel makes a block that depends on the processor.
  mutating func pages(upTo count: UInt64) -> Range<PageFrameNumber> {
    let size = number(1...count)
    let first = number(1...0x1000 - size)
    return PageFrameNumber(first)..<PageFrameNumber(first + size)
  }

  /// A block of any of the orders that have a block in sixteen megabytes.
  mutating func block() -> Block {
    let order = Int(number(0...10))
    return Block(holding: PageFrameNumber(number(0...0xfff)), order: order)
  }

  /// An area of a few runs, or of more than one chunk.
  mutating func area() -> VmallocArea {
    let order = Int(number(0...4))
    let count = number(0...5) == 0 ? 520 : number(1...4)
    let runs = (0..<count).map { _ in
      Block(holding: PageFrameNumber(number(0x10...0xfff)), order: order).pages.lowerBound
    }
    return VmallocArea(order: order, runs: runs, flags: UInt16(number(0...3)))
  }

  /// Operations after the start of a kernel, of which some take back what others did.
  mutating func operations(_ count: Int) -> [HandoverOperation] {
    let letters = ["a", "b@1", "b", "memblock", "luo", String(repeating: "n", count: 31)]
    var operations: [HandoverOperation] = []
    for _ in 0..<count {
      let earlier = operations.randomElement(using: &self)
      switch (number(0...9), earlier) {
      case (0...1, .folio(let block)): operations.append(.removeFolio(block))
      case (0...1, .pages(let pages)): operations.append(.removePages(pages))
      case (0...1, .leave(_, let address, _)): operations.append(.withdraw(address))
      case (0...1, _): operations.append(.removeFolio(block()))
      case (2...4, _): operations.append(.folio(block()))
      case (5, _) where number(0...1) == 0: operations.append(.area(area()))
      case (5...6, _): operations.append(.pages(pages(upTo: 40)))
      default:
        let name = letters.randomElement(using: &self) ?? "a"
        let place = PhysicalAddress(number(0...0xfff) << 12)
        // Of some there are so many that the page is full.
        let end = number(0...3) == 0 ? "" : "\(number(0...99))"
        operations.append(.leave(name + end, place, size: number(1...5000)))
      }
    }
    return operations
  }
}

extension VmallocArea {
  /// The driver's words for it, with the kernel's own flags.
  var line: String {
    let kernelFlags = (flags & 1 == 0 ? 0 : 0x2) | (flags & 2 == 0 ? 0 : 0x400)
    return "\(kernelFlags) \(order) " + runs.map(\.description).joined(separator: " ")
  }
}
