// What both sides do: the same operations, with the same numbers, in the same order.

/// One operation of a script.
package struct Step: Hashable, Sendable {
  /// What is done; the raw value is the driver's word for it.
  package enum Task: String, Hashable, Sendable, CaseIterable {
    case add
    case remove
    case reserve
    case free
    case allocate
    case isMemory = "is_memory"
    case isReserved = "is_reserved"
    /// Walks over all free memory from the lowest range on.
    case walkUp = "walk_up"
    /// Walks over all free memory from the highest range on.
    case walkDown = "walk_down"
    case allowGrowth = "allow_growth"
  }

  package var task: Task
  /// A base, the size of an allocation, or an address that is asked about.
  package var first: UInt64 = 0
  /// A size, or the alignment of an allocation.
  package var second: UInt64 = 0

  package init(_ task: Task, _ first: UInt64 = 0, _ second: UInt64 = 0) {
    self.task = task
    self.first = first
    self.second = second
  }

  /// The step in the driver's words.
  package var line: String {
    "\(task.rawValue) 0x\(String(first, radix: 16)) 0x\(String(second, radix: 16))"
  }
}

/// Steps that make the lists what they should be, and steps that are timed.
package struct Script: Hashable, Sendable {
  package var setup: [Step] = []
  package var timed: [Step] = []

  package init() {}

  /// The script as the driver reads it.
  package var lines: [String] { setup.map(\.line) + ["begin"] + timed.map(\.line) }
}
