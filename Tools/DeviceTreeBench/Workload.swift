// What is written, read and looked up: trees of the shape that boards have, buses with devices.

import DeviceTree

/// A tree with a number of nodes, as data that both sides turn into calls.
struct Workload {
  struct Device {
    var name: String
    var cName: [CChar]
    var start: UInt64
    var size: UInt64
    var handle: UInt32
  }

  /// The nodes below the root, a bus with its devices in each group.
  let buses: [[Device]]
  let count: Int

  /// A hundred nodes in each bus, or as many as there are.
  init(nodes: Int) {
    count = nodes
    let devices = (1..<nodes).map { number in
      let name = number % 100 == 1 ? "bus@\(number)" : "device@\(number)"
      return Device(
        name: name, cName: name.utf8.map { CChar($0) } + [0], start: UInt64(number) << 20,
        size: 0x10_0000, handle: UInt32(number))
    }
    buses = stride(from: 0, to: devices.count, by: 100).map {
      Array(devices[$0..<min($0 + 100, devices.count)])
    }
  }

  /// Paths of nodes spread over the tree, the last one among them.
  var paths: [String] {
    let all = buses.flatMap { bus in
      bus.dropFirst().map { "/\(bus[0].name)/\($0.name)" }
    }
    let step = max(1, all.count / 64)
    return stride(from: all.count - 1, through: 0, by: -step).map { all[$0] }
  }
}
