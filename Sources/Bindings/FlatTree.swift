// A flattened tree as bytes, read and written exactly: what examples are compiled to, what is frozen
// with a release, what a witness of a break is. The reader believes no number of it.
//
//     header ─ reservations ─ structure: tokens and values, each at a multiple of four ─ names
//
// Source: Devicetree Specification 0.4, chapter 5.

/// A node of a tree, with its values as bytes.
package struct FlatNode: Hashable, Sendable {
  package struct Property: Hashable, Sendable {
    package var name: String
    package var value: [UInt8]
    /// Where the value begins in the bytes that were read; 0 for a tree that was made.
    package var offset = 0

    package init(_ name: String, _ value: [UInt8]) {
      self.name = name
      self.value = value
    }

    package static func == (a: Self, b: Self) -> Bool { a.name == b.name && a.value == b.value }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(value)
    }
  }

  package var name: String
  package var properties: [Property]
  package var children: [FlatNode]
  /// Where the node begins in the bytes that were read; 0 for a tree that was made.
  package var offset = 0

  package init(_ name: String = "", properties: [Property] = [], children: [FlatNode] = []) {
    self.name = name
    self.properties = properties
    self.children = children
  }

  package static func == (a: Self, b: Self) -> Bool {
    a.name == b.name && a.properties == b.properties && a.children == b.children
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(properties)
    hasher.combine(children)
  }

  package subscript(name: String) -> Property? { properties.first { $0.name == name } }

  /// The strings that the node says it is compatible with; none when it says so of nothing.
  package var names: [String] { self["compatible"].flatMap { texts(in: $0.value) } ?? [] }
}

/// The texts in some bytes, each with a zero at its end; `nil` when they are not that.
package func texts(in bytes: [UInt8]) -> [String]? {
  guard bytes.last == 0, (try? UTF8Span(validating: bytes.span)) != nil else { return nil }
  return bytes.dropLast().split(separator: 0, omittingEmptySubsequences: false)
    .map { String(decoding: $0, as: UTF8.self) }
}

/// Why some bytes are no flattened tree.
package struct FlatTreeFault: Error, Hashable, Sendable, CustomStringConvertible {
  package var offset: Int
  package var message: String

  package var description: String { "byte 0x\(String(offset, radix: 16)): \(message)" }
}

private enum Token {
  static let begin: UInt32 = 1
  static let end: UInt32 = 2
  static let property: UInt32 = 3
  static let nothing: UInt32 = 4
  static let last: UInt32 = 9

  static let words = [
    begin: "a node begins", end: "the node ends", property: "a property", nothing: "nothing",
    last: "the tree ends",
  ]
}

extension FlatNode {
  private static let magic: UInt32 = 0xd00d_feed
  private static let headerSize = 40

  /// The bytes of a tree with this root: version 17, readable as 16.
  package var bytes: [UInt8] {
    var names = NameTable()
    var structure: [UInt8] = []
    write(to: &structure, &names)
    structure.append(Token.last)
    let start = Self.headerSize + 16
    let total = start + structure.count + names.bytes.count
    var bytes: [UInt8] = []
    for number in [
      Int(Self.magic), total, start, start + structure.count, Self.headerSize, 17, 16, 0,
      names.bytes.count, structure.count,
    ] { bytes.append(UInt32(truncatingIfNeeded: number)) }
    return bytes + [UInt8](repeating: 0, count: 16) + structure + names.bytes
  }

  private func write(to bytes: inout [UInt8], _ names: inout NameTable) {
    bytes.append(Token.begin)
    bytes += Array(name.utf8) + [0]
    bytes.pad()
    for property in properties {
      bytes.append(Token.property)
      bytes.append(UInt32(truncatingIfNeeded: property.value.count))
      bytes.append(UInt32(truncatingIfNeeded: names.offset(of: property.name)))
      bytes += property.value
      bytes.pad()
    }
    for child in children { child.write(to: &bytes, &names) }
    bytes.append(Token.end)
  }

  /// Reads a tree.
  package init(_ bytes: [UInt8]) throws(FlatTreeFault) {
    var reader = try FlatTreeReader(bytes)
    self = try reader.root()
  }

  /// What each stretch of a tree's bytes is for, in their order.
  package static func spans(of bytes: [UInt8]) throws(FlatTreeFault) -> [BlobSpan] {
    var reader = try FlatTreeReader(bytes)
    _ = try reader.root()
    return reader.spans.sorted()
  }

