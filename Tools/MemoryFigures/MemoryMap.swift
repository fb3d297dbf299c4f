// Memory maps as pictures: lanes of blocks above one address axis whose unused parts are folded.
//
//     memory    ████████████   ████
//     reserved     ███   ██     █
//     ──────────┴──┴──┴──┴┴─//─┴┴┴┴─
//
// The drawing is a self-contained SVG with its legend and a description in words.

public import Memblock

/// A drawing of lanes of ranges above one folded address axis.
public struct MemoryMap {
  /// A piece of a lane.
  public struct Block {
    public var range: PhysicalRange
    public var paint: Paint
    public var label: String
    var isLastByte = false

    public init(_ range: PhysicalRange, _ paint: Paint, _ label: String = "") {
      (self.range, self.paint, self.label) = (range, paint, label)
    }

    /// The byte at an address that may be the highest one, which no range can contain.
    public init(_ address: PhysicalAddress, _ label: String) {
      self.init(address..<address, .walked, label)
      isLastByte = true
    }

    public init(pages: Range<PageFrameNumber>, _ paint: Paint, _ label: String) {
      self.init(pages.lowerBound.base..<pages.upperBound.base, paint, label)
    }
  }

  public var title: String
  public private(set) var lanes: [(name: String, blocks: [Block])] = []

  public init(_ title: String) { self.title = title }

  public mutating func lane(_ name: String, _ blocks: [Block]) { lanes.append((name, blocks)) }

  /// A lane for a list: a block for each region, painted after its lowest flag.
  public mutating func lane(_ list: RegionList, name: String? = nil) {
    lane(
      name ?? list.kind.rawValue,
      list.regions.map { region in
        let label = region.node.isValid ? "node \(region.node)" : ""
        return Block(region.range, Paint(region.flags, in: list.kind), label)
      })
  }

  /// What the drawing shows, in words.
  public var spoken: String {
    lanes.map { lane in
      let blocks = lane.blocks.map { block in
        let extent = block.isLastByte ? "\(block.range.base)" : "\(block.range)"
        return "\(extent) \(block.paint.rawValue)" + (block.label.isEmpty ? "" : ", \(block.label)")
      }
      return lane.name + ": " + (blocks.isEmpty ? "nothing" : blocks.joined(separator: "; "))
    }
    .joined(separator: ". ") + "."
  }
}
