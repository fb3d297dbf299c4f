// What one side leaves, read by the other: the kernel's memory by the book, and the book's by the
// kernel, which restores what it finds.

import DeviceTree
import Memblock
import Testing
import Trials

@testable import Handover

@Suite(.enabled(if: NewestKernel.isThere, NewestKernel.advice)) struct TakingOverTests {
  static let memory = [Region(0x0..<0x100_0000, node: 0)]

  @Test func `the book reads what the kernel left as the kernel does`() async throws {
    for seed in UInt64(1)...25 {
      var random = SeededGenerator(seed: seed)
      // Each area has runs of its own, so that no page is preserved twice.
      let areas = Self.areas(&random)
      var script = ["memory 0x0 0x1000000 0", "free 0x1000 0x400000", "start"]
      script += areas.enumerated().map { "area \($0) \($1.line)" }
      script += random.operations(8).compactMap {
        if case .leave = $0 { return $0.line }
        return nil
      }
      let names = script.filter { $0.hasPrefix("leave") }.map { $0.split(separator: " ")[3] }
      script += ["dump", "jump", "blocks"] + names.map { "find \($0)" }
      script += areas.indices.map { "restore-area \($0)" }
      let answers = try await NewestKernel.answers(to: script)
      let reading = try Reading(answers, script)
      let context = Comment(rawValue: "seed \(seed):\n\(script.joined(separator: "\n"))")
      let blocks = reading.inheritance.blocks.map { " \($0.pages.lowerBound)/\($0.order)" }
      #expect(reading.inheritance.fault == nil && reading.inheritance.refused.isEmpty, context)
      #expect("blocks" + blocks.joined() == reading.answer("blocks"), context)
      for name in names { #expect(reading.find(name) == reading.answer("find \(name)"), context) }
      for (number, area) in areas.enumerated() {
        #expect(try reading.area(number) == area, context)
        #expect(area.restored == reading.answer("restore-area \(number)"), context)
      }
    }
  }

  /// Areas of vmalloc, some of more than one chunk.
  private static func areas(_ random: inout SeededGenerator) -> [VmallocArea] {
    (0..<Int(random.number(1...4))).map { number in
      let order = Int(random.number(0...4))
      let room = UInt64(0x300) >> UInt64(order)
      let first = UInt64(0x400 + 0x300 * number) >> UInt64(order)
      let count = [1, 2, 511, 512, 600].randomElement(using: &random) ?? 1
      let runs = (first..<first + min(room, UInt64(count)))
        .map { PageFrameNumber($0 << UInt64(order)) }
      return VmallocArea(
        order: order, runs: runs.shuffled(using: &random), flags: UInt16(random.number(0...3)))
    }
  }

  @Test func `the kernel takes over what the book left, and restores it as the book does`()
    async throws
  {
    for seed in UInt64(1)...40 {
      var random = SeededGenerator(seed: seed)
      let (memory, scratch, table) = try BookKernel.memory(
        free: 0x1000..<0x20_0000, tableAt: 0x20_0000)
      var kernel = BookKernel(memory, scratch: scratch)
      for operation in random.operations(30) where operation.isApart {
        _ = kernel.perform(operation)
      }
      let machine = kernel.machine
      let map = try #require(kernel.outgoing.radix?.root)
      let found = Inheritance(readingTree: map, from: machine, sparing: scratch)
      // The kernel takes what the tree says; the book refuses what contradicts itself.
      guard found.fault == nil, found.refused.isEmpty else { continue }
      var script = ["memory 0x0 0x1000000 0"] + (try machine.lines(upTo: 0x20_1000))
      let tree = try machine.read(0x1000, at: kernel.treePage)
      let size = try DeviceTreeBlob(tree).header.totalSize
      script.append("arrive \(kernel.treePage) \(size) \(table.base) \(table.size)")
      let asked = Self.questions(found.blocks, &random)
      script += ["blocks"] + asked.map(\.line)
      let answers = try await NewestKernel.answers(to: script)
      let context = Comment(
        rawValue: "seed \(seed), \(kernel.started):\n\(script.suffix(60).joined(separator: "\n"))")
      let first = script.count - asked.count
      #expect(answers[first - 2] == "yes", context)
      let blocks = found.blocks.map { " \($0.pages.lowerBound)/\($0.order)" }
      #expect(answers[first - 1] == "blocks" + blocks.joined(), context)
      var memblock = Memblock(memory: Self.memory)
      for block in found.blocks { try memblock.reserve(block.range, flags: .reservedNoInit) }
      var pages = PageStates(found.blocks, memblock, as: .linux72)
      for (question, answer) in zip(asked, answers[first...]) {
        #expect(question.answer(&pages) == answer, "\(question.line) \(context)")
      }
    }
  }

  /// What a new kernel is asked of its pages.
  private enum Question {
    case folio(PhysicalAddress)
    case pages(Range<PageFrameNumber>)
    case state(PageFrameNumber)

    var line: String {
      switch self {
      case .folio(let address): "restore-folio \(address)"
      case .pages(let pages): "restore-pages \(pages.lowerBound) \(pages.count)"
      case .state(let page): "page \(page)"
      }
    }

    /// The book's answer, in the driver's words.
    func answer(_ pages: inout PageStates) -> String {
      let complaints = pages.complaints
      var words: String
      switch self {
      case .folio(let address):
        words = "nothing"
        if case .folio(let first, let order) = pages.restoreFolio(at: address) {
          words = "folio \(first)/\(order)"
        }
      case .pages(let range): words = pages.restorePages(range) ? "yes" : "no"
      case .state(let page): return pages[page]?.description ?? "none"
      }
      return pages.complaints > complaints ? words + " warned" : words
    }
  }

  private static func questions(
    _ blocks: [Block], _ random: inout SeededGenerator
  ) -> [Question] {
    blocks.flatMap { block -> [Question] in
      let (first, end) = (block.pages.lowerBound, block.pages.upperBound)
      let states = [Question.state(first), .state(end.advanced(by: -1))]
      switch random.number(0...4) {
      case 0: return [.folio(first.base), .folio(first.base)] + states
      case 1: return [.pages(block.pages)] + states
      case 2: return [.folio(end.base)]
      case 3: return [.pages(first..<end.advanced(by: 1))] + states
      default: return [.folio(PhysicalAddress(first.base.rawValue + 0x123))] + states
      }
    }
  }
}

/// What the kernel left, as the book reads it, and what the kernel answered.
private struct Reading {
  let machine: Machine
  let inheritance: Inheritance
  let tree: HandoverTree
  private let answers: [String]
  private let script: [String]

  init(_ answers: [String], _ script: [String]) throws {
    (self.answers, self.script) = (answers, script)
    let started = try #require(script.firstIndex(of: "start"))
    let words = answers[started].split(separator: " ")
    let treePage = try #require(UInt64(words[2].dropFirst(2), radix: 16))
    let dump = try #require(script.firstIndex(of: "dump"))
    machine = try Machine(TakingOverTests.memory, dump: answers[dump])
    tree = try HandoverTree(readingPageAt: PhysicalAddress(treePage), of: machine, as: .v4)
    // A table of no bytes is one of no areas.
    let none = try ScratchAreas(believing: 0x0..<0x0, from: machine)
    inheritance = Inheritance(readingTree: tree.list, from: machine, sparing: none)
  }

  func answer(_ line: String) -> String? { script.firstIndex(of: line).map { answers[$0] } }

  /// Where something was left, in the driver's words.
  func find(_ name: Substring) -> String {
    do throws(HandoverFailure) {
      let (address, size) = try tree.find(String(name))
      return "ok \(address) 0x\(String(size ?? 0, radix: 16))"
    } catch {
      return error == .notFound ? "error -2" : "error -22"
    }
  }

  /// The area that a descriptor leads to, which the kernel's answer has in hexadecimal digits.
  func area(_ number: Int) throws -> VmallocArea {
    let line = try #require(script.firstIndex { $0.hasPrefix("area \(number) ") })
    let digits = answers[line].split(separator: " ").last ?? ""
    let descriptor = try #require(VmallocDescriptor(Machine.bytes(digits)))
    return try VmallocChain(descriptor, from: machine, keptIn: inheritance).area
  }
}

extension VmallocArea {
  /// What the driver says of it when it was restored.
  fileprivate var restored: String {
    runs.reduce(into: "pages") { text, run in
      for page in 0..<1 << order { text += " \(run.advanced(by: page))" }
    }
  }
}

extension HandoverOperation {
  /// Whether it concerns no page of the kernel's own, nor one of the table or of scratch memory.
  fileprivate var isApart: Bool {
    switch self {
    case .folio(let block), .removeFolio(let block): Self.isApart(block.pages)
    case .pages(let pages), .removePages(let pages): Self.isApart(pages)
    case .area(let area):
      area.runs.allSatisfy { Self.isApart($0..<$0.advanced(by: 1 << area.order)) }
    case .leave, .withdraw: true
    }
  }

  private static func isApart(_ pages: Range<PageFrameNumber>) -> Bool {
    pages.lowerBound > 0x200 && pages.upperBound <= 0xc00
  }
}
