// What is cheap in every line and dear in the whole document. Measured with cmark-gfm
// 0.29.0.gfm.6: 8,000 uses of one link definition whose address has 50 KB take 1.6 GB, since each
// use gets a copy; 20,000 `<![CDATA[` over many lines of one paragraph take 4 s, since each is
// looked for an end through the rest of the paragraph.

extension MarkdownLimit {
  /// The line from which on the document exceeds a bound, and what is wrong with it.
  ///
  /// Never takes less than what the parser would do, and itself reads the text a few times only.
  static func exceeded(inWhole source: SourceText) -> (line: Int, reason: String)? {
    let found = source.bytes.withUnsafeBufferPointer { bytes in
      unclosedMarkup(bytes) ?? expandedReferences(bytes)
    }
    return found.map { (source.place(of: $0.offset).line, $0.reason) }
  }

  // MARK: Markup that may have no end

  /// How far all openings in a document may be from the ends of their paragraphs, together.
  private static func unclosedBytes(_ count: Int) -> Int { max(64_000_000, 64 * count) }

  private static func unclosedMarkup(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (offset: Int, reason: String)? {
    var total = 0
    var isBlank = true
    var openings = (first: 0, count: 0, sum: 0)
    for (offset, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "<"), isOpening(bytes, offset) {
        if openings.count == 0 { openings.first = offset }
        openings.count += 1
        openings.sum += offset
      }
      guard byte == UInt8(ascii: "\n") || offset + 1 == bytes.count else {
        if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { isBlank = false }
        continue
      }
      if isBlank || offset + 1 == bytes.count {
        total += openings.count * offset - openings.sum
        if total > unclosedBytes(bytes.count) {
          return (
            openings.first,
            "this paragraph opens '<?' or '<!' too often for its length; write '\\<' or break it up"
          )
        }
        openings = (0, 0, 0)
      }
      isBlank = true
    }
    return nil
  }

  /// Whether an instruction, a declaration or CDATA begins here.
  private static func isOpening(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    guard offset + 2 < bytes.count else { return false }
    switch (bytes[offset + 1], bytes[offset + 2]) {
    case (UInt8(ascii: "?"), _): return true
    case (UInt8(ascii: "!"), UInt8(ascii: "[")),
      (UInt8(ascii: "!"), UInt8(ascii: "a")...UInt8(ascii: "z")),
      (UInt8(ascii: "!"), UInt8(ascii: "A")...UInt8(ascii: "Z")):
      return true
    default: return false
    }
  }

  // MARK: Link definitions and their uses

  /// What the definitions of a document may come to, each taken as often as it is used.
  private static func referenceBytes(_ count: Int) -> Int { max(4_000_000, 16 * count) }

  private static func expandedReferences(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (offset: Int, reason: String)? {
    var longest = (offset: 0, length: 0)
    var lengths: [Label: Int] = [:]
    var extents = DefinitionExtents(bytes)
    for text in Labels(bytes) where text.endIndex + 1 < bytes.count {
      let end = text.endIndex
      guard bytes[end + 1] == UInt8(ascii: ":") else { continue }
      let label = Label(text)
      let length = extents.length(from: end + 2)
      lengths[label] = max(lengths[label] ?? 0, length)
      if length > longest.length { longest = (end, length) }
    }
    // Few and short, as in nearly every chapter.
    guard longest.length * bytes.count > referenceBytes(bytes.count) else { return nil }
    var total = 0
    for text in Labels(bytes) {
      let label = Label(text)
      // Letters beyond ASCII may be equal to others when case is left aside.
      total += label.isPlain ? max(lengths[label] ?? 0, lengths[.beyondASCII] ?? 0) : longest.length
      if total > referenceBytes(bytes.count) {
        return (
          longest.offset,
          "the document repeats its link definitions to more than "
            + "\(referenceBytes(bytes.count)) bytes; shorten this address or use it less often"
        )
      }
    }
    return nil
  }
}

/// The text in a pair of brackets, as definitions and uses are compared: case and the amount of
/// white space do not matter. Marks of quotes count as white space, since they stand before the
/// lines of a label, and backslashes not at all, since a table takes some away. Labels that are
/// taken for equal and are not cost no more than a bound that is kept too early.
private struct Label: Hashable {
  private var letters: [UInt8] = []
  /// Whether it is ASCII only.
  private(set) var isPlain = true

