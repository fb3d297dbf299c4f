// The part DeviceTree at work.

import DeviceTree

struct BookSide {
  let workload: Workload

  /// Writes the blob, with room for as many bytes made at once.
  func write(capacity: Int) throws -> [UInt8] {
    var writer = BlobWriter(capacity: capacity)
    try writer.beginNode("")
    try writer.property("compatible", .string("acme,board"))
    let compatible = PropertyValue.string("acme,device")
    for bus in workload.buses {
      for (index, device) in bus.enumerated() {
        try writer.beginNode(device.name)
        try writer.property("compatible", compatible)
        try writer.property("start", device.start, order: .little)
        try writer.property("size", device.size, order: .little)
        try writer.property("phandle", UInt64(device.handle), width: .four, order: .big)
        if index > 0 { try writer.endNode() }
      }
      try writer.endNode()
    }
    try writer.endNode()
    return try writer.finish()
  }

  /// Checks a blob, and sums up the lengths of all names of nodes and of all values.
  func read(_ bytes: [UInt8]) throws -> Int {
    var sum = 0
    for node in try DeviceTreeBlob(bytes).nodes {
      sum += node.nameBytes.count
      for property in node.properties { sum += property.value.bytes.count }
    }
    return sum
  }

  func look(_ paths: [String], in blob: DeviceTreeBlob) -> Int {
    var sum = 0
    for path in paths {
      guard let value = blob.node(at: path)?.property("size")?.value else { continue }
      sum += value.bytes.count
    }
    return sum
  }

  func look(handles: [UInt32], in blob: DeviceTreeBlob) -> Int {
    handles.reduce(0) { $0 + (blob.node(handle: $1) == nil ? 0 : 1) }
  }
}
