// The two sides of the comparison: each performs a script, and measures itself.

import Foundation
package import KernelDriver
import Memblock

/// What one side measured, and what must be the same on both.
package struct Measurement: Hashable, Sendable {
  /// The processor time of the timed steps.
  package var nanoseconds: UInt64
  /// A number made of all answers.
  package var answers: UInt64
  /// The capacity of each list, where its array is, and its regions' bases and ends, in the
  /// driver's words.
  package var lists: [String]
  /// How many regions both lists had in sum, afterwards.
  package var regions: Int
}

/// The book's Memblock.
package struct BookSide {
  private var machine = Memblock()
  private var answers: UInt64 = 0
  private static let noAnswers: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Performs a script from empty lists on.
  ///
  /// - Throws: `Memblock.Failure`, which no script of a ``Mix`` leads to.
  package static func measure(_ script: Script) throws -> Measurement {
    var side = BookSide()
    for step in script.setup { try side.take(step) }
    side.answers = noAnswers
    let begun = nanoseconds()
    for step in script.timed { try side.take(step) }
    let ended = nanoseconds()
    return Measurement(
      nanoseconds: ended - begun, answers: side.answers,
      lists: [words(for: side.machine.memory), words(for: side.machine.reserved)],
      regions: side.machine.memory.regions.count + side.machine.reserved.regions.count)
  }

  private mutating func take(_ step: Step) throws(Memblock.Failure) {
    let range = PhysicalRange(base: PhysicalAddress(step.first), size: step.second)
    switch step.task {
    case .add:
      try machine.add(range)
      answer(0)
    case .remove:
      try machine.remove(range)
      answer(0)
    case .reserve:
      // 6.12 knows one kind of reservation only, so there is but one here: that of allocations.
      try machine.reserveForKernel(range)
      answer(0)
    case .free:
      try machine.free(range)
      answer(0)
    case .allocate:
      let alignment = Alignment(step.second) ?? .cacheLine
      answer(try machine.allocate(step.first, alignment: alignment)?.rawValue ?? 0)
    case .isMemory: answer(machine.isMemory(range.base) ? 1 : 0)
    case .isReserved: answer(machine.isReserved(range.base) ? 1 : 0)
    case .walkUp: for free in machine.freeRanges() { answer(free.range) }
    case .walkDown: for free in machine.freeRangesDescending() { answer(free.range) }
    case .allowGrowth: machine.allowGrowth()
    }
  }

  /// Fowler, Noll and Vo's hash, a number at a time, as in the driver.
  private mutating func answer(_ number: UInt64) {
    answers = (answers ^ number) &* 0x100_0000_01b3
  }

  private mutating func answer(_ range: PhysicalRange) {
    answer(range.base.rawValue)
    answer(range.end.rawValue)
  }

  private static func words(for list: RegionList) -> String {
    "\(list.kind.rawValue) \(list.capacity)" + (list.array.map { "@\($0.base)" } ?? "")
      + list.regions.map { " \($0.range.base)-\($0.range.end)" }.joined()
  }

  private static func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}

/// The kernel's code.
package struct KernelSide {
  let driver: KernelDriver

  package init(_ driver: KernelDriver) { self.driver = driver }

  package func measure(_ script: Script) async throws -> Measurement {
    let lines = try await driver.output(["measure"], reading: script.lines)
    guard lines.count == 3, let nanoseconds = UInt64(lines[0]),
      let answers = UInt64(lines[1].dropFirst(2), radix: 16)
    else {
      throw KernelDriver.Failure(description: "the driver measured nothing: \(lines.prefix(3))")
    }
    let lists = lines[2].split(separator: " | ").prefix(2).map { $0.split(separator: " ") }
    return Measurement(
      nanoseconds: nanoseconds, answers: answers,
      lists: lists.map { words in
        "\(words[0]) \(words[1])"
          + words.dropFirst(3).map { " \($0.prefix { $0 != "@" })" }.joined()
      },
      regions: lists.reduce(0) { $0 + $1.count - 3 })
  }
}
