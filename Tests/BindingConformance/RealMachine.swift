// Memory of real machines in the moment of a handover; see Tests/HandoverTests/Machines/README.md.

import Bindings
import Foundation
import Handover
import Memblock
import Testing

/// A machine as a real kernel left it to the next.
struct RealMachine: CustomTestStringConvertible {
  let name: String
  /// The four numbers that the boot protocol passed, as bytes.
  let bootData: [UInt8]
  private(set) var machine: Machine
  /// What another program found that was preserved, each as an address and an order.
  let preserved: Set<String>
  /// The files of memory that it found: session, token and place.
  let files: [String]
  /// How many pages it says that the radix tree has.
  let radixPages: Int

  var testDescription: String { name }

  private static let folder = Shipped.package.appending(path: "Tests/HandoverTests/Machines")

  static let all: [RealMachine] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasSuffix(".md") }.sorted().compactMap { try? RealMachine($0) }
  }()

  /// The schema of the root that its kernel wrote.
  var root: String {
    name.hasPrefix("6.17") ? "kho-root-6.16" : name.hasPrefix("7.1") ? "kho-root-v3" : "kho-root"
  }

  init(_ name: String) throws {
    self.name = name
    bootData = try Self.file("setup-data.bin", of: name)
    let regions = try Self.lines("firmware.txt", of: name).map { words in
      Region(PhysicalRange(base: PhysicalAddress(words[0]), size: words[1] - words[0]))
    }
    machine = Machine(regions)
    preserved = Set(try Self.lines("preserved.txt", of: name).map { "\($0[0]) \($0[1])" })
    let text = String(decoding: try Self.file("memory.txt", of: name), as: UTF8.self)
    let lines = text.split(separator: "\n")
    for line in lines where !line.hasPrefix("=") && !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      let digits = words[1].compactMap(\.hexDigitValue)
      let bytes = stride(from: 0, to: digits.count, by: 2).map {
        UInt8(digits[$0] << 4 | digits[$0 + 1])
      }
      try machine.write(bytes, at: PhysicalAddress(Self.number(words[0])))
    }
    radixPages = lines.count { $0.contains(" radix level ") }
    files = lines.compactMap { line in
      line.firstRange(of: "memfd_luo_ser of ")
        .flatMap { line[$0.upperBound...].split(separator: ";").first.map(String.init) }
    }.sorted()
  }

  /// The bytes of a file; what is in them is stated beside the machines.
  static func file(_ file: String, of name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: "\(name)/\(file)")))
  }

  /// The files of the machine with some ending.
  func files(endingIn ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: name).path)
      .filter { $0.hasSuffix(ending) }.sorted()
  }

  private static func number(_ word: Substring) -> UInt64 {
    (word.hasPrefix("0x") ? UInt64(word.dropFirst(2), radix: 16) : UInt64(word)) ?? 0
  }

  private static func lines(_ file: String, of name: String) throws -> [[UInt64]] {
    String(decoding: try Self.file(file, of: name), as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").map(number) }
  }

  func read(_ count: Int, at address: UInt64) throws -> [UInt8] {
    try machine.read(UInt64(count), at: PhysicalAddress(address))
  }

  /// A record at an address.
  func record(_ layout: String, at address: UInt64) throws -> Record {
    let layout = Shipped.formats.layout(layout)
    return Record(layout, try read(layout.size, at: address))
  }
}
