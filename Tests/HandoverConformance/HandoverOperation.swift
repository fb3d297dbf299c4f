// What both sides are asked: an operation, its line for the driver, and the book's answer to it.

import Memblock
import Trials

@testable import Handover

enum HandoverOperation {
  case folio(Block)
  case removeFolio(Block)
  case pages(Range<PageFrameNumber>)
  case removePages(Range<PageFrameNumber>)
  case leave(String, PhysicalAddress, size: UInt64)
  case withdraw(PhysicalAddress)

  /// What the driver reads.
  var line: String {
    switch self {
    case .folio(let block): "folio \(block.pages.lowerBound) \(block.order)"
    case .removeFolio(let block): "no-folio \(block.pages.lowerBound) \(block.order)"
    case .pages(let pages): "pages \(pages.lowerBound) \(pages.count)"
    case .removePages(let pages): "no-pages \(pages.lowerBound) \(pages.count)"
    case .leave(let name, let address, let size): "leave \(address) \(size) \(name)"
    case .withdraw(let address): "withdraw \(address)"
    }
  }

  /// Performs it with the book, and answers in the driver's words.
  func perform(_ kernel: inout BookKernel) -> String {
    switch self {
    case .folio(let block):
      BookKernel.answer { () throws(HandoverFailure) in
        try kernel.preserveFolio(block)
        return nil
      }
    case .pages(let pages):
      BookKernel.answer { () throws(HandoverFailure) in
        try kernel.preserve(pages)
        return nil
      }
    case .leave(let name, let address, let size):
      BookKernel.answer { () throws(HandoverFailure) in
        try kernel.leave(name, at: address, size: size)
        return nil
      }
    case .removeFolio(let block): kernel.remove([block])
    case .removePages(let pages): kernel.remove(kernel.blocks(of: pages))
    case .withdraw(let address): kernel.withdraw(address)
    }
  }
}

extension SeededGenerator {
  mutating func number(_ range: ClosedRange<UInt64>) -> UInt64 { .random(in: range, using: &self) }

  /// A run of up to some pages of the sixteen megabytes; not empty.
  mutating func pages(upTo count: UInt64) -> Range<PageFrameNumber> {
    let size = number(1...count)
    let first = number(0...0x1000 - size)
    return PageFrameNumber(first)..<PageFrameNumber(first + size)
  }

  /// A block of any of the orders that have a block in sixteen megabytes.
  mutating func block() -> Block {
    let order = Int(number(0...10))
    return Block(holding: PageFrameNumber(number(0...0xfff)), order: order)
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
