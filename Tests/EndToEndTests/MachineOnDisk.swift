// The memory of a real machine as a dump on the disk, and what debugfs showed of it.

import Foundation

/// One of `Tests/HandoverTests/Machines`.
struct MachineOnDisk {
  private let folder: URL
  /// Where the firmware reports memory: base and end.
  let ranges: [(base: UInt64, end: UInt64)]
  /// Sixteen bytes each, by address.
  private let rows: [(address: UInt64, bytes: [UInt8])]

  init(_ name: String) throws {
    folder =
      URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../HandoverTests/Machines/\(name)").standardizedFileURL
    ranges = try Self.lines("firmware.txt", in: folder).compactMap { line in
      let words = line.split(separator: " ").compactMap(Self.number)
      return words.count == 2 ? (words[0], words[1]) : nil
    }
    rows = try Self.lines("memory.txt", in: folder).compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 2, let address = Self.number(words[0]) else { return nil }
      return (address, Self.bytes(words[1]))
    }
  }

  func file(_ name: String) throws -> Data { try Data(contentsOf: folder.appending(path: name)) }

  /// What another program found to be preserved: base and order.
  func preserved() throws -> [[UInt64]] {
    try Self.lines("preserved.txt", in: folder).map { line in
      line.split(separator: " ").compactMap(Self.number)
    }
  }

  private static func lines(_ name: String, in folder: URL) throws -> [Substring] {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("=") }
  }

  private static func number(_ word: Substring) -> UInt64? {
    word.hasPrefix("0x") ? UInt64(word.dropFirst(2), radix: 16) : UInt64(word)
  }

  private static func bytes(_ digits: Substring) -> [UInt8] {
    let digits = Array(digits)
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
      UInt8(String(digits[index...index + 1]), radix: 16)
    }
  }
}

extension MachineOnDisk {
  /// Writes an ELF core with a segment for each range of memory. Most of it is a hole in the file.
  func writeCore(to url: URL) throws {
    var head: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
    func number(_ number: UInt64, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
    }
    head += number(4, 2) + number(62, 2) + number(1, 4) + number(0, 8) + number(64, 8)
    head += number(0, 8) + number(0, 4) + number(64, 2) + number(56, 2)
    head += number(UInt64(ranges.count), 2) + number(0, 6)
    var place: UInt64 = 0x1000
    var places: [UInt64] = []
    for (base, end) in ranges {
      let size = end - base
      head += number(1, 4) + number(4, 4)
      for field in [place, base, base, size, size, 0] { head += number(field, 8) }
      places.append(place)
      place += size
    }
    try write(to: url, size: place, head: head) { address in
      ranges.indices.first { ranges[$0].base <= address && address < ranges[$0].end }
        .map { places[$0] + address - ranges[$0].base }
    }
  }

  /// Writes memory and nothing else, from an address on.
  func writeRaw(to url: URL, from base: UInt64) throws {
    let end = ranges.map(\.end).max() ?? 0
    try write(to: url, size: end - base, head: []) { $0 >= base ? $0 - base : nil }
  }

  private func write(
    to url: URL, size: UInt64, head: [UInt8], place: (UInt64) -> UInt64?
  ) throws {
    try Data(head).write(to: url)
    let file = try FileHandle(forUpdating: url)
    defer { try? file.close() }
    try file.truncate(atOffset: size)
    for row in rows {
      guard let offset = place(row.address) else { continue }
      try file.seek(toOffset: offset)
      try file.write(contentsOf: Data(row.bytes))
    }
  }
}
