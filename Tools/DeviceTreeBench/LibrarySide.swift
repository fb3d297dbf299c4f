// libfdt at the same work.

import LibFDT

struct LibrarySide {
  let workload: Workload
  let library: LibFDT

  struct Failure: Error, CustomStringConvertible {
    var code: Int32
    var description: String { "libfdt returned \(code)" }
  }

  /// Writes the blob into a buffer of a size that is enough, and gives its bytes.
  func write(capacity: Int) throws -> [UInt8] {
    let failure = Failure(code: 0)
    return try [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let blob = UnsafeMutableRawPointer(buffer.baseAddress) else { throw failure }
      var code = library.create(blob, Int32(capacity))
      code |= library.finishReservations(blob)
      code |= library.beginNode(blob, "")
      code |= library.property(blob, "compatible", "acme,board", 11)
      for bus in workload.buses { code |= write(bus, to: blob) }
      code |= library.endNode(blob)
      code |= library.finish(blob)
      guard code == 0 else { throw Failure(code: code) }
      count = Int(blob.loadUnaligned(fromByteOffset: 4, as: UInt32.self).bigEndian)
    }
  }

  private func write(_ bus: [Workload.Device], to blob: LibFDT.Blob) -> Int32 {
    var code: Int32 = 0
    for (index, device) in bus.enumerated() {
      var (start, size) = (device.start.littleEndian, device.size.littleEndian)
      var handle = device.handle.bigEndian
      code |= device.cName.withUnsafeBufferPointer { name in
        name.baseAddress.map { library.beginNode(blob, $0) } ?? -1
      }
      code |= library.property(blob, "compatible", "acme,device", 12)
      code |= library.property(blob, "start", &start, 8)
      code |= library.property(blob, "size", &size, 8)
      code |= library.property(blob, "phandle", &handle, 4)
      if index > 0 { code |= library.endNode(blob) }
    }
    return code | library.endNode(blob)
  }

  /// Sums up the lengths of all names of nodes and of all values, after a check if one is asked for.
  func read(_ bytes: [UInt8], checked: Bool) throws -> Int {
    try bytes.withUnsafeBytes { buffer in
      guard let blob = buffer.baseAddress else { throw Failure(code: 0) }
      if checked {
        let code = library.checkFull(blob, buffer.count)
        guard code == 0 else { throw Failure(code: code) }
      }
      var (sum, depth, node) = (0, Int32(0), Int32(0))
      repeat {
        var length: Int32 = 0
        _ = library.name(blob, node, &length)
        sum += Int(length)
        var property = library.firstProperty(blob, node)
        while property >= 0 {
          var name: LibFDT.Text?
          _ = library.propertyAt(blob, property, &name, &length)
          sum += Int(length)
          property = library.nextProperty(blob, property)
        }
        node = library.nextNode(blob, node, &depth)
      } while node >= 0 && depth >= 0
      return sum
    }
  }

  func look(_ paths: [[CChar]], in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
      guard let blob = buffer.baseAddress else { return 0 }
      var (sum, length) = (0, Int32(0))
      for path in paths {
        let node = library.pathOffset(blob, path)
        if library.value(blob, node, "size", &length) != nil { sum += Int(length) }
      }
      return sum
    }
  }

  func look(handles: [UInt32], in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
      guard let blob = buffer.baseAddress else { return 0 }
      return handles.reduce(0) { $0 + (library.nodeOfHandle(blob, $1) < 0 ? 0 : 1) }
    }
  }
}
