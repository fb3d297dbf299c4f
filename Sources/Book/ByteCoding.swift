// Values as bytes, for what weft keeps between runs: a thousand outlines are read back in
// hundredths of a second. What lies on a disk may be damaged, so reading is bounded and throws.
//
//     number    7 bits a byte, lowest first, the high bit says that more follow
//     text      its length in bytes, then UTF-8
//     list      its length, then its elements

/// A value that can be written as bytes and read back.
package protocol ByteCodable {
  func write(to writer: inout ByteWriter)
  /// - Throws: `MalformedBytes` when the bytes are no such value.
  init(from reader: inout ByteReader) throws(MalformedBytes)
}

/// Bytes that hold no such value; nothing is known but that.
package struct MalformedBytes: Error {
  package init() {}
}

/// Collects bytes.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func put(_ byte: UInt8) { bytes.append(byte) }

  package mutating func put(raw more: some Sequence<UInt8>) { bytes += more }

  package mutating func put(_ value: some ByteCodable) { value.write(to: &self) }

  /// A whole number; small ones, also below zero, take one byte.
  package mutating func put(_ number: Int) {
    var rest = UInt64(bitPattern: Int64((number << 1) ^ (number >> 63)))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// Takes bytes apart, never beyond their end.
package struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  package var isAtEnd: Bool { position == bytes.endIndex }

  package mutating func byte() throws(MalformedBytes) -> UInt8 {
    guard position < bytes.endIndex else { throw MalformedBytes() }
    defer { position += 1 }
    return bytes[position]
  }

  package mutating func raw(_ count: Int) throws(MalformedBytes) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.endIndex - position else { throw MalformedBytes() }
    defer { position += count }
    return bytes[position..<position + count]
  }

  package mutating func number() throws(MalformedBytes) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      guard shift < 64 else { throw MalformedBytes() }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1)
  }

  /// The length of a list whose elements take a byte at least.
  package mutating func count() throws(MalformedBytes) -> Int {
    let count = try number()
    guard count >= 0, count <= bytes.endIndex - position else { throw MalformedBytes() }
    return count
  }

  package mutating func value<Value: ByteCodable>() throws(MalformedBytes) -> Value {
    try Value(from: &self)
  }
}

extension Int: ByteCodable {
  package func write(to writer: inout ByteWriter) { writer.put(self) }
  package init(from reader: inout ByteReader) throws(MalformedBytes) { self = try reader.number() }
}

extension Bool: ByteCodable {
  package func write(to writer: inout ByteWriter) { writer.put(self ? UInt8(1) : 0) }
  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    self = try reader.byte() != 0
  }
}

extension String: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(utf8.count)
    writer.put(raw: utf8)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    let count = try reader.number()
    self = String(decoding: try reader.raw(count), as: UTF8.self)
  }
}

extension Array: ByteCodable where Element: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(count)
    for element in self { writer.put(element) }
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    let count = try reader.count()
    self = []
    reserveCapacity(count)
    for _ in 0..<count { append(try reader.value()) }
  }
}

extension Optional: ByteCodable where Wrapped: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(self != nil)
    if let self { writer.put(self) }
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    let isThere: Bool = try reader.value()
    self = isThere ? try reader.value() as Wrapped : nil
  }
}

extension Dictionary: ByteCodable where Key: ByteCodable & Comparable, Value: ByteCodable {
  /// In the order of the keys, so that equal values give equal bytes.
  package func write(to writer: inout ByteWriter) {
    writer.put(count)
    for (key, value) in sorted(by: { $0.key < $1.key }) {
      writer.put(key)
      writer.put(value)
    }
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    let count = try reader.count()
    self.init(minimumCapacity: count)
    for _ in 0..<count {
      let key: Key = try reader.value()
      self[key] = try reader.value() as Value
    }
  }
}

extension ByteCodable where Self: RawRepresentable, RawValue == String {
  package func write(to writer: inout ByteWriter) { writer.put(rawValue) }
  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    guard let value = Self(rawValue: try reader.value()) else { throw MalformedBytes() }
    self = value
  }
}

extension Digest: ByteCodable {
  package func write(to writer: inout ByteWriter) { writer.put(raw: bytes) }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    let bytes = try reader.raw(32)
    let halves = bytes.withUnsafeBytes { raw in
      (raw.loadUnaligned(as: UInt128.self), raw.loadUnaligned(fromByteOffset: 16, as: UInt128.self))
    }
    self.init(halves: (UInt128(bigEndian: halves.0), UInt128(bigEndian: halves.1)))
  }
}
