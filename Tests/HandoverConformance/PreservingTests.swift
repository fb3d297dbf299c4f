// What a running kernel notes for the next: the same random operations for the book and for the
// kernel's own code, the same answers, and in the end the same bytes in memory.
// WEFT_CONFORMANCE_SEQUENCES asks for more of them, and WEFT_CONFORMANCE_FIRST for others.

import Foundation
import Memblock
import Testing
import Trials

@testable import Handover

@Suite(.enabled(if: NewestKernel.isThere, NewestKernel.advice)) struct PreservingTests {
  static let sequences = asked("WEFT_CONFORMANCE_SEQUENCES", usually: 60)
  /// The seed of the first sequence; those of the others follow it.
  static let firstSeed = asked("WEFT_CONFORMANCE_FIRST", usually: 1)
  static let operationCount = 30
  static let memory = [Region(0x0..<0x60_3000, node: 0), Region(0x60_3000..<0x100_0000, node: 1)]
  /// Nothing is free above this, and only the table of scratch areas is written there.
  static let written: PhysicalAddress = 0x40_0000
  static let table = PhysicalRange(base: 0x7f_f000, size: 16)

  @Test func `the book and the kernel answer alike, and leave the same bytes`() async throws {
    var answers: [String: Int] = [:]
    for seed in Self.firstSeed..<Self.firstSeed + Self.sequences {
      let run = try await Self.run(seed)
      for (index, (book, answer)) in zip(run.book, run.kernel).enumerated() {
        // Of an area that cannot be preserved the kernel gives up more than it has noted.
        let isUndone = run.script[index].hasPrefix("area") && answer.hasSuffix(" warned")
        let kernel = isUndone ? String(answer.dropLast(7)) : answer
        try #require(
          book == kernel, "seed \(seed):\n\(run.script.prefix(index + 1).joined(separator: "\n"))")
        // Of an answer with numbers only the kind.
        let kind = book.hasPrefix("ok ") && !book.hasSuffix("warned") ? "ok, with numbers" : book
        answers[kind, default: 0] += 1
      }
      // What the kernel wrote elsewhere would be in its dump.
      let pages = run.kernel.last?.split(separator: " ").filter { $0.hasPrefix("0x") } ?? []
      #expect(
        pages.allSatisfy { $0 < "0x400000" || $0.count < 8 || $0 == "\(Self.table.base)" },
        "seed \(seed)")
      if try Self.difference(in: run) != nil {
        Issue.record("seed \(seed): \(try await Self.firstDifference(seed))")
        break
      }
    }
    let report = """
      kernel: kernel/liveupdate/kexec_handover.c of \(try await NewestKernel.name)
      seeds: \(Self.firstSeed) to \(Self.firstSeed + Self.sequences - 1)
      sequences: \(Self.sequences)
      \(lines(answers, named: "answers"))

      """
    print(report)
    Attachment.record(report, named: "handover-conformance.txt")
    #expect(answers["error -12", default: 0] > 0 && answers["error -17", default: 0] > 0)
    #expect(answers["error -22 warned", default: 0] > 0 && answers["ok warned", default: 0] > 0)
  }

  /// A sequence on both sides.
  private struct Run {
    var script: [String]
    var book: [String]
    /// One more: what is in memory.
    var kernel: [String]
    var left: Machine
    var treePage: PhysicalAddress
  }

  /// The first byte that is not the same on both sides; `nil` where all are.
  private static func difference(in run: Run) throws -> PhysicalAddress? {
    let left = try Machine(memory, dump: run.kernel.last ?? "", treeAt: run.treePage)
    return try run.left.firstDifference(from: left, upTo: written)
  }

  /// The shortest part of a sequence after which the bytes differ, and where they do.
  private static func firstDifference(_ seed: UInt64) async throws -> String {
    for count in 0...operationCount {
      let run = try await run(seed, operationCount: count)
      guard let address = try difference(in: run) else { continue }
      return "byte \(address)\n" + run.script.joined(separator: "\n")
    }
    return "only at times"
  }

  private static func run(
    _ seed: UInt64, operationCount: Int = operationCount
  ) async throws -> Run {
    var random = SeededGenerator(seed: seed)
    var machine = Machine(memory)
    var scratch: ScratchAreas?
    // Sometimes there are too few pages, and sometimes there is scratch memory.
    let free: PhysicalRange =
      seed.isMultiple(of: 3) ? 0x1000..<0x1_4000 : 0x1000..<written
    var script = memory.map { "memory \($0.range.base) \($0.range.end) \($0.node)" }
    var book = script.map { _ in "ok" }
    if seed.isMultiple(of: 2) {
      // One area, of 4 MiB.
      try machine.store(UInt64(0x80_0000), at: table.base)
      try machine.store(UInt64(0x40_0000), at: PhysicalAddress(table.base.rawValue + 8))
      scratch = try ScratchAreas(believing: table, from: machine)
      script += try machine.lines(from: table.base, upTo: table.end)
      script.append("table \(table.base) 1")
      book += ["ok", "ok"]
    }
    var kernel = BookKernel(KernelMemory(machine, freePages: FreePages([free])), scratch: scratch)
    script += ["free \(free.base) \(free.end)", "start"]
    book += ["ok", kernel.started]
    for operation in random.operations(Self.operationCount).prefix(operationCount) {
      script.append(operation.line)
      book.append(kernel.perform(operation))
    }
    script.append("dump")
    let answers = try await NewestKernel.answers(to: script)
    return Run(
      script: script, book: book, kernel: answers, left: kernel.machine,
      treePage: kernel.treePage)
  }
}
