// Memory on its way between the driver and the book: pages as lines of a script, and back.

import DeviceTree
import KernelDriver
import Memblock

@testable import Handover

extension Machine {
  /// The machine with what the driver's dump says is in its pages.
  ///
  /// - Parameter tree: the page of a tree, which the library leaves remains of earlier forms behind;
  ///   they are left out.
  init(_ memory: [Region], dump: String, treeAt tree: PhysicalAddress? = nil) throws {
    self.init(memory)
    let words = dump.split(separator: " ").dropFirst()
    for index in stride(from: words.startIndex, to: words.endIndex - 1, by: 2) {
      guard words[index].hasPrefix("0x"), let page = UInt64(words[index].dropFirst(2), radix: 16)
      else { throw KernelDriver.Failure(description: "no address: \(words[index])") }
      var bytes = Self.bytes(words[index + 1])
      if PhysicalAddress(page) == tree { bytes = Array(bytes.prefix(try Self.treeSize(bytes))) }
      try write(bytes, at: PhysicalAddress(page))
    }
  }

  private static func treeSize(_ bytes: [UInt8]) throws -> Int {
    Int(try DeviceTreeBlob(bytes).header.totalSize)
  }

  /// The bytes of a text of hexadecimal digits.
  static func bytes(_ text: Substring) -> [UInt8] {
    let digits = text.utf8.map { $0 < 0x3a ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// The lines that write each page which is not blank.
  func lines(
    from start: PhysicalAddress = 0x0, upTo end: PhysicalAddress
  ) throws -> [String] {
    let digits = Array("0123456789abcdef".utf8)
    return try stride(from: start.rawValue, to: end.rawValue, by: 0x1000).compactMap { base in
      let page = try read(0x1000, at: PhysicalAddress(base))
      guard let last = page.lastIndex(where: { $0 != 0 }) else { return nil }
      let text = page[...last].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
      return "write \(PhysicalAddress(base)) \(String(decoding: text, as: UTF8.self))"
    }
  }

  /// The first byte that is not that of another machine; `nil` where all are.
  func firstDifference(from other: Machine, upTo end: PhysicalAddress) throws -> PhysicalAddress? {
    for base in stride(from: 0, to: end.rawValue, by: 0x1000) {
      let pages = try [self, other].map { try $0.read(0x1000, at: PhysicalAddress(base)) }
      guard pages[0] != pages[1] else { continue }
      let same = zip(pages[0], pages[1]).prefix { $0 == $1 }.count
      return PhysicalAddress(base + UInt64(same))
    }
    return nil
  }
}
