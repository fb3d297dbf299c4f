// Where addresses stand on the axis. Every address at which some block begins or ends has a place;
// what lies between two of them is as wide as the fourth root of its size, or folded when no lane
// has a block there.

import Memblock

/// Places of addresses on the axis, in pixels.
struct FoldedAxis {
  private(set) var cuts: [PhysicalAddress] = []
  private(set) var positions: [Double] = []
  private(set) var isFolded: [Bool] = []

  let left: Double
  let right: Double
  /// The least width of a piece, as long as there is room; then less.
  private static let roomyPiece = 24.0
  /// What a label needs beside its neighbour.
  private let labelPitch: Double

  /// The axis of some blocks, between two places from left to right.
  init(
    _ blocks: [MemoryMap.Block], from left: Double, to right: Double, labelPitch: Double
  ) {
    (self.left, self.right, self.labelPitch) = (left, right, labelPitch)
    cuts = Set(blocks.flatMap { [$0.range.base, $0.range.end] }).sorted()
    let pieces = zip(cuts, cuts.dropFirst()).map { PhysicalRange(base: $0, end: $1) }
    isFolded = Self.uncovered(pieces, by: blocks)
    let weights = pieces.map { Double($0.size).squareRoot().squareRoot() }
    let total = zip(weights, isFolded).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
    let width = right - left
    let least = min(Self.roomyPiece, 0.6 * width / Double(max(pieces.count, 1)))
    let room = width - least * Double(pieces.count)
    var x = left
    positions = [x]
    for (weight, fold) in zip(weights, isFolded) {
      x += least + (fold || total == 0 ? 0 : room * weight / total)
      positions.append(x)
    }
  }

  subscript(address: PhysicalAddress) -> Double {
    var (low, high) = (0, cuts.count)
    while low < high {
      let middle = (low + high) / 2
      if cuts[middle] < address { low = middle + 1 } else { high = middle }
    }
    return low < cuts.count ? positions[low] : right
  }

  /// An address that is written out: where it is on the axis, and where its words stand.
  typealias Label = (address: PhysicalAddress, x: Double, words: Double)

  /// Whether there is room for all addresses.
  var hasRoomForAll: Bool { Double(cuts.count - 1) * labelPitch <= right - left }

  /// The addresses that are written out, beside their places where others would be in the way; where
  /// there are too many for the axis, only some are.
  var labelled: [Label] {
    guard hasRoomForAll else {
      var kept: [Label] = []
      for (address, x) in zip(cuts, positions) where x - (kept.last?.x ?? 0) >= labelPitch {
        kept.append((address, x, x))
      }
      return kept
    }
    return zip(zip(cuts, positions), spread).map { ($0.0, $0.1, $1) }
  }

  /// Places for words that keep their distance, about half of those that are moved to either side.
  private var spread: [Double] {
    var (rightward, leftward) = (positions, positions)
    for index in positions.indices.dropFirst() {
      rightward[index] = max(positions[index], rightward[index - 1] + labelPitch)
    }
    for index in positions.indices.dropLast().reversed() {
      leftward[index] = min(positions[index], leftward[index + 1] - labelPitch)
    }
    var places = zip(rightward, leftward).map { ($0 + $1) / 2 }
    var limit = left
    for index in places.indices {
      places[index] = max(places[index], limit)
      limit = places[index] + labelPitch
    }
    limit = right
    for index in places.indices.reversed() {
      places[index] = min(places[index], limit)
      limit = places[index] - labelPitch
    }
    return places
  }

  /// Which pieces no block covers, found in one sweep over both.
  private static func uncovered(
    _ pieces: [PhysicalRange], by blocks: [MemoryMap.Block]
  ) -> [Bool] {
    let ranges = blocks.map(\.range).filter { !$0.isEmpty }.sorted { $0.base < $1.base }
    var (next, covered) = (0, PhysicalAddress.lowest)
    return pieces.map { piece in
      while next < ranges.count, ranges[next].base <= piece.base {
        covered = max(covered, ranges[next].end)
        next += 1
      }
      return covered < piece.end
    }
  }
}
