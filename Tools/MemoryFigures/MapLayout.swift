// Where things stand in a map: as wide as a page, with the names of lanes before them, or as narrow as a
// phone, with the names above.
//
//     memory  ██████  ████             memory
//     ────────┴────┴//┴──┴─            ███  ██
//                                      ┴──┴/┴┴

import Figures
import Memblock

/// The measures of a map, in pixels, and its axis.
struct MapLayout {
  let isNarrow: Bool
  let axis: FoldedAxis
  let drawingWidth: Double
  /// From lane to lane, and to the first of them.
  var pitch: Double { isNarrow ? 50 : 38 }
  var top: Double { isNarrow ? 20 : 14 }
  /// How addresses below the axis are turned, in degrees.
  let angle: Double
  /// How much room they take from top to bottom.
  let addressRoom: Double

  /// The layouts of a map: the narrow one where that costs no label, or else both, the wide one first.
  static func fitting(_ blocks: [MemoryMap.Block]) -> [MapLayout] {
    let (narrow, wide) = (Self(blocks, isNarrow: true), Self(blocks, isNarrow: false))
    return narrow.count(blocks) == wide.count(blocks) ? [narrow] : [wide, narrow]
  }

  private init(_ blocks: [MemoryMap.Block], isNarrow: Bool) {
    let ends = blocks.flatMap { [$0.range.base, $0.range.end] }
    let longest = Double(ends.map(\.description.count).max() ?? 0)
    self.isNarrow = isNarrow
    drawingWidth = isNarrow ? Drawing.phone : 760
    let (left, right) = isNarrow ? (8 + 3.2 * longest, drawingWidth - 10) : (84, drawingWidth - 24)
    func axis(_ slant: Slant) -> FoldedAxis {
      FoldedAxis(blocks, from: left, to: right, labelPitch: slant.pitch)
    }
    // Long or many addresses stand steeper, since more of them find room so.
    let isFlat = !isNarrow && longest <= 13 && axis(.flat).hasRoomForAll
    let slant = isNarrow ? Slant.steepest : isFlat ? .flat : .steep
    self.axis = axis(slant)
    (angle, addressRoom) = (slant.angle, 20 + slant.rise * longest)
  }

  /// How addresses below the axis are turned.
  private struct Slant {
    /// In degrees.
    var angle: Double
    /// How far apart they begin so that their lines do not touch: a line's height by the angle's sine.
    var pitch: Double
    /// How high a character is then.
    var rise: Double

    static let flat = Slant(angle: 38, pitch: 18.3, rise: 4)
    static let steep = Slant(angle: 52, pitch: 14.3, rise: 5)
    static let steepest = Slant(angle: 60, pitch: 13, rise: 5.6)
  }

  func width(_ block: MemoryMap.Block) -> Double {
    let width = axis[block.range.end] - axis[block.range.base]
    return max(width, block.isLastByte ? 3 : 1)
  }

  /// How many labels and addresses there are to be read.
  private func count(_ blocks: [MemoryMap.Block]) -> Int {
    blocks.count { $0.hasRoomForLabel(in: width($0)) } + axis.labelled.count
  }
}

extension MemoryMap.Block {
  /// Whether another looks the same and has the same label.
  func isLike(_ other: MemoryMap.Block) -> Bool { paint == other.paint && label == other.label }

  func hasRoomForLabel(in width: Double) -> Bool {
    !label.isEmpty && Double(label.count) * 6.6 + 8 < width
  }
}
