// All memory in one line of text, holes left out:
//
//     ....######+.........####+++
//
// Each character stands for the same number of bytes: '#' reserved, '.' free, '+' some of both.

import Memblock

/// A map of memory for a terminal.
struct TextMap {
  static let width = 48

  let line: String

  init(_ machine: Memblock) {
    let total = machine.memory.regions.reduce(0) { $0 &+ $1.range.size }
    guard total > 0 else {
      line = String(repeating: " ", count: Self.width)
      return
    }
    var taken = [Double](repeating: 0, count: Self.width)
    let perCell = Double(total) / Double(Self.width)
    var before: UInt64 = 0
    var next = 0
    let reserved = machine.reserved.regions
    for region in machine.memory.regions {
      while next < reserved.count, reserved[next].range.end <= region.range.base { next += 1 }
      for reservation in reserved[next...].prefix(while: { $0.range.base < region.range.end }) {
        guard let common = region.range.intersection(reservation.range) else { continue }
        let start = before + (common.base.rawValue - region.range.base.rawValue)
        Self.add(start, start + common.size, to: &taken, perCell: perCell)
      }
      before += region.range.size
    }
    line = String(
      taken.map { part in part <= 0 ? "." : part >= perCell * 0.999 ? "#" : "+" } as [Character])
  }

  /// Adds a run of reserved bytes to the cells that it touches.
  private static func add(
    _ start: UInt64, _ end: UInt64, to taken: inout [Double], perCell: Double
  ) {
    let first = min(Int(Double(start) / perCell), width - 1)
    let last = min(Int(Double(end) / perCell), width - 1)
    for cell in first...max(first, last) {
      let from = max(Double(start), Double(cell) * perCell)
      let to = min(Double(end), Double(cell + 1) * perCell)
      if to > from { taken[cell] += to - from }
    }
  }
}
