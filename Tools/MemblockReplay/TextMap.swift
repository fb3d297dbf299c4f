// All memory in one line of text, holes left out:
//
//     ....######+.........####+++
//
// Each character stands for the same number of bytes: '#' reserved, '.' free, '+' some of both. A log has
// a line for each step, so that a map follows the steps: what a step leaves as it was is not drawn again.

import Memblock

/// A map of memory for a terminal, from step to step.
struct TextMap {
  static let width = 48

  /// By what a list that has changed is told from what it was.
  private struct Extent: Equatable {
    private let count: Int
    private let size: UInt64
    private let range: PhysicalRange

    init(_ list: RegionList) {
      (count, size) = (list.regions.count, list.totalSize)
      range = (list.regions.first?.range.base ?? 0)..<(list.regions.last?.range.end ?? 0)
    }
  }

  private(set) var line = String(repeating: " ", count: Self.width)
  private var memory = Extent(Memblock().memory)
  private var reserved = Extent(Memblock().reserved)
  /// How many bytes of memory lie below each region of it, and below its end.
  private var before: [UInt64] = [0]
  /// How many bytes are reserved in each cell.
  private var taken = [Double](repeating: 0, count: Self.width)
  private var perCell = 0.0

  /// Draws the map after a step.
  mutating func follow(_ machine: Memblock, after step: BootReplay.Step) {
    let (memory, reserved) = (Extent(machine.memory), Extent(machine.reserved))
    let isSame = memory == self.memory && step.unlogged.isEmpty
    let isUntouched = isSame && reserved == self.reserved
    (self.memory, self.reserved) = (memory, reserved)
    switch step.event {
    case .configuration, .remains, .file: redraw(machine)
    case .change(let change) where isSame && !isUntouched: redraw(machine, in: change.range)
    default:
      if !isUntouched { redraw(machine) }
    }
  }
}

extension TextMap {
  /// Draws all of it.
  private mutating func redraw(_ machine: Memblock) {
    taken = [Double](repeating: 0, count: Self.width)
    guard !machine.reserved.regions.isEmpty, !machine.memory.regions.isEmpty else {
      before = []
      perCell = 0
      let mark = machine.memory.totalSize > 0 ? "." : " "
      line = String(repeating: mark, count: Self.width)
      return
    }
    measure(machine)
    if perCell > 0 { fill(0...Self.width - 1, of: machine) }
    showLine()
  }

  /// Draws the cells of a range in which reservations have changed, and nothing else has.
  private mutating func redraw(_ machine: Memblock, in range: PhysicalRange) {
    if before.count != machine.memory.regions.count + 1 { measure(machine) }
    let (start, end) = (bytes(below: range.base, machine), bytes(below: range.end, machine))
    guard start < end, perCell > 0 else { return }
    let cells = cell(start)...cell(end)
    for cell in cells { taken[cell] = 0 }
    fill(cells, of: machine)
    showLine()
  }

  private mutating func measure(_ machine: Memblock) {
    var total: UInt64 = 0
    before.removeAll(keepingCapacity: true)
    before.reserveCapacity(machine.memory.regions.count + 1)
    for region in machine.memory.regions {
      before.append(total)
      total &+= region.range.size
    }
    before.append(total)
    perCell = Double(total) / Double(Self.width)
  }

  private mutating func showLine() {
    guard perCell > 0 else {
      line = String(repeating: " ", count: Self.width)
      return
    }
    line = String(
      taken.map { part in part <= 0 ? "." : part >= perCell * 0.999 ? "#" : "+" } as [Character])
  }

  private func cell(_ offset: UInt64) -> Int { min(Int(Double(offset) / perCell), Self.width - 1) }

  /// How many bytes of memory lie below an address.
  private func bytes(below address: PhysicalAddress, _ machine: Memblock) -> UInt64 {
    let regions = machine.memory.regions
    let index = Self.index(endingAbove: address, in: regions)
    guard index < regions.count else { return before[index] }
    let base = regions[index].range.base
    return before[index] + (address > base ? address.rawValue - base.rawValue : 0)
  }

  /// Which region is the first that ends above an address; their number if none does.
  private static func index(endingAbove address: PhysicalAddress, in regions: [Region]) -> Int {
    var (low, high) = (0, regions.count)
    while low < high {
      let middle = (low + high) / 2
      if regions[middle].range.end <= address { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension TextMap {
  /// Counts what is reserved in some cells, which are empty.
  private mutating func fill(_ cells: ClosedRange<Int>, of machine: Memblock) {
    let regions = machine.memory.regions
    let reserved = machine.reserved.regions
    let (from, to) = (Double(cells.lowerBound) * perCell, Double(cells.upperBound + 1) * perCell)
    var index = max(region(at: UInt64(from)) - 1, 0)
    guard index < regions.count else { return }
    var next = Self.index(endingAbove: regions[index].range.base, in: reserved)
    while index < regions.count, Double(before[index]) <= to, next < reserved.count {
      let range = regions[index].range
      while next < reserved.count, reserved[next].range.end <= range.base { next += 1 }
      var place = next
      while place < reserved.count, reserved[place].range.base < range.end {
        if let common = range.intersection(reserved[place].range) {
          let start = before[index] + (common.base.rawValue - range.base.rawValue)
          add(start, start + common.size, to: cells)
        }
        place += 1
      }
      index += 1
    }
  }

  /// Which region of memory the byte is in that has so many below it.
  private func region(at offset: UInt64) -> Int {
    var (low, high) = (0, before.count)
    while low < high {
      let middle = (low + high) / 2
      if before[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(low - 1, 0)
  }

  /// Adds a run of reserved bytes to those of some cells that it touches.
  private mutating func add(_ start: UInt64, _ end: UInt64, to cells: ClosedRange<Int>) {
    let first = max(cell(start), cells.lowerBound)
    let last = min(cell(end), cells.upperBound)
    guard first <= last else { return }
    for cell in first...last {
      let from = max(Double(start), Double(cell) * perCell)
      let to = min(Double(end), Double(cell + 1) * perCell)
      if to > from { taken[cell] += to - from }
    }
  }
}
