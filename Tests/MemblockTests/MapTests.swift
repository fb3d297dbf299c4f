// Maps of memory: what is to be read of them, as wide as a page and as narrow as a phone.

import Memblock
import Testing

@testable import MemoryFigures

@Suite struct `A map of memory` {
  /// Blocks of a page each, so many from an address on, the last of which lies far away.
  private func crowd(_ count: UInt64, label: String = "") -> [MemoryMap.Block] {
    (0..<count).map { number in
      let base = 0x1_0000_0000 + (number == count - 1 ? 1 << 40 : number * 0x1000)
      return MemoryMap.Block(
        PhysicalAddress(base)..<PhysicalAddress(base + 0x1000), .reserved, label)
    }
  }

  @Test(arguments: [1, 2, 9, 20]) func `writes each address, and none on another`(
    _ count: UInt64
  ) throws {
    let axis = FoldedAxis(crowd(count), from: 10, to: 350, labelPitch: 13)
    let labels = axis.labelled
    #expect(labels.map(\.address) == axis.cuts)
    #expect(labels.allSatisfy { (9.9...350.1).contains($0.words) && axis[$0.address] == $0.x })
    for (one, next) in zip(labels, labels.dropFirst()) { #expect(next.words - one.words > 12.9) }
  }

  @Test func `writes fewer addresses where there is no room for all`() {
    let axis = FoldedAxis(crowd(40), from: 10, to: 350, labelPitch: 13)
    #expect(axis.labelled.count < axis.cuts.count && axis.labelled.count > 10)
    for (one, next) in zip(axis.labelled, axis.labelled.dropFirst()) {
      #expect(next.words - one.words > 12.9 && one.words == one.x)
    }
  }

  @Test(arguments: [(10, "rotate(-38"), (60, "rotate(-52")])
  func `many addresses stand steeper, and no line of them touches the next`(
    count: UInt64, turn: String
  ) {
    let layout = MapLayout.fitting(crowd(count, label: "kept"))[0]
    #expect(!layout.isNarrow)
    let places = layout.axis.labelled.map(\.words)
    let apart = zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? 0
    // 11 is the height of a line, and 0.62 and 0.79 are the sines of the two angles.
    #expect(apart * (layout.angle == 38 ? 0.62 : 0.79) > 11)
    var map = MemoryMap("Many")
    map.lane("reserved", crowd(count, label: "kept"))
    #expect(map.svg().contains(turn))
  }

  @Test func `is narrow where that costs no label, and else has a narrow one inside`() {
    var map = MemoryMap("One block")
    map.lane("memory", [MemoryMap.Block(0x0..<0x1000, .plain, "node 0")])
    #expect(map.svg().contains("viewBox=\"0 0 352 ") && !map.svg().contains("narrow"))
    map.lane("reserved", crowd(4, label: "to be kept"))
    #expect(map.svg().contains("viewBox=\"0 0 760 ") && map.svg().contains("narrow"))
  }

  @Test func `says below a narrow map what did not fit, once, and of much how much it is`() {
    var map = MemoryMap("Few")
    for lane in ["before", "after"] { map.lane(lane, crowd(4, label: "something to be kept")) }
    let few = map.svg()
    #expect(few.split(separator: ">something to be kept: [0x100001000-").count == 2)
    map.lane("many", crowd(20, label: "something else"))
    #expect(map.svg().contains(">something else: 20 blocks<"))
    #expect(map.svg().contains(">something to be kept: 4 blocks<"))
  }
}
