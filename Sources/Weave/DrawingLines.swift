// Lines of an example that only draw its figure. A page folds them: the figure is what they say.
//
//     var map = MemoryMap("Two buffers")     from where the figure is made …
//     map.lane("kept", blocks)
//     map.record("two-buffers.svg")          … to where it is recorded

import Book

enum DrawingLines {
  /// The places of such lines among lines of code, counted from 0, in order and apart. A line that
  /// states a value is never among them.
  static func ranges(in lines: [(line: Substring, comment: ValueComment?)]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (index, line) in lines.enumerated() {
      guard line.line.first?.isWhitespace == false, let name = recordedName(line.line) else {
        continue
      }
      let floor = ranges.last?.upperBound ?? 0
      let start = lines[floor..<index].lastIndex { declares(name, $0.line) } ?? index
      if lines[start...index].allSatisfy({ $0.comment == nil }) {
        ranges.append(start..<(index + 1))
      }
    }
    return ranges
  }

  /// The name of the variable that a line records as a drawing; the empty name where it is none.
  private static func recordedName(_ line: Substring) -> Substring? {
    guard line.contains(".svg\")"), line.contains("record(") else { return nil }
    let recorder = line.prefixMatch(of: /Attachment\.record\(\s*(\w*)/)
    if let name = recorder?.output.1 { return name }
    return line.prefixMatch(of: /(\w+)\.record\(/)?.output.1 ?? ""
  }

  private static func declares(_ name: Substring, _ line: Substring) -> Bool {
    guard let declared = line.prefixMatch(of: /(?:var|let) (\w+)/)?.output.1 else { return false }
    return declared == name
  }
}
