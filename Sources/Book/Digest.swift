// SHA-256 (FIPS 180-4), so that what was read and woven is known by its content. A library for it
// would be compiled with C of its own in each build of weft, which takes longer than all of weft.

/// The SHA-256 of some bytes.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  package var words: [UInt32]

  /// The digest of bytes.
  package init(of bytes: some Collection<UInt8>) {
    var hasher = DigestHasher()
    hasher.add(bytes)
    self = hasher.digest()
  }

  package init(words: [UInt32]) { self.words = words }

  /// 64 hexadecimal digits.
  package var description: String {
    words.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}

/// Takes bytes in pieces and gives the digest of them all.
package struct DigestHasher: Sendable {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var block: [UInt8] = []
  private var count: UInt64 = 0

  package init() { block.reserveCapacity(64) }

  package mutating func add(_ bytes: some Collection<UInt8>) {
    count += UInt64(bytes.count)
    let done: Void? = bytes.withContiguousStorageIfAvailable { add($0) }
    if done == nil { Array(bytes).withUnsafeBufferPointer { add($0) } }
  }

  /// Adds a text with its length, so that no two lists of texts give the same bytes.
  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      add(utf8.count)
      add(utf8)
    }
  }

  package mutating func add(_ number: Int) {
    withUnsafeBytes(of: UInt64(bitPattern: Int64(number)).littleEndian) { add($0) }
  }

  package mutating func add(_ digest: Digest) {
    for word in digest.words { withUnsafeBytes(of: word.bigEndian) { add($0) } }
  }

  package consuming func digest() -> Digest {
    let bits = count &* 8
    var end: [UInt8] = [0x80]
    end += repeatElement(0, count: (119 - block.count) % 64)
    end += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
    end.withUnsafeBufferPointer { add($0) }
    return Digest(words: state)
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var rest = bytes[...]
    if !block.isEmpty {
      let taken = rest.prefix(64 - block.count)
      block += taken
      rest = rest.dropFirst(taken.count)
      guard block.count == 64 else { return }
      block.withUnsafeBufferPointer { Self.mix($0[...], into: &state) }
      block.removeAll(keepingCapacity: true)
    }
    while rest.count >= 64 {
      Self.mix(rest.prefix(64), into: &state)
      rest = rest.dropFirst(64)
    }
    block += rest
  }

  private static func mix(_ block: Slice<UnsafeBufferPointer<UInt8>>, into state: inout [UInt32]) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      for index in 0..<16 {
        let start = block.startIndex + 4 * index
        schedule[index] =
          UInt32(block[start]) << 24 | UInt32(block[start + 1]) << 16
          | UInt32(block[start + 2]) << 8 | UInt32(block[start + 3])
      }
      for index in 16..<64 {
        let a = schedule[index - 15]
        let b = schedule[index - 2]
        let small = rotated(a, 7) ^ rotated(a, 18) ^ (a >> 3)
        let large = rotated(b, 17) ^ rotated(b, 19) ^ (b >> 10)
        schedule[index] = schedule[index - 16] &+ small &+ schedule[index - 7] &+ large
      }
      rounds(schedule, &state)
    }
  }

  private static func rounds(
    _ schedule: UnsafeMutableBufferPointer<UInt32>, _ state: inout [UInt32]
  ) {
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    constants.withUnsafeBufferPointer { constants in
      for index in 0..<64 {
        let large = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
        let choice = (e & f) ^ (~e & g)
        let first = h &+ large &+ choice &+ constants[index] &+ schedule[index]
        let small = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
        let majority = (a & b) ^ (a & c) ^ (b & c)
        (h, g, f, e) = (g, f, e, d &+ first)
        (d, c, b, a) = (c, b, a, first &+ small &+ majority)
      }
    }
    for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
  }

  @inline(__always)
  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = primes(64).map { prime in
    // ⌊∛p · 2³²⌋, found bit by bit in whole numbers: x³ ≤ p · 2⁹⁶.
    var root: UInt128 = 0
    for bit in (0..<36).reversed() {
      let next = root | 1 << UInt128(bit)
      let (square, _) = next.multipliedReportingOverflow(by: next)
      let limit = UInt128(prime) << 96
      if square <= limit / next { root = next }
    }
    return UInt32(truncatingIfNeeded: root)
  }

  private static func primes(_ count: Int) -> [Int] {
    var primes: [Int] = []
    var candidate = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes
  }
}
