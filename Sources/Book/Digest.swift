// SHA-256 (FIPS 180-4), so that what was read and woven is known by its content. A library for it
// would be compiled with C of its own in each build of weft, which takes longer than all of weft.

/// The SHA-256 of some bytes.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The first and the last 16 of its 32 bytes, as numbers.
  let halves: (first: UInt128, last: UInt128)

  /// The digest of bytes.
  package init(of bytes: some Collection<UInt8>) {
    var hasher = DigestHasher()
    hasher.add(bytes)
    self = hasher.digest()
  }

  init(halves: (UInt128, UInt128)) { self.halves = halves }

  package static func == (one: Digest, other: Digest) -> Bool { one.halves == other.halves }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(halves.first)
    hasher.combine(halves.last)
  }

  /// All 32.
  package var bytes: [UInt8] {
    withUnsafeBytes(of: halves.first.bigEndian) { Array($0) }
      + withUnsafeBytes(of: halves.last.bigEndian) { Array($0) }
  }

  /// 64 hexadecimal digits.
  package var description: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for byte in bytes {
      digits.append(Self.digit(byte >> 4))
      digits.append(Self.digit(byte & 15))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

/// Takes bytes in pieces and gives the digest of them all.
package struct DigestHasher: Sendable {
  /// The eight words that are mixed, in a place of their own and not in an array's.
  private typealias State = (
    UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32
  )

  private var state: State = (
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
  )
  /// What was added since a whole block was mixed in, and behind it what is of no meaning.
  private var block = InlineArray<64, UInt8>(repeating: 0)
  private var count: UInt64 = 0
  /// How much of the block is taken.
  private var filled: Int { Int(count % 64) }

  package init() {}

  package mutating func add(_ bytes: some Collection<UInt8>) {
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
    add(raw: UInt64(bitPattern: Int64(number)).littleEndian)
  }

  package mutating func add(_ digest: Digest) {
    add(raw: digest.halves.first.bigEndian)
    add(raw: digest.halves.last.bigEndian)
  }

  /// Adds the digests of files by their paths.
  package mutating func add(_ digests: [String: Digest]) {
    for (path, digest) in digests.sorted(by: { $0.key < $1.key }) {
      add(path)
      add(digest)
    }
  }

  private mutating func add(raw number: some FixedWidthInteger) {
    withUnsafeBytes(of: number) { bytes in bytes.withMemoryRebound(to: UInt8.self) { add($0) } }
  }

  package consuming func digest() -> Digest {
    let bits = count &* 8
    let end = filled
    block[end] = 0x80
    for index in end + 1..<64 { block[index] = 0 }
    if end >= 56 {
      mixBlock()
      for index in 0..<56 { block[index] = 0 }
    }
    for index in 0..<8 {
      block[56 + index] = UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64(index)))
    }
    mixBlock()
    func half(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt128 {
      UInt128(UInt64(a) << 32 | UInt64(b)) << 64 | UInt128(UInt64(c) << 32 | UInt64(d))
    }
    return Digest(
      halves: (
        half(state.0, state.1, state.2, state.3), half(state.4, state.5, state.6, state.7)
      ))
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    let start = filled
    count &+= UInt64(bytes.count)
    var rest = UnsafeRawBufferPointer(bytes)[...]
    if start > 0 {
      let taken = rest.prefix(64 - start)
      put(taken, at: start)
      rest = rest.dropFirst(taken.count)
      guard start + taken.count == 64 else { return }
      mixBlock()
    }
    while rest.count >= 64 {
      Self.mix(UnsafeRawBufferPointer(rebasing: rest.prefix(64)), into: &state)
      rest = rest.dropFirst(64)
    }
    put(rest, at: 0)
  }

  private mutating func put(_ bytes: Slice<UnsafeRawBufferPointer>, at start: Int) {
    withUnsafeMutableBytes(of: &block) { block in
      UnsafeMutableRawBufferPointer(rebasing: block[start..<start + bytes.count])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes))
    }
  }

  private mutating func mixBlock() {
    withUnsafeBytes(of: block) { Self.mix($0, into: &state) }
  }

  private static func mix(_ block: UnsafeRawBufferPointer, into state: inout State) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      for index in 0..<16 {
        schedule[index] =
          block.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self).bigEndian
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
    _ schedule: UnsafeMutableBufferPointer<UInt32>, _ state: inout State
  ) {
    var (a, b, c, d, e, f, g, h) = state
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
    state = (
      state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d,
      state.4 &+ e, state.5 &+ f, state.6 &+ g, state.7 &+ h
    )
  }

  @inline(__always)
  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word &>> count | word &<< (32 &- count)
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