  fileprivate struct NameTable {
    var bytes: [UInt8] = []
    private var offsets: [String: Int] = [:]

    mutating func offset(of name: String) -> Int {
      if let known = offsets[name] { return known }
      offsets[name] = bytes.count
      bytes += Array(name.utf8) + [0]
      return offsets[name] ?? 0
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ cell: UInt32) {
    for shift in [24, 16, 8, 0] as [UInt32] { append(UInt8(truncatingIfNeeded: cell >> shift)) }
  }

  fileprivate mutating func pad() { while count % 4 != 0 { append(0 as UInt8) } }
}

/// A walk over the structure of a tree.
private struct FlatTreeReader {
  let bytes: [UInt8]
  private var position = 0
  private var end = 0
  private var names = 0..<0
  private(set) var spans: [BlobSpan] = []

  private static let deepest = 64

  init(_ bytes: [UInt8]) throws(FlatTreeFault) {
    self.bytes = bytes
    guard bytes.count >= 40 else { throw fault(bytes.count, "the header takes 40 bytes") }
    guard cell(0) == 0xd00d_feed else { throw fault(0, "this is not the magic number of a tree") }
    let total = Int(cell(4))
    guard total <= bytes.count, total >= 40 else {
      throw fault(4, "\(total) bytes in all, and \(bytes.count) are there")
    }
    guard cell(20) >= 16, cell(24) <= 17 else { throw fault(20, "no version that is understood") }
    let (structure, size) = (Int(cell(8)), Int(cell(36)))
    let (strings, length) = (Int(cell(12)), Int(cell(32)))
    guard structure % 4 == 0, structure >= 40, size <= total, structure <= total - size else {
      throw fault(8, "the structure lies outside of the tree")
    }
    guard length <= total, strings <= total - length else {
      throw fault(12, "the names lie outside of the tree")
    }
    (position, end, names) = (structure, structure + size, strings..<strings + length)
    for (index, word) in BlobSpan.header.enumerated() {
      note(
        4 * index..<4 * index + 4, "\(word): \(DecodedValue.hexadecimal(Int128(cell(4 * index))))")
    }
    note(names, "the names of properties")
  }

  private mutating func note(_ range: Range<Int>, _ text: String) {
    guard !range.isEmpty else { return }
    spans.append(BlobSpan(offset: range.lowerBound, length: range.count, text: text))
  }

  private func fault(_ offset: Int, _ message: String) -> FlatTreeFault {
    FlatTreeFault(offset: offset, message: message)
  }

  private func cell(_ offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private mutating func next() throws(FlatTreeFault) -> UInt32 {
    guard position <= end - 4 else { throw fault(position, "the structure ends too early") }
    defer { position += 4 }
    return cell(position)
  }

  private mutating func token() throws(FlatTreeFault) -> UInt32 {
    while true {
      let token = try next()
      note(position - 4..<position, Token.words[token] ?? "no token")
      if token != Token.nothing { return token }
    }
  }

  mutating func root() throws(FlatTreeFault) -> FlatNode {
    guard try token() == Token.begin else { throw fault(position - 4, "there is no root") }
    let root = try node(depth: 1)
    guard try token() == Token.last else { throw fault(position - 4, "the tree has no end") }
    return root
  }

  private mutating func node(depth: Int) throws(FlatTreeFault) -> FlatNode {
    guard depth <= Self.deepest else {
      throw fault(position, "more than \(Self.deepest) nodes inside each other")
    }
    let start = position
    var node = FlatNode(try text(in: start..<end, at: start))
    node.offset = start - 4
    position = (start + node.name.utf8.count + 4) & ~3
    note(start..<min(position, end), "its name, \"\(node.name)\"")
    while true {
      switch try token() {
      case Token.begin: node.children.append(try self.node(depth: depth + 1))
      case Token.end: return node
      case Token.property where node.children.isEmpty: node.properties.append(try property())
      case Token.property: throw fault(position - 4, "a property behind a node")
      case let token: throw fault(position - 4, "\(token) is no token")
      }
    }
  }

  private mutating func property() throws(FlatTreeFault) -> FlatNode.Property {
    let (length, offset) = (Int(try next()), Int(try next()))
    let start = position
    guard length <= end - start else { throw fault(start - 8, "the value has no room") }
    guard offset < names.count else { throw fault(start - 4, "the name lies outside of the names") }
    let name = try text(in: names.dropFirst(offset), at: start - 4)
    var property = FlatNode.Property(name, Array(bytes[start..<start + length]))
    property.offset = start
    position = (start + length + 3) & ~3
    note(start - 8..<start, "\(length) bytes, and the place of the name \"\(name)\"")
    note(start..<start + length, "the value of \(name)")
    note(start + length..<min(position, end), "up to a multiple of four")
    return property
  }

  private func text(in range: Range<Int>, at place: Int) throws(FlatTreeFault) -> String {
    let name = bytes[range].prefix(256).prefix { $0 != 0 }
    guard name.count < 256, name.endIndex < range.upperBound else {
      throw fault(place, "a name has no end")
    }
    return String(decoding: name, as: UTF8.self)
  }
}
