// FNV-1a over words of eight bytes.

/// Tells bytes that were damaged or cut off; it need not withstand intent, and is ten times faster than a
/// digest.
package struct Checksum: Hashable, Sendable {
  private var sum: UInt64

  package init(of bytes: ArraySlice<UInt8>) {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        sum = (sum ^ UInt64(littleEndian: word)) &* 0x100_0000_01b3
        sum ^= sum >> 29
        offset += 8
      }
      for byte in buffer[offset...] { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    self.sum = sum
  }
}

/// Eight bytes, the lowest first.
extension Checksum: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    withUnsafeBytes(of: sum.littleEndian) { writer.put(raw: $0) }
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    let bytes = try reader.raw(8)
    sum = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
