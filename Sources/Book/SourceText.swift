// The bytes of a chapter, as lines. A line ends with \n, \r\n or \r, as in CommonMark; from here
// on it ends with \n, so that no later stage has to know more than one line ending.

/// A chapter's bytes, with \n for each line ending and no byte order mark.
struct SourceText {
  let bytes: [UInt8]
  /// Offsets of the first byte of each line.
  let lineStarts: [Int]

  init(_ file: [UInt8]) {
    bytes = Self.normalized(file)
    var starts = bytes.isEmpty ? [] : [0]
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices.dropLast() where bytes[index] == newline {
        starts.append(index + 1)
      }
    }
    lineStarts = starts
  }

  private static func normalized(_ file: [UInt8]) -> [UInt8] {
    let text = file.starts(with: [0xEF, 0xBB, 0xBF]) ? file.dropFirst(3) : file[...]
    guard text.contains(carriageReturn) else { return Array(text) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var previous: UInt8 = 0
    for byte in text {
      if byte == carriageReturn {
        bytes.append(newline)
      } else if byte != newline || previous != carriageReturn {
        bytes.append(byte)
      }
      previous = byte
    }
    return bytes
  }

  var lineCount: Int { lineStarts.count }

  /// The text with the first lines empty, so that the others keep their numbers.
  func bytes(withoutLines count: Int) -> [UInt8] {
    guard count > 0 else { return bytes }
    let start = count < lineCount ? lineStarts[count] : bytes.count
    return Array(repeating: newline, count: count) + bytes[start...]
  }

  /// The bytes of a line without its ending; empty outside the text.
  func line(_ number: Int) -> ArraySlice<UInt8> {
    guard number >= 1, number <= lineCount else { return [] }
    let end = number < lineCount ? lineStarts[number] : bytes.count
    let line = bytes[lineStarts[number - 1]..<end]
    return line.last == newline ? line.dropLast() : line
  }

  /// The lines from one number through another, as far as they exist.
  func offsets(ofLines first: Int, through last: Int) -> Range<Int> {
    guard first >= 1, first <= lineCount, last >= first else { return 0..<0 }
    return lineStarts[first - 1]..<(last < lineCount ? lineStarts[last] : bytes.count)
  }

  /// Where a word first stands within a range of offsets, among those that are wanted.
  func offset(
    of word: String, in range: Range<Int>, where isWanted: (Int) -> Bool = { _ in true }
  ) -> Int? {
    let word = Array(word.utf8)
    guard let first = word.first, range.count >= word.count else { return nil }
    let starts = range.lowerBound...(range.upperBound - word.count)
    return starts.first { start in
      bytes[start] == first && bytes[start..<start + word.count].elementsEqual(word)
        && isWanted(start)
    }
  }

  /// Whether a link's destination may begin at an offset, rather than words that read like one.
  func isDestination(at offset: Int) -> Bool {
    let before = bytes[..<offset].suffix(3)
    return before.suffix(2).elementsEqual("](".utf8) || before.elementsEqual("](<".utf8)
  }

  /// The line and column of an offset.
  func place(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - (lineStarts.isEmpty ? 0 : lineStarts[low]) + 1)
  }

  /// The place of the first byte that is no UTF-8, if any.
  func firstInvalidUTF8() -> (line: Int, column: Int)? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return place(of: error.byteOffsets.lowerBound)
    }
  }
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
