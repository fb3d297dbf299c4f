// The bytes of a chapter, as lines. A line ends with \n, \r\n or \r, as in CommonMark.

/// A chapter's bytes with the places where its lines begin.
struct SourceText {
  let bytes: [UInt8]
  /// Offsets of the first byte of each line.
  let lineStarts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = bytes.isEmpty ? [] : [0]
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D {
        let isFirstOfPair =
          bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
        if !isFirstOfPair, index + 1 < bytes.count { starts.append(index + 1) }
      }
    }
    lineStarts = starts
  }

  var lineCount: Int { lineStarts.count }

  /// The bytes of a line with its ending; empty outside the text.
  func line(_ number: Int) -> ArraySlice<UInt8> {
    guard number >= 1, number <= lineCount else { return [] }
    let end = number < lineCount ? lineStarts[number] : bytes.count
    return bytes[lineStarts[number - 1]..<end]
  }

  /// The column where a word first stands in a line, else 1.
  func column(of word: String, inLine number: Int) -> Int {
    let line = self.line(number)
    let word = Array(word.utf8)
    guard !word.isEmpty, line.count >= word.count else { return 1 }
    for start in line.startIndex...(line.endIndex - word.count)
    where line[start..<start + word.count].elementsEqual(word) {
      return start - line.startIndex + 1
    }
    return 1
  }

  /// The line and column of the first byte that is no UTF-8, if any.
  func firstInvalidUTF8() -> (line: Int, column: Int)? {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      let offset = error.byteOffsets.lowerBound
      let line = lineStarts.lastIndex { $0 <= offset } ?? 0
      return (line + 1, offset - lineStarts[line] + 1)
    }
  }
}
