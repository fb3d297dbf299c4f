// Lines and white space of text, by bytes where that is enough.

extension StringProtocol where SubSequence == Substring {
  /// The lines of a text in which all end with \n, the last of which may be empty.
  package var lines: [Substring] {
    // By bytes, which takes a tenth of the time that characters take.
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { self[$0.startIndex..<$0.endIndex] }
  }
}

/// What a byte of UTF-8 is as a character of ASCII.
extension UInt8 {
  package var isDigit: Bool { (0x30...0x39).contains(self) }
  package var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  var isWord: Bool { isLetter || isDigit }
  package var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension Character {
  /// Whether it is white space. Every character of a chapter is asked, and nearly all are ASCII.
  package var isSpace: Bool {
    guard let byte = utf8.first, byte < 0x80 else { return isWhitespace }
    return byte.isSpace
  }
}

extension Substring {
  /// Without white space at both ends.
  package func trimming() -> Substring {
    let start = drop(while: \.isSpace)
    guard let last = start.lastIndex(where: { !$0.isSpace }) else { return start }
    return start[...last]
  }
}

extension [UInt8] {
  /// Where the last piece that reads like this begins.
  func lastIndex(of text: String) -> Int? {
    let wanted = Array(text.utf8)
    return indices.last { self[$0...].starts(with: wanted) }
  }
}
