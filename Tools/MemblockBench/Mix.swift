// Which operations are timed, and on what lists.
//
// The ground is a row of pages. A list in which each page is taken or not by the toss of a coin has
// a region for every fourth page; operations that take and give back pages at random keep it so.
// Above the ground lies memory in which lists put their arrays when they grow.

import Trials

/// A kind of script.
package enum Mix: String, CaseIterable, Sendable {
  /// Adds pages to memory and removes them.
  case add
  /// Reserves pages and frees them.
  case reserve
  /// Allocates one page to three, from the top, and frees pages anywhere, between others that stay.
  case allocate
  /// Walks over all free memory, up and down, with half of the regions in each list.
  case walk
  /// Asks whether addresses are memory and whether they are reserved.
  case ask
  /// One walk, and for each walk many of everything else.
  case all

  /// A script for lists of about so many regions, the same for the same seed.
  ///
  /// The number of timed steps is such that they take a millisecond at least.
  package func script(regions: Int, seed: UInt64) -> Script {
    var maker = ScriptMaker(pages: UInt64(regions) * 4, random: SeededGenerator(seed: seed))
    switch self {
    case .add:
      maker.prepare(inMemory: true, inReserved: false)
      maker.repeat(changes(for: regions)) { $0.change(.add, .remove) }
    case .reserve:
      maker.prepare(inMemory: false, inReserved: true)
      maker.repeat(changes(for: regions)) { $0.change(.reserve, .free) }
    case .allocate:
      maker.prepareFragments()
      maker.repeat(changes(for: regions)) { $0.allocateOrFree() }
    case .walk:
      maker = ScriptMaker(pages: UInt64(regions) * 2, random: maker.random)
      maker.prepare(inMemory: true, inReserved: true)
      maker.repeat(max(4_000_000 / regions, 10)) { $0.walk() }
    case .ask:
      maker.prepare(inMemory: true, inReserved: true)
      maker.repeat(max(changes(for: regions), 20_000)) { $0.ask() }
    case .all:
      maker.prepare(inMemory: true, inReserved: true)
      maker.repeat(changes(for: regions)) { $0.anything() }
    }
    return maker.script
  }

  private func changes(for regions: Int) -> Int { max(10_000_000 / regions, 2000) }
}

private struct ScriptMaker {
  /// How many pages the ground has.
  let pages: UInt64
  var random: SeededGenerator
  var script = Script()

  private static let ground: UInt64 = 1 << 30
  private static let pageSize: UInt64 = 1 << 12

  init(pages: UInt64, random: SeededGenerator) {
    self.pages = pages
    self.random = random
  }

  /// Tosses the coin for each page; a list without tosses is memory everywhere, or not reserved.
  mutating func prepare(inMemory: Bool, inReserved: Bool) {
    growLists()
    if !inMemory { script.setup.append(Step(.add, Self.ground, pages * Self.pageSize)) }
    for page in 0..<pages {
      let base = Self.ground + page * Self.pageSize
      if inMemory, Bool.random(using: &random) { script.setup.append(Step(.add, base, 0x1000)) }
      // Half a page further, so that most regions of the two lists overlap in part.
      if inReserved, Bool.random(using: &random) {
        script.setup.append(Step(.reserve, base + (inMemory ? 0x800 : 0), 0x1000))
      }
    }
  }

  /// Makes all pages memory, and reserves every fourth.
  mutating func prepareFragments() {
    growLists()
    script.setup.append(Step(.add, Self.ground, pages * Self.pageSize))
    for page in stride(from: 3, to: pages, by: 4) {
      script.setup.append(Step(.reserve, Self.ground + page * Self.pageSize, Self.pageSize))
    }
  }

  /// Makes both lists grow to more than they will need, so that no step pays for growing.
  private mutating func growLists() {
    let (above, farAbove): (UInt64, UInt64) = (1 << 40, 1 << 41)
    script.setup += [Step(.add, above, 1 << 30), Step(.allowGrowth)]
    for task in [Step.Task.add, .reserve] {
      for page in 0..<pages {
        script.setup.append(Step(task, farAbove + 2 * page * Self.pageSize, Self.pageSize))
      }
    }
    let all = 2 * pages * Self.pageSize
    // Afterwards no search finds anything above the ground.
    script.setup += [
      Step(.remove, farAbove, all), Step(.free, farAbove, all), Step(.reserve, above, 1 << 30),
    ]
  }

  mutating func `repeat`(_ count: Int, _ step: (inout ScriptMaker) -> Void) {
    for _ in 0..<count { step(&self) }
  }

  mutating func change(_ take: Step.Task, _ giveBack: Step.Task) {
    script.timed.append(Step(Bool.random(using: &random) ? take : giveBack, place(), 0x1000))
  }

  /// Takes one page to three, or gives back the three pages between two of every four that stay.
  mutating func allocateOrFree() {
    if Int.random(in: 0..<5, using: &random) < 2 {
      let count = UInt64.random(in: 1...3, using: &random)
      script.timed.append(Step(.allocate, count * Self.pageSize, Self.pageSize))
    } else {
      let base = place() & ~(4 * Self.pageSize - 1)
      script.timed.append(Step(.free, base, 3 * Self.pageSize))
    }
  }

  mutating func walk() {
    script.timed.append(Step(Bool.random(using: &random) ? .walkUp : .walkDown))
  }

  mutating func ask() {
    let task: Step.Task = Bool.random(using: &random) ? .isMemory : .isReserved
    script.timed.append(Step(task, place() + UInt64.random(in: 0..<0x1000, using: &random)))
  }

  mutating func anything() {
    switch Int.random(in: 0..<64, using: &random) {
    case 0: walk()
    case 1..<16: change(.add, .remove)
    case 16..<32: change(.reserve, .free)
    case 32..<48: allocateOrFree()
    default: ask()
    }
  }

  private mutating func place() -> UInt64 {
    Self.ground + UInt64.random(in: 0..<pages, using: &random) * Self.pageSize
  }
}