  /// Stands for all labels with other characters.
  static let beyondASCII: Label = {
    var label = Label([])
    label.isPlain = false
    return label
  }()

  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    for byte in bytes {
      switch byte {
      case 0x80...:
        self = .beyondASCII
        return
      case UInt8(ascii: "\\"): continue
      case 0x09...0x0D, UInt8(ascii: " "), UInt8(ascii: ">"):
        if letters.last != UInt8(ascii: " ") { letters.append(UInt8(ascii: " ")) }
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): letters.append(byte + 0x20)
      default: letters.append(byte)
      }
    }
    if letters.last == UInt8(ascii: " ") { letters.removeLast() }
    if letters.first == UInt8(ascii: " ") { letters.removeFirst() }
  }

  private init(_ letters: [UInt8]) { self.letters = letters }
}

/// The text of every pair of brackets without brackets in it.
private struct Labels: Sequence, IteratorProtocol {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var opening: Int?

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func next() -> Slice<UnsafeBufferPointer<UInt8>>? {
    while offset < bytes.count {
      let here = offset
      offset += 1
      switch bytes[here] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "["): opening = here
      case UInt8(ascii: "]"):
        guard let start = opening else { continue }
        opening = nil
        return bytes[start + 1..<here]
      default: continue
      }
    }
    return nil
  }
}

/// How long the address and the title of a definition are at most, with what stands before them.
/// Asked from front to back, it reads the text once for each kind of end.
private struct DefinitionExtents {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var starts = Search { !isBetween($0[$1]) }
  private var spaces = Search { isSpace($0[$1]) }
  private var lines = Search { $0[$1] == UInt8(ascii: "\n") }
  private var blankLines = Search(isBeforeBlankLine)
  private var titles = Search { !isBetween($0[$1]) }
  private var titleEnds: [UInt8: Search] = Dictionary(
    uniqueKeysWithValues: "\"')".utf8.map { end in
      (end, Search { $0[$1] == end && $0[$1 - 1] != UInt8(ascii: "\\") })
    })

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func length(from offset: Int) -> Int {
    let start = starts.next(in: bytes, from: offset)
    guard start < bytes.count else { return 0 }
    var end = spaces.next(in: bytes, from: start)
    // An address in angle brackets may have spaces and, escaped, such brackets, but ends on its line.
    if bytes[start] == UInt8(ascii: "<") { end = lines.next(in: bytes, from: start) }
    return end - offset + titleLength(from: end)
  }

  private mutating func titleLength(from offset: Int) -> Int {
    let start = titles.next(in: bytes, from: offset)
    let blank = blankLines.next(in: bytes, from: offset)
    guard start < blank else { return 0 }
    let end = bytes[start] == UInt8(ascii: "(") ? UInt8(ascii: ")") : bytes[start]
    let found = titleEnds[end]?.next(in: bytes, from: start + 1)
    return found.map { min($0, blank) - offset } ?? 0
  }
}

private func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
}

/// Whether a byte may stand between the parts of a definition; marks of quotes do so.
private func isBetween(_ byte: UInt8) -> Bool { isSpace(byte) || byte == UInt8(ascii: ">") }

private func isBeforeBlankLine(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
  guard bytes[offset] == UInt8(ascii: "\n") else { return false }
  return bytes[(offset + 1)...].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    == UInt8(ascii: "\n")
}

/// Where the next byte of a kind is; what was read is not read again.
private struct Search {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  private let isMeant: (Bytes, Int) -> Bool
  private var read = 0..<0

  init(_ isMeant: @escaping (Bytes, Int) -> Bool) { self.isMeant = isMeant }

  /// The number of bytes where there is none.
  mutating func next(in bytes: Bytes, from offset: Int) -> Int {
    if read.contains(offset) { return read.upperBound }
    var end = offset
    while end < bytes.count, !isMeant(bytes, end) { end += 1 }
    read = offset..<end
    return end
  }
}
