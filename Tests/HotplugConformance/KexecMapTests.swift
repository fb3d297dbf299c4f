// The map that user space makes for the next kernel, by the book and by the code of kexec-tools.

import Foundation
import KernelDriver
import Memblock
import Testing
import Trials

@testable import Hotplug

enum Tool {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL
  static let source = KexecMap.source(inPackageAt: root)
  /// Built once a run, and only when what is there is out of date.
  static let built = Task {
    try await KexecMap(inPackageAt: root, from: try #require(source))
  }
  /// How to get one.
  static let advice: Comment =
    "needs kexec-tools' source: Tools/KernelDriver/KexecTools/fetch .build/tools/kexec-tools"
}

@Suite(.enabled(if: Tool.source != nil, Tool.advice)) struct KexecMapTests {
  static let sequences = asked("WEFT_CONFORMANCE_SEQUENCES", usually: 1000)
  static let firstSeed = asked("WEFT_CONFORMANCE_FIRST", usually: 1)
  /// The tool's numbers of the types that a map can have.
  private static let types: [String: Int] = [
    "System RAM": 1, "Reserved": 2, "ACPI Tables": 3, "ACPI Non-volatile Storage": 4,
    "Persistent Memory": 7, "Persistent Memory (legacy)": 12,
  ]

  @Test func `the map, places by it and what is dumped are those of kexec-tools`() async throws {
    var counts: [String: Int] = [:]
    for seed in Self.firstSeed..<Self.firstSeed + Self.sequences {
      var random = SeededGenerator(seed: seed)
      let machine = MachineFiles(&random)
      if machine.isBeyondLimits { counts["beyond a limit", default: 0] += 1 }
      let requests = (0..<random.number(1...6)).map { _ in random.request() }
      let script = machine.script + ["map"] + requests.map(Self.words) + ["dump"]
      let said = try await Tool.built.value.answers(to: script).dropFirst(machine.script.count)
      var book = try Self.map(machine, requests, &counts)
      book.append(
        "ok"
          + KexecTools.dumpedRanges(from: machine.files, comparing: .containing)
          .map { " \(Self.text($0.base))-\(Self.text($0.end.rawValue - 1))" }.joined())
      let context = "seed \(seed):\n\(script.joined(separator: "\n"))"
      // What nothing is left of is told by the tool all the same; the book leaves it out.
      #expect(book == said.map(Self.withoutEmpty), Comment(rawValue: context))
      if book != said.map(Self.withoutEmpty) { break }
    }
    let report = """
      kexec-tools: \(try await Tool.built.value.version)
      seeds: \(Self.firstSeed) to \(Self.firstSeed + Self.sequences - 1)
      \(lines(counts, named: "answers"))

      """
    print(report)
    Attachment.record(report, named: "kexec-map-conformance.txt")
    for kind in ["map", "out of order", "placed", "no place", "beyond a limit"] {
      #expect(counts[kind, default: 0] > 0, "\(kind)")
    }
  }

  /// The book's map and places, in the driver's words.
  private static func map(
    _ machine: MachineFiles, _ requests: [SegmentRequest], _ counts: inout [String: Int]
  ) throws -> [String] {
    let map: FirmwareMap
    do {
      map = try KexecTools.fixedUpMap(from: machine.files)
    } catch {
      counts["out of order", default: 0] += 1
      return ["error 1"] + requests.map { _ in "none" }
    }
    counts["map", default: 0] += 1
    var said = ["ok"]
    for entry in map.entries {
      let number = try #require(types["\(entry.type)"], "\(entry)")
      said[0] += " \(text(entry.range.base))+\(text(entry.range.size))/\(number)"
    }
    var image = KexecImage()
    for request in requests {
      let place = try? KexecTools.place(request, in: &image, by: map)
      counts[place == nil ? "no place" : "placed", default: 0] += 1
      said.append(place.map { "at \(text($0.base))" } ?? "none")
    }
    return said
  }

  /// An answer without the ranges that end before they begin, or where they do.
  private static func withoutEmpty(_ answer: String) -> String {
    answer.split(separator: " ").filter { word in
      let numbers = word.split { "+-/".contains($0) }
        .compactMap { UInt64($0.dropFirst(2), radix: 16) }
      guard numbers.count > 1 else { return true }
      return word.contains("+") ? Int64(bitPattern: numbers[1]) > 0 : numbers[0] <= numbers[1]
    }.joined(separator: " ")
  }

  private static func words(_ request: SegmentRequest) -> String {
    let numbers = [
      request.size, request.alignment.bytes, request.minimum.rawValue, request.maximum.rawValue,
    ]
    return "place " + numbers.map { text($0) }.joined(separator: " ")
      + (request.isTopDown ? " down" : " up")
  }

  private static func text(_ number: UInt64) -> String { "0x" + String(number, radix: 16) }
  private static func text(_ address: PhysicalAddress) -> String { text(address.rawValue) }
}

extension SeededGenerator {
  /// A segment that may have a place in small maps and in large ones.
  fileprivate mutating func request() -> SegmentRequest {
    let size = number(1...8) << number(9...16)
    let alignment = Alignment(1 << number(12...16)) ?? .page
    let minimum = number(0...2) == 0 ? number(0...0x40) << 12 : 0
    let maximum = number(0...2) == 0 ? minimum + number(1...0x100) << number(8...20) - 1 : .max >> 1
    return SegmentRequest(
      size: size, alignment: alignment, minimum: PhysicalAddress(minimum),
      maximum: PhysicalAddress(maximum), isTopDown: number(0...1) == 0)
  }
}
