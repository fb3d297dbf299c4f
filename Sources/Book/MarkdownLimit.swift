// What Debian's cmark-gfm (0.29.0.gfm.6) would need minutes or all memory for. Measured: 20,000
// nested lists before as many empty lines take 5 s, four times as long for each doubling; so do a
// table with 2,000 columns and short rows, or 20,000 open HTML instructions on one line.

/// Bounds that no chapter written for people comes near.
enum MarkdownLimit {
  static let nesting = 100
  static let tableColumns = 100
  static let lineLength = 100_000

  /// The first line that exceeds a bound, and what is wrong with it.
  static func exceeded(in source: SourceText) -> (line: Int, reason: String)? {
    exceeded(inLinesOf: source) ?? exceeded(inWhole: source)
  }

  private static func exceeded(inLinesOf source: SourceText) -> (line: Int, reason: String)? {
    source.bytes.withUnsafeBufferPointer { bytes in
      for (index, start) in source.lineStarts.enumerated() {
        let isLast = index + 1 == source.lineCount
        let line = bytes[start..<(isLast ? bytes.count : source.lineStarts[index + 1])]
        if let reason = exceeded(line) { return (index + 1, reason) }
      }
      return nil
    }
  }

  private static func exceeded(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    // Each level of nesting and each column takes a byte at least.
    guard line.count > nesting else { return nil }
    if line.count > lineLength {
      return "this line has more than \(lineLength) bytes; break it"
    }
    if hasLongRun(of: UInt8(ascii: ")"), in: line) {
      return "this line has more than 1000 closing parentheses in a row; remove some"
    }
    if depth(line) > nesting {
      return "quotes and lists are nested more than \(nesting) deep here; flatten them"
    }
    let isDelimiter = line.allSatisfy { "|-: \t>\n".utf8.contains($0) }
    if isDelimiter, line.count(where: { $0 == UInt8(ascii: "|") }) > tableColumns {
      return "this table has more than \(tableColumns) columns; split it"
    }
    return nil
  }

  /// An address with 80,000 closing parentheses takes the parser 16 s.
  private static func hasLongRun(
    of byte: UInt8, in line: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Bool {
    var run = 0
    for next in line {
      run = next == byte ? run + 1 : 0
      if run > 1000 { return true }
    }
    return false
  }

  /// How deep a line's prefix can nest: a level for each mark of a quote or list, and for every
  /// four columns of white space, which may continue lists.
  private static func depth(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var depth = 0
    var spaces = 0
    var previous: UInt8 = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: " "): spaces += 1
      case UInt8(ascii: "\t"): spaces = (spaces / 4 + 1) * 4
      default: spaces = 0
      }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): depth += spaces % 4 == 0 ? 1 : 0
      case UInt8(ascii: ">"): depth += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."),
        UInt8(ascii: ")"):
        if byte == previous { return depth }
        depth += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "\n"): return isBlankOrRule(line) ? 0 : depth
      default: return depth
      }
      previous = byte
    }
    return isBlankOrRule(line) ? 0 : depth
  }

  /// An empty line and a rule across the page, `* * *`, nest nothing.
  private static func isBlankOrRule(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let marks = Set(line).subtracting(" \t\n".utf8)
    return marks.count <= 1 && !marks.contains(UInt8(ascii: ">"))
  }
}
