// Lines of an example that only draw its figure. A page folds them: the figure is what they say.
//
//     var map = MemoryMap("Two buffers")     from where the figure is made …
//     map.lane("kept", blocks)
//     map.record("two-buffers.svg")          … to where it is recorded

import Book

enum DrawingLines {
  /// The places of such lines among lines of code, counted from 0, in order and apart. A line that
  /// states a value is never among them, nor is one that makes what later lines ask.
  static func ranges(in lines: [(line: Substring, comment: ValueComment?)]) -> [Range<Int>] {
    guard lines.contains(where: { recordedName($0.line) != nil }) else { return [] }
    let lastUses = lastUses(in: lines)
    var ranges: [Range<Int>] = []
    var declared: [Substring: Int] = [:]
    var lastValue = -1
    for (index, line) in lines.enumerated() {
      if line.comment != nil { lastValue = index }
      if let name = declaredName(line.line) { declared[name] = index }
      guard let name = recordedName(line.line) else { continue }
      var start = index
      if let made = declared[name], made >= ranges.last?.upperBound ?? 0, lastUses[name] == index {
        start = made
      }
      if lastValue < start { ranges.append(start..<(index + 1)) }
    }
    return ranges
  }

  /// The name of the variable that a line records as a drawing, the empty name where it is none; `nil`
  /// when the line records no drawing, or does so within something.
  private static func recordedName(_ line: Substring) -> Substring? {
    // Few lines have a string literal, and every line of code is asked.
    guard line.utf8.contains(UInt8(ascii: "\"")), line.first?.isSpace == false,
      line.contains(".svg\")"), line.contains("record(")
    else { return nil }
    let recorder = "Attachment.record("
    if line.hasPrefix(recorder) {
      return line.dropFirst(recorder.count).drop(while: \.isSpace).prefix(while: isInName)
    }
    let name = line.prefix(while: isInName)
    return line[name.endIndex...].hasPrefix(".record(") ? name : ""
  }

  private static func declaredName(_ line: Substring) -> Substring? {
    guard line.hasPrefix("var ") || line.hasPrefix("let ") else { return nil }
    let name = line.dropFirst(4).prefix(while: isInName)
    return name.isEmpty ? nil : name
  }

  private static func isInName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// Where each word stands last.
  private static func lastUses(
    in lines: [(line: Substring, comment: ValueComment?)]
  ) -> [Substring: Int] {
    var places: [Substring: Int] = [:]
    for (index, line) in lines.enumerated() {
      for word in line.line.split(whereSeparator: { !isInName($0) }) { places[word] = index }
    }
    return places
  }
}
