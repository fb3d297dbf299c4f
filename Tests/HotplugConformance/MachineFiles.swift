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
  /// Whether a name, a number or the number of entries is more than the tool takes as it is.
  private(set) var isBeyondLimits = false

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
    goBeyondLimits(&random)
  }

  /// Now and then adds what the tool has no room for: many entries, addresses that need a sign.
  private mutating func goBeyondLimits(_ random: inout SeededGenerator) {
    let many = random.number(2040...2056)
    let places = (0..<many).map { 0x1_0000_0000 + $0 << 13 }
    switch random.number(0...39) {
    case 0:
      iomem += places.map { place in
        let name = Self.names.randomElement(using: &random) ?? ""
        return "\(Self.digits(place))-\(Self.digits(place + 0xfff)) : \(name)"
      }
      isBeyondLimits = true
    case 1:
      firmware = places.map { place in
        let type = Self.types.randomElement(using: &random) ?? ""
        return ["0x" + String(place, radix: 16), "0x" + String(place + 0xfff, radix: 16), type]
      }
      isBeyondLimits = true
    case 2...3:
      let first = random.number(0x7fff_ffff_ffff_f...0x8000_0000_0000_f) << 12
      iomem.append("\(Self.digits(first))-\(Self.digits(first + 0xfff)) : Reserved")
      isBeyondLimits = true
    case 4...7:
      let first = random.number(0x7fff_ffff_ffff_f...0x8000_0000_0000_f) << 12
      let last = random.number(0...1) == 0 ? first + 0x2fff : .max
      let numbers = [first, last].map { "0x" + String($0, radix: 16) }
      if firmware != nil { firmware?.append(numbers + ["Reserved"]) }
      isBeyondLimits = firmware != nil
    default: break
    }
  }

  /// A name that does not fit the tool's buffer, or only just; its end may look like a line.
  private static func long(_ name: String, _ random: inout SeededGenerator) -> String {
    let filling = String(repeating: "x", count: Int(random.number(90...260)))
    switch random.number(0...3) {
    case 0: return "\(name) (\(filling))"
    case 1: return "\(filling) \(name)"
    case 2: return String(repeating: " ", count: Int(random.number(110...140))) + name
    default: return "\(filling)\(digits(random.number(0...0xff) << 12))-000fffff : \(name)"
    }
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
      var name = names.randomElement(using: &random) ?? ""
      if random.number(0...30) == 0 {
        name = Self.long(name, &random)
        isBeyondLimits = true
      }
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
