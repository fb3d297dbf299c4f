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
    if isNarrow {
      drawingWidth = Drawing.phone
      axis = FoldedAxis(
        blocks, from: 8 + 3.2 * longest, to: drawingWidth - 10, labelPitch: Self.pitch(at: 60))
      (angle, addressRoom) = (60, 20 + 5.6 * longest)
    } else {
      drawingWidth = 760
      func axis(_ angle: Int) -> FoldedAxis {
        FoldedAxis(blocks, from: 84, to: 760 - 24, labelPitch: Self.pitch(at: angle))
      }
      // Long or many addresses stand steeper, since more of them find room so.
      let flat = axis(38)
      let isSteep = longest > 13 || !flat.hasRoomForAll
      self.axis = isSteep ? axis(52) : flat
      (angle, addressRoom) = isSteep ? (52, 20 + 5 * longest) : (38, 20 + 4 * longest)
    }
  }

  /// How far apart words must begin that are turned by an angle in degrees, so that the lines of them do not
  /// touch: the height of a line by the angle's sine.
  private static func pitch(at angle: Int) -> Double {
    switch angle {
    case ..<45: 18.3
    case ..<60: 14.3
    default: 13
    }
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
