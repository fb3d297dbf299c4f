// What a machine might show of its memory, made at random: `/proc/iomem` as a kernel writes it of a tree
// of resources, and the folder of the firmware's map, of which a file may be missing.

import Memblock
import Trials

@testable import Hotplug

struct MachineFiles {
  /// The lines of `/proc/iomem`.
  private(set) var iomem: [String] = []
  /// The contents of `start`, `end` and `type` of each entry; `nil` where there is no folder.
  private(set) var firmware: [[String]]?
  /// Whether the kernel was told to add what EFI says, so that the folder does not say everything.
  let addsEFI: Bool

  private static let names = [
    "System RAM", "System RAM", "System RAM", "Reserved", "reserved", "RESERVED", "ACPI Tables",
    "ACPI Non-volatile Storage", "Persistent Memory", "Persistent Memory (legacy)",
    "System RAM (kmem)", "System RAM (virtio_mem)", "PCI Bus 0000:00", "System RAM ",
    "Uncached RAM",
  ]
  /// No RAM is inside RAM.
  private static let namesInRAM = [
    "Kernel code", "reserved", "Reserved", "Crash kernel", "Crash kernel", "GART", "ACPI Tables",
  ]
  private static let types = [
    "System RAM", "System RAM", "System RAM", "Reserved", "Reserved", "reserved", "ACPI Tables",
    "ACPI Non-volatile Storage", "Persistent Memory", "Persistent Memory (legacy)",
    "Unusable memory", "Uncached RAM", "Unknown E820 type", "Soft Reserved", "RESERVED",
  ]

  init(_ random: inout SeededGenerator) {
    addsEFI = random.number(0...9) == 0
    addResources(in: 0..<random.number(1...0x40_0000) << 10, level: 0, of: Self.names, &random)
    if random.number(0...3) > 0 { firmware = Self.entries(&random) }
  }

  /// Adds resources that ascend, each before those inside it.
  private mutating func addResources(
    in range: Range<UInt64>, level: Int, of names: [String], _ random: inout SeededGenerator
  ) {
    var place = range.lowerBound
    for _ in 0..<random.number(1...(level == 0 ? 8 : 3)) {
      let step = random.number(0...2) == 0 ? 0 : random.number(0...range.count.asNumber / 4)
      guard place + step < range.upperBound else { return }
      let first = place + step
      let size = random.number(1...max(1, range.count.asNumber / 3))
      let end = min(first + size, range.upperBound)
      let name = names.randomElement(using: &random) ?? ""
      let indentation = String(repeating: "  ", count: min(level, 5))
      iomem.append("\(indentation)\(Self.digits(first))-\(Self.digits(end - 1)) : \(name)")
      let isLeaf = ["Crash kernel", "GART"].contains(name)
      if level < 8, end - first > 4, !isLeaf, random.number(0...2) > 0 {
        let isRAM = name.hasPrefix("System RAM") || names == Self.namesInRAM
        let inside = isRAM ? Self.namesInRAM : Self.names
        addResources(in: first..<end, level: level + 1, of: inside, &random)
      }
      place = end
    }
  }

  private static func digits(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// Entries in any order, many of which meet.
  private static func entries(_ random: inout SeededGenerator) -> [[String]] {
    (0..<random.number(0...9)).map { _ in
      let first = random.number(0...40) << 8
      let last = first + random.number(1...24) << 8 - 1
      let type = types.randomElement(using: &random) ?? ""
      var files = ["0x" + String(first, radix: 16), "0x" + String(last, radix: 16), type]
      if random.number(0...30) == 0 { files[random.index(in: files)] = "" }
      return files
    }
  }

  /// What tells the tool of it.
  var script: [String] {
    ["reset"] + (addsEFI ? ["cmdline quiet add_efi_memmap"] : []) + iomem.map { "iomem \($0)" }
      + (firmware == nil ? [] : ["firmware"])
      + (firmware ?? []).map { "entry \($0.joined(separator: "|"))" }
  }

  /// The same for the book, which is not told of a map that says too little.
  var files: MemoryFiles {
    let listing = addsEFI ? nil : firmware?.map { $0.joined(separator: " ") + "\n" }.joined()
    return MemoryFiles(
      iomem: Array(iomem.map { $0 + "\n" }.joined().utf8),
      firmwareMap: listing.map { Array($0.utf8) })
  }
}

extension Int {
  fileprivate var asNumber: UInt64 { UInt64(self) }
}

extension SeededGenerator {
  mutating func number(_ range: ClosedRange<UInt64>) -> UInt64 {
    UInt64.random(in: range, using: &self)
  }

  mutating func index(in words: [String]) -> Int { Int(number(0...UInt64(words.count - 1))) }
}
