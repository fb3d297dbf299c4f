// Where references stand in the source. What Markdown read as text may be written otherwise, such as
// with a backslash before a bracket, and cmark-gfm does not tell where a text stands.

/// The references that are written in a block, whether Markdown reads them as such or not.
struct WrittenReferences {
  /// What is written where a reference is read.
  enum Written: Equatable {
    /// The reference, at an offset and with its label as it is written.
    case reference(offset: Int, label: String)
    /// What is meant as text, since a sign of it is escaped.
    case text
    /// Nothing that was recognized.
    case nowhere
  }

  /// The offsets of the block.
  private(set) var range = 0..<0
  /// What is written, by what it reads like, the first one last.
  private var waiting: [String: [Written]] = [:]

  init() {}

  /// In time linear in the length of the block.
  init(_ source: SourceText, in range: Range<Int>) {
    self.range = range
    var reader = WrittenText(source.bytes, range)
    reader.read()
    for reference in BracketReference.all(in: reader.text).reversed() {
      let isText = reference.signs.contains { reader.escaped.contains($0) }
      let first = reader.offsets[reference.range.lowerBound]
      let label = reader.label(of: reference)
      waiting[Self.key(reference), default: []]
        .append(isText ? .text : .reference(offset: first, label: label))
    }
  }

  /// The next one that reads like this.
  mutating func next(like reference: BracketReference) -> Written {
    waiting[Self.key(reference)]?.popLast() ?? .nowhere
  }

  /// What is the same of a reference's label however it is written.
  private static func key(_ reference: BracketReference) -> String {
    let plain = reference.label.utf8.filter { !$0.isSpace && !"\\*_~`".utf8.contains($0) }
    return (reference.isFootnote ? "^" : "") + String(decoding: plain, as: UTF8.self)
  }
}

/// A block of the source as it reads, but with the marks of emphasis and of links.
private struct WrittenText {
  private(set) var text: [UInt8] = []
  /// Where each byte of the text stands.
  private(set) var offsets: [Int] = []
  /// Which bytes of the text are escaped.
  private(set) var escaped: Set<Int> = []
  private let bytes: [UInt8]
  private let range: Range<Int>
  private var next: Int
  /// Where the last run of so many backticks begins.
  private var lastRuns: [Int: Int] = [:]
  private let lastTagEnd: Int
  private var references: [ArraySlice<UInt8>: [UInt8]] = [:]

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    (self.bytes, self.range, next) = (bytes, range, range.lowerBound)
    lastTagEnd = bytes[range].lastIndex(of: UInt8(ascii: ">")) ?? range.lowerBound
    var start = range.lowerBound
    while start < range.upperBound {
      let count = run(at: start)
      if count > 0 { lastRuns[count] = start }
      start += max(1, count)
    }
  }

  mutating func read() {
    while next < range.upperBound {
      switch bytes[next] {
      case UInt8(ascii: "\\"): readEscape()
      case UInt8(ascii: "`"): readCode()
      case UInt8(ascii: "<"): readTag()
      case UInt8(ascii: "&"): readCharacterReference()
      case UInt8(ascii: "\n"): readBreak()
      default: put(bytes[next])
      }
    }
  }

  /// The label as it is written; as it is read where it goes on in another line.
  func label(of reference: BracketReference) -> String {
    let place = reference.labelRange
    let label = bytes[offsets[place.lowerBound]..<offsets[place.upperBound]]
    let isInLine = !label.contains(UInt8(ascii: "\n"))
    return isInLine ? String(decoding: label, as: UTF8.self) : reference.label
  }

  private mutating func put(_ read: UInt8, length: Int = 1, isEscaped: Bool = false) {
    if isEscaped { escaped.insert(text.count) }
    text.append(read)
    offsets.append(next)
    next += length
  }

  /// The number of backticks from an offset on.
  private func run(at start: Int) -> Int {
    bytes[start..<range.upperBound].prefix { $0 == UInt8(ascii: "`") }.count
  }

  private mutating func readEscape() {
    guard next + 1 < range.upperBound, bytes[next + 1].isPunctuation else {
      return put(bytes[next])
    }
    put(bytes[next + 1], length: 2, isEscaped: true)
  }

  private mutating func readCode() {
    let count = run(at: next)
    guard let last = lastRuns[count], last > next else {
      for _ in 0..<count { put(bytes[next]) }
      return
    }
    var end = next + count
    while case let closing = run(at: end), closing != count { end += max(1, closing) }
    put(BracketReference.other, length: end + count - next)
  }

  private mutating func readTag() {
    let second = next + 1 < range.upperBound ? bytes[next + 1] : 0
    guard lastTagEnd > next, second.isLetter || "/!?".utf8.contains(second),
      let end = bytes[next...].firstIndex(of: UInt8(ascii: ">"))
    else { return put(bytes[next]) }
    put(BracketReference.other, length: end + 1 - next)
  }

  /// Reads `&amp;` or `&#91;`, which Markdown itself is asked about, once for each.
  private mutating func readCharacterReference() {
    let written = bytes[next..<range.upperBound].prefix(40).prefix { $0 != UInt8(ascii: ";") }
    guard written.dropFirst().first.map({ $0.isLetter || $0 == UInt8(ascii: "#") }) == true,
      written.dropFirst(2).allSatisfy(\.isWord),
      written.endIndex < range.upperBound, bytes[written.endIndex] == UInt8(ascii: ";")
    else { return put(bytes[next]) }
    let read =
      references[written]
      ?? Array(MarkdownDocument(parsing: written + [UInt8(ascii: ";")]).firstParagraph.utf8)
    references[written] = read
    for byte in read { put(byte, length: 0, isEscaped: true) }
    next = written.endIndex + 1
  }

  /// A line's beginning may be that of a quote, and is no part of the text.
  private mutating func readBreak() {
    put(UInt8(ascii: " "))
    while next < range.upperBound, " \t>".utf8.contains(bytes[next]) { next += 1 }
  }
}

extension UInt8 {
  /// Whether a backslash takes the meaning from this sign.
  fileprivate var isPunctuation: Bool { 0x21...0x7E ~= self && !isWord }
}
