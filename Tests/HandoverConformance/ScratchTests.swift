// The command line and the scratch areas, by the book and by the kernel's own code.

import Memblock
import Testing
import Trials

@testable import Handover

@Suite(.enabled(if: NewestKernel.isThere, NewestKernel.advice)) struct ScratchTests {
  static let alphabet = Array("0129%,+kMGxX \to-nfye")

  /// Words that are nearly right: parts that mean something, with other letters between.
  private static func words(_ random: inout SeededGenerator) -> String {
    let parts = [
      "512M", "0", "1G", "0x10", "200", "4294967296", "18446744073709551616", "8E", ",", ",",
    ]
    return (0..<random.number(0...6)).map { _ in
      random.number(0...4) == 0
        ? String(alphabet.randomElement(using: &random) ?? "0")
        : parts.randomElement(using: &random) ?? "0"
    }.joined()
  }

  @Test func `kho= and kho_scratch= are read alike`() async throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 {
      var (script, book): ([String], [String]) = ([], [])
      var (isOn, options) = (false, ScratchOptions())
      for _ in 0..<100 {
        let words = Self.words(&random)
        if random.number(0...3) == 0 {
          script.append("kho \(words)")
          let said = readSwitch(words, knowsEnable: true)
          isOn = said ?? isOn
          book.append("\(said == nil ? "error -22" : "ok") \(isOn ? "on" : "off")")
        } else {
          script.append("scratch \(words)")
          book.append(Self.answer(to: words, &options))
        }
      }
      let kernel = try await NewestKernel.answers(to: script)
      for (index, (book, kernel)) in zip(book, kernel).enumerated() {
        try #require(book == kernel, "\(script.prefix(index + 1).joined(separator: "\n"))")
      }
    }
  }

  /// What the driver says of a request: how it was read, and what then holds.
  private static func answer(to words: String, _ options: inout ScratchOptions) -> String {
    var said = "ok"
    do throws(HandoverFailure) {
      options.note(try ScratchRequest(words, grammar: .strict))
    } catch {
      said = error == .outOfRange ? "error -34" : "error -22"
    }
    switch options.request {
    case .percent(let percent): return "\(said) \(percent)%"
    case .sizes(let low, let global, let node):
      return said + [low, global, node].map { " 0x" + String($0, radix: 16) }.joined()
    }
  }

  @Test func `the areas have the same sizes, and lie at the same places`() async throws {
    var found: [Bool: Int] = [:]
    for seed in UInt64(1)...100 {
      var random = SeededGenerator(seed: seed)
      var (script, memblock, nodes): ([String], Memblock, [NodeID]) = ([], Memblock(), [])
      var place: UInt64 = 0
      for number in 0..<Int32(random.number(1...4)) {
        let (node, size) = (NodeID(number), random.number(1...2000) << 20)
        let range = PhysicalRange(base: PhysicalAddress(place), size: size)
        try memblock.add(range, node: node)
        nodes.append(node)
        script.append("memory \(range.base) \(range.end) \(node)")
        // What the kernel took for itself, on the node or on none in particular.
        for _ in 0..<random.number(0...3) {
          let base = PhysicalAddress(place + random.number(0...size >> 13) << 12)
          let taken = random.number(1...200) << 15
          let owner = random.number(0...2) == 0 ? NodeID.any : node
          try memblock.reserve(
            PhysicalRange(base: base, size: taken), node: owner, flags: .reservedKernel)
          script.append("reserve \(base) \(PhysicalAddress(base.rawValue + taken)) \(owner)")
        }
        place += size + random.number(0...1) * (random.number(1...3000) << 20)
      }
      let words = Self.request(&random)
      script += ["scratch \(words)", "areas"]
      let kernel = try await NewestKernel.answers(to: script)
      let book = try Self.areas(words, memblock, nodes)
      found[book != "none", default: 0] += 1
      try #require(book == kernel.last, "seed \(seed):\n\(script.joined(separator: "\n"))")
    }
    #expect(found[true, default: 0] > 20 && found[false, default: 0] > 5, "\(found)")
  }

  private static func request(_ random: inout SeededGenerator) -> String {
    guard random.number(0...1) == 0 else { return "\(random.number(1...400))%" }
    return (0..<3).map { _ in "\(random.number(0...600) << random.number(8...11))K" }
      .joined(separator: ",")
  }

  /// The areas that the book sets aside, in the driver's words.
  private static func areas(
    _ words: String, _ memblock: Memblock, _ nodes: [NodeID]
  ) throws -> String {
    let alignment = try #require(ScratchPlan.allRounded.alignment)
    guard let request = try? ScratchRequest(words, grammar: .strict) else {
      return try areas("200%", memblock, nodes)
    }
    var memblock = memblock
    let sizes = ScratchSizes(
      request, for: memblock, nodes: nodes, alignment: alignment, as: .allRounded)
    guard
      let areas = try ScratchAreas.reserve(
        sizes, for: nodes, alignment: alignment, in: &memblock, as: .allRounded)
    else { return "none" }
    return "at \(areas.table.base)"
      + areas.ranges.map { " \($0.base)+0x\(String($0.size, radix: 16))" }.joined()
  }
}
