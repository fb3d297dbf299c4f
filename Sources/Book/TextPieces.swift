// Lines and white space of text, by bytes where that is enough.

extension StringProtocol where SubSequence == Substring {
  /// The lines of a text in which all end with \n, the last of which may be empty.
  package var lines: [Substring] {
    // By bytes, which takes a tenth of the time that characters take.
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { self[$0.startIndex..<$0.endIndex] }
  }
}

extension Character {
  /// Whether it is white space. Every character of a chapter is asked, and nearly all are ASCII.
  package var isSpace: Bool {
    guard let byte = utf8.first, byte < 0x80 else { return isWhitespace }
    return byte == UInt8(ascii: " ") || 0x09...0x0D ~= byte
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
