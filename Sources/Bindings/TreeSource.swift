// The source of a tree, as far as examples need it: nodes, properties, texts, cells and bytes. Includes,
// labels and references are for trees of hardware; what is not understood is told at its place.
//
//     source   = [ "/dts-v1/;" ] "/" body
//     body     = "{" { property } { name body } "}" ";"
//     property = name [ "=" value { "," value } ] ";"
//     value    = text | [ "/bits/" width ] "<" { number } ">" | "[" { pair of digits } "]"

/// A node as it was written, with the places of its parts in bytes from the start of the source.
struct SourceNode {
  var offset: Int
  var node: FlatNode
  /// Where each property's name stands.
  var properties: [Int] = []
  var children: [SourceNode] = []

  /// The tree with all that is inside.
  var flat: FlatNode {
    var flat = node
    flat.children = children.map(\.flat)
    return flat
  }
}

/// Why a text is no source of a tree.
struct SourceMistake: Error, Equatable {
  /// In bytes from its start.
  var offset: Int
  var message: String
}

/// Reads the source of a tree.
struct TreeSource {
  private let bytes: [UInt8]
  private var position = 0

  private static let deepest = 64
  private static let longest = 1 << 13

  init(_ text: String) {
    // What is missing at the end is missing behind the last word.
    let end = text.utf8.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }
    bytes = end.map { Array(text.utf8[...$0]) } ?? []
  }

  mutating func root() throws(SourceMistake) -> SourceNode {
    guard bytes.count <= Self.longest else {
      throw mistake("an example of more than 8 KiB is not read; show less")
    }
    try skip()
    if take("/dts-v1/") { try expect(";") }
    try skip()
    let start = position
    guard take("/"), peek != UInt8(ascii: "/") else {
      throw mistake("a tree begins with its root; write '/ { … };'", at: start)
    }
    let root = try body(of: "", at: start, depth: 1)
    try skip()
    guard position == bytes.count else { throw mistake("the tree has ended; remove what follows") }
    return root
  }

  // MARK: Nodes

  private mutating func body(
    of name: String, at start: Int, depth: Int
  ) throws(SourceMistake) -> SourceNode {
    guard depth <= Self.deepest else {
      throw mistake("a tree has at most \(Self.deepest) nodes inside each other", at: start)
    }
    try expect("{")
    var node = SourceNode(offset: start, node: FlatNode(name))
    while true {
      try skip()
      if take("}") {
        try expect(";")
        return node
      }
      let start = position
      let name = try word()
      try skip()
      if peek == UInt8(ascii: "{") {
        node.children.append(try body(of: name, at: start, depth: depth + 1))
        continue
      }
      guard node.children.isEmpty else {
        throw mistake("properties stand before the nodes inside; move '\(name)' up", at: start)
      }
      node.node.properties.append(FlatNode.Property(name, try value(of: name)))
      node.properties.append(start)
    }
  }

  private mutating func word() throws(SourceMistake) -> String {
    let start = position
    while let byte = peek, Self.isOfName(byte) { position += 1 }
    guard position > start else {
      throw mistake("here stands the name of a property or node, or '}'", at: start)
    }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    if peek == UInt8(ascii: ":") {
      throw mistake("labels are not read; remove '\(name):'", at: start)
    }
    return name
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: ",._+?#-@".utf8.contains(byte)
    }
  }

  // MARK: Values

  private mutating func value(of name: String) throws(SourceMistake) -> [UInt8] {
    var value: [UInt8] = []
    if take(";") { return value }
    guard take("=") else { throw mistake("behind '\(name)' stands '=', ';' or '{'") }
    repeat {
      try skip()
      switch peek {
      case UInt8(ascii: "\""): value += try text()
      case UInt8(ascii: "["): value += try pairs()
      case UInt8(ascii: "<"): value += try cells(width: 4)
      default:
        guard take("/bits/") else {
          throw mistake("a value is a text, '<numbers>' or '[bytes]'; write one of them")
        }
        value += try wideCells()
      }
      try skip()
    } while take(",")
    try expect(";")
    return value
  }

  private mutating func text() throws(SourceMistake) -> [UInt8] {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = peek, byte != UInt8(ascii: "\n") {
      position += 1
      if byte == UInt8(ascii: "\"") { return text + [0] }
      if byte == UInt8(ascii: "\\") {
        throw mistake("a backslash is not read in a text; write the bytes", at: position - 1)
      }
      text.append(byte)
    }
    throw mistake("this text is never closed; end it with \"", at: start)
  }

  private mutating func pairs() throws(SourceMistake) -> [UInt8] {
    let start = position
    position += 1
    var value: [UInt8] = []
    while true {
      try skip()
      if take("]") { return value }
      guard position + 2 <= bytes.count, let high = Self.digit(bytes[position]),
        let low = Self.digit(bytes[position + 1])
      else { throw mistake("bytes are pairs of digits of base 16, up to a ']'", at: start) }
      value.append(UInt8(high << 4 | low))
      position += 2
    }
  }

  private static func digit(_ byte: UInt8) -> Int? {
    Character(Unicode.Scalar(byte)).hexDigitValue
  }

  private mutating func wideCells() throws(SourceMistake) -> [UInt8] {
    try skip()
    let start = position
    guard let bits = try number(), [8, 16, 32, 64].contains(bits) else {
      throw mistake("behind '/bits/' stands 8, 16, 32 or 64", at: start)
    }
    try skip()
    return try cells(width: Int(bits) / 8)
  }

  private mutating func cells(width: Int) throws(SourceMistake) -> [UInt8] {
    let start = position
    try expect("<")
    var value: [UInt8] = []
    while true {
      try skip()
      if take(">") { return value }
      let place = position
      guard let number = try number() else {
        throw mistake("cells are numbers, up to a '>'", at: start)
      }
      guard NumberForm(width: width).range.contains(number) else {
        throw mistake("this number does not fit into \(width * 8) bits", at: place)
      }
      value += Bindings.bytes(of: number, width: width, .big)
    }
  }

  private mutating func number() throws(SourceMistake) -> Int128? {
    let start = position
    while let byte = peek, Self.digit(byte) != nil || byte == UInt8(ascii: "x") { position += 1 }
    guard position > start else { return nil }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let isOctal = text.hasPrefix("0") && text != "0" && !text.hasPrefix("0x")
    guard !isOctal, let number = BindingReader.number(text) else {
      throw mistake("'\(text)' is no number; write it in digits, or with 0x", at: start)
    }
    return number
  }

  // MARK: Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard bytes[min(position, bytes.count)...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func expect(_ text: String) throws(SourceMistake) {
    try skip()
    guard take(text) else { throw mistake("here stands '\(text)'") }
  }

  /// Moves on behind blanks and comments.
  private mutating func skip() throws(SourceMistake) {
    while let byte = peek {
      let start = position
      if take("//") {
        while let byte = peek, byte != UInt8(ascii: "\n") { position += 1 }
      } else if take("/*") {
        while peek != nil, !take("*/") { position += 1 }
        guard bytes[start..<position].suffix(2).elementsEqual("*/".utf8), position > start + 3
        else { throw mistake("this comment is never closed; end it with */", at: start) }
      } else if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == 9 {
        position += 1
      } else {
        return
      }
    }
  }

  private func mistake(_ message: String, at offset: Int? = nil) -> SourceMistake {
    SourceMistake(offset: offset ?? position, message: message)
  }
}
