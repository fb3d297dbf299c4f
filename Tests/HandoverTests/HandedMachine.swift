// Memory of real machines in the moment of a handover; see Machines/README.md.

import DeviceTree
import Foundation
import Handover
import Memblock

/// A machine as a real kernel left it to the next.
struct HandedMachine {
  /// A line of a file that is not what the file is made of.
  struct Malformed: Error { var line: String }

  let name: String
  /// The memory that the tables lie in; what else there is reads as zeros.
  private(set) var machine: Machine
  /// What the boot protocol passed.
  let numbers: CarriedNumbers
  /// What the tracker holds, by a program that shares no code with this book, in a kernel's order.
  let preserved: [Block]
  /// What the participant `kho_test` wrote down for itself.
  let testFolios: [Block]
  /// What the next kernel wrote of the handover.
  let nextKernel: [String]
  /// Where there are sixteen bytes in the tables that are not all zeros.
  private(set) var rows: [PhysicalAddress] = []
  /// How many pages the kernel's radix tree has.
  private(set) var radixPageCount = 0

  /// The names of all machines, in order.
  static func names() throws -> [String] {
    let folder = Bundle.module.bundleURL.appending(path: "Machines")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasSuffix(".md") }.sorted()
  }

  static func all() throws -> [HandedMachine] { try names().map { try HandedMachine($0) } }

  init(_ name: String) throws {
    self.name = name
    let regions = try Self.numbers("firmware.txt", of: name).map {
      Region(PhysicalRange(base: PhysicalAddress($0[0]), size: $0[1] - $0[0]))
    }
    machine = Machine(regions)
    preserved = try Self.blocks("preserved.txt", of: name)
    testFolios = (try? Self.blocks("kho-test.txt", of: name)) ?? []
    nextKernel = try Self.lines("next-kernel.txt", of: name)
    let setup = try Self.file("setup-data.bin", of: name)
    guard setup.count == 32, let numbers = CarriedNumbers(setup) else {
      throw Malformed(line: "setup-data.bin: \(setup.count) bytes")
    }
    self.numbers = numbers
    for line in try Self.lines("memory.txt", of: name) {
      if line.hasPrefix("=") {
        radixPageCount += line.contains(" radix level ") ? 1 : 0
        continue
      }
      let words = line.split(separator: " ")
      guard words.count == 2 else { throw Malformed(line: line) }
      let row = PhysicalAddress(try Self.number(words[0], line))
      try machine.write(bytes(String(words[1])), at: row)
      rows.append(row)
    }
  }

  /// The bytes of one of the files.
  static func file(_ file: String, of name: String) throws -> [UInt8] {
    let url = Bundle.module.bundleURL.appending(path: "Machines/\(name)/\(file)")
    return try [UInt8](Data(contentsOf: url))
  }

  private static func lines(_ file: String, of name: String) throws -> [String] {
    String(decoding: try Self.file(file, of: name), as: UTF8.self)
      .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  private static func number(_ word: Substring, _ line: String) throws -> UInt64 {
    let number = word.hasPrefix("0x") ? UInt64(word.dropFirst(2), radix: 16) : UInt64(word)
    guard let number else { throw Malformed(line: line) }
    return number
  }

  private static func numbers(_ file: String, of name: String) throws -> [[UInt64]] {
    try lines(file, of: name).map { line in
      let numbers = try line.split(separator: " ").map { try number($0, line) }
      guard numbers.count == 2 else { throw Malformed(line: line) }
      return numbers
    }
  }

  private static func blocks(_ file: String, of name: String) throws -> [Block] {
    try numbers(file, of: name).map { pair in
      let position = pair[0] >> (12 + pair[1])
      guard let block = Block(order: Int(pair[1]), position: position) else {
        throw Malformed(line: "\(pair)")
      }
      return block
    }
  }
}

extension HandedMachine {
  /// Where the root tree is.
  var treeAddress: PhysicalAddress { PhysicalAddress(numbers.tree) }

  /// The page that the root tree is in.
  var rootPage: [UInt8] {
    get throws { try machine.read(numbers.treeSize, at: treeAddress) }
  }

  /// The scratch areas, from the table that the boot protocol names.
  var scratch: ScratchAreas {
    get throws {
      try ScratchAreas(reading: try numbers.bootData().scratchTable, from: machine)
    }
  }

  /// The layout that the tree has.
  var form: TreeForm {
    name.hasPrefix("6.17") ? .v1 : name.hasPrefix("7.1") ? .v3 : .v4
  }

  /// The root tree, read by a kernel that knows the layout.
  var tree: HandoverTree {
    get throws {
      try HandoverTree(readingPageAt: treeAddress, of: machine, as: form, wanting: .some)
    }
  }

  /// What a successor takes over that is told where the list, or the radix tree, begins.
  var inheritance: Inheritance {
    get throws {
      let list = try tree.list
      return form == .v1
        ? Inheritance(readingList: list, .short, from: machine, sparing: try scratch)
        : Inheritance(readingTree: list, from: machine, sparing: try scratch)
    }
  }
}
