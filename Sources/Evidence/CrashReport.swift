// What a test process said when it ended in the middle of a test: the trap's message and the
// frames of Swift's backtrace, the innermost first.
//
//     Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range
//     *** Program crashed: Illegal instruction at 0x00007fdd3d96df7f ***
//       3 [ra]  0x0000561557688cde traps() + 269 in zooPackageTests.xctest at Spec/Zoo/01-cages.md:48:8

import Book
import Foundation

/// Why and where a test process ended.
struct CrashReport {
  var message: String
  /// Places in the book, the innermost first.
  var places: [Location] = []

  init(_ ending: RunEnding, _ names: SourceNames) {
    switch ending {
    case .exited(let code):
      message = "ended the test process with exit code \(code)"
    case .stopped(let seconds):
      message = "did not end within \(seconds) seconds and was stopped"
    case .overran(let limit, let text):
      message = "took longer than \(limit / .seconds(1)) s".replacing(".0 s", with: " s")
      places = text.split(whereSeparator: \.isNewline).compactMap { Self.place(in: $0, names) }
    case .crashed(let signal, let text):
      let lines = text.split(whereSeparator: \.isNewline)
      // Whoever was ended from outside did not say why; what it said before was of something else.
      let said = signal == SIGKILL || signal == SIGTERM ? nil : Self.message(in: lines)
      message = said ?? "the test process was ended by signal \(signal)"
      places = lines.compactMap { Self.place(in: $0, names) }
    }
  }

  private static func message(in lines: [Substring]) -> String? {
    for line in lines.reversed() {
      if let found = line.range(ofLast: "Fatal error") { return String(line[found.lowerBound...]) }
    }
    for line in lines where line.hasPrefix("*** ") && line.hasSuffix(" ***") {
      let said = line.dropFirst(4).dropLast(4)
      // Addresses differ from run to run; what a page says should not.
      let end = said.range(ofLast: " at 0x")?.lowerBound ?? said.endIndex
      if !said.hasPrefix("Signal ") { return String(said[..<end]) }
    }
    return nil
  }

  private static func place(in line: Substring, _ names: SourceNames) -> Location? {
    guard let mark = line.range(ofLast: " at ") else { return nil }
    var fields = line[mark.upperBound...].split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count >= 3, let column = fields.popLast().flatMap({ Int($0) }),
      let number = fields.popLast().flatMap({ Int($0) })
    else { return nil }
    let name = names.name(ofPath: fields.joined(separator: ":"))
    return names.isInBook(name) ? Location(file: name, line: number, column: column) : nil
  }
}

extension StringProtocol {
  /// Where a text stands last in this one.
  func range(ofLast text: String) -> Range<Index>? { ranges(of: text).last }
}
