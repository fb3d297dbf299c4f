// What the inputs grow out of: the handovers of real machines, and what kho-inspect makes up.

import Foundation
import Programs
import Trials

struct Seeds {
  /// The readers, by the names that `Readers` has for them.
  static let readers = ["blob", "tree", "list", "radix", "successor", "carrier", "dump", "follow"]

  /// Why there are no seeds.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let root: URL

  /// Writes all seeds into a folder.
  init(in root: URL) async throws {
    self.root = root
    try? FileManager.default.removeItem(at: root)
    for reader in Self.readers {
      try FileManager.default.createDirectory(
        at: root.appending(path: reader), withIntermediateDirectories: true)
    }
    let made = root.appending(path: "made")
    let said = try await ChildProcess.built("kho-inspect", ["--make", made.path]).output()
    guard said.ending.isSuccess else { throw Failure(description: "kho-inspect: \(said.errors)") }
    try copyBlobs(in: made, as: "made")
    let machines = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../HandoverTests/Machines").standardizedFileURL
    for name in try FileManager.default.contentsOfDirectory(atPath: machines.path).sorted()
    where !name.hasSuffix(".md") {
      let machine = machines.appending(path: name)
      try copyBlobs(in: machine, as: name)
      try writeMemory(of: machine, as: name)
    }
  }

  /// The folder of inputs that were found once, and are kept.
  static func kept(for reader: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Kept/\(reader)")
  }

  func folder(for reader: String) throws -> URL { root.appending(path: reader) }

  private func write(_ bytes: some Sequence<UInt8>, for reader: String, as name: String) throws {
    try Data(bytes).write(to: root.appending(path: "\(reader)/\(name)"))
  }

  private func copyBlobs(in folder: URL, as name: String) throws {
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where file.hasSuffix(".dtb") {
      let bytes = try Data(contentsOf: folder.appending(path: file))
      for reader in ["blob", "tree", "carrier"] {
        try write(bytes, for: reader, as: "\(name)-\(file)")
      }
    }
  }

  /// Writes the memory of a machine in the form that `Readers/MemoryImage.swift` takes.
  private func writeMemory(of machine: URL, as name: String) throws {
    let text = try String(contentsOf: machine.appending(path: "memory.txt"), encoding: .utf8)
    let memory = MachineMemory(text)
    let isList = name.hasPrefix("6.17")
    guard let begin = isList ? memory.firstChunk : memory.radixRoot else {
      throw Failure(description: "\(name): no list and no tree of bitmaps")
    }
    for kernel in UInt64(0)..<2 {
      let head = [begin, kernel].flatMap(\.bytes)
      try write(
        head + memory.bitmaps, for: isList ? "list" : "radix", as: "\(name)-\(kernel)")
    }
    let setup = try Data(contentsOf: machine.appending(path: "setup-data.bin"))
    try writeSetupData(setup, as: name)
    try write(setup.prefix(8) + UInt64(0).bytes + memory.all, for: "follow", as: name)
    try writeCores(of: machine, as: name)
    for kernel in UInt64(0)..<4 {
      try write(
        setup.prefix(8) + kernel.bytes + memory.all, for: "successor", as: "\(name)-\(kernel)")
    }
  }
}

extension Seeds {
  /// Writes the root as cores of both widths and orders, in which it is at two addresses, and by itself.
  private func writeCores(of machine: URL, as name: String) throws {
    let root = try Data(contentsOf: machine.appending(path: "root.dtb"))
    try write(root, for: "dump", as: "\(name)-raw")
    for (isWide, isBigEndian) in [(true, false), (true, true), (false, false), (false, true)] {
      func number(_ number: UInt64, _ width: Int) -> [UInt8] {
        let bytes = Array(number.bytes.prefix(width))
        return isBigEndian ? bytes.reversed() : bytes
      }
      func wide(_ value: UInt64) -> [UInt8] { number(value, isWide ? 8 : 4) }
      let (header, entry) = isWide ? (UInt64(64), UInt64(56)) : (52, 32)
      var core: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, isWide ? 2 : 1, isBigEndian ? 2 : 1, 1]
      core += [UInt8](repeating: 0, count: 9) + number(4, 2) + number(62, 2) + number(1, 4)
      core += wide(0) + wide(header) + wide(0) + number(0, 4) + number(header, 2)
      core += number(entry, 2) + number(2, 2) + number(0, 6)
      for base in [UInt64(0x10_0000), 0x20_0000] {
        let place = [header + 2 * entry, 0, base, UInt64(root.count), 0x1000].flatMap(wide)
        core += number(1, 4) + (isWide ? number(4, 4) + place : place + number(4, 4)) + wide(0)
      }
      try write(core + root, for: "dump", as: "\(name)-\(isWide)-\(isBigEndian)")
    }
  }

  /// Writes a list of two entries, of which the second has the numbers of a machine.
  private func writeSetupData(_ setup: Data, as name: String) throws {
    let (first, second) = (UInt64(0x10_0000), UInt64(0x10_0100))
    var memory: [UInt64: UInt64] = [first: second, first + 8: 9, second + 8: 32 << 32 | 10]
    for index in 0..<4 {
      let bytes = setup.dropFirst(8 * index).prefix(8)
      memory[second + 16 + UInt64(8 * index)] = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    let records = memory.sorted { $0.key < $1.key }.flatMap { $0.key.bytes + $0.value.bytes }
    try write(first.bytes + UInt64(0).bytes + records, for: "carrier", as: name)
  }
}

/// What the file `memory.txt` of a machine says; `Machines/README.md` describes it.
private struct MachineMemory {
  /// Address and number of each eight bytes that are not zeros.
  private(set) var all: [UInt8] = []
  /// Those of them that belong to a list of bitmaps, or a tree of them.
  private(set) var bitmaps: [UInt8] = []
  private(set) var firstChunk: UInt64?
  private(set) var radixRoot: UInt64?

  init(_ text: String) {
    var isOfBitmaps = false
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      if line.hasPrefix("="), words.count > 1 {
        isOfBitmaps = ["radix level", "khoser_mem_chunk", "bitmap"].contains { line.contains($0) }
        let begin = UInt64(words[1].dropFirst(2), radix: 16)
        if line.contains("(root)") { radixRoot = begin }
        if line.contains("khoser_mem_chunk 0;") { firstChunk = begin }
      } else if words.count == 2, let row = UInt64(words[0].dropFirst(2), radix: 16) {
        take(words[1], at: row, isOfBitmaps)
      }
    }
  }

  /// Takes sixteen bytes, written with the digits of base 16.
  private mutating func take(_ digits: Substring, at row: UInt64, _ isOfBitmaps: Bool) {
    for (half, number) in [digits.prefix(16), digits.suffix(16)].enumerated() {
      guard let number = UInt64(number, radix: 16), number != 0 else { continue }
      let record = (row + UInt64(8 * half)).bytes + number.byteSwapped.bytes
      all += record
      if isOfBitmaps { bitmaps += record }
    }
  }
}

extension UInt64 {
  /// Eight bytes, the lowest first.
  fileprivate var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) } }
}
