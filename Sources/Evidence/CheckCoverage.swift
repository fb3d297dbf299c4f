// Which checks a run reached, from `llvm-cov export -format=text` of the tangled tests. Lines are
// too coarse: a closure that nobody called stands on a line that ran. Segments have columns.
//
//     {"data": [{"files": [{"filename": "…/01-cages.md.swift",
//                           "segments": [[9, 12, 3, true, true, false], …]}]}]}
//                                         line, column, count, has count, …

package import Book
import Foundation

/// How often each place of the tangled tests was executed, by the book's names of files.
package struct CheckCoverage: Sendable {
  /// From here to the next segment, code was executed so often; `nil` where nothing is counted.
  private struct Segment {
    var line: Int
    var column: Int
    var count: Int?
  }

  private var segments: [String: [Segment]] = [:]

  /// - Throws: a `DecodingError` when the bytes are no such export.
  package init(export bytes: [UInt8], names: SourceNames) throws {
    let export = try JSONDecoder().decode(Export.self, from: Data(bytes))
    for file in export.data.flatMap(\.files) {
      segments[names.name(ofPath: file.filename), default: []] += file.segments.map {
        Segment(line: $0.line, column: $0.column, count: $0.count)
      }
    }
    for name in segments.keys {
      segments[name]?.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    }
  }

  /// How often each check of each line of a chapter was reached, in the order of their columns.
  package func reached(in chapter: Outline) -> [Int: [Int]] {
    guard let own = segments[chapter.path] else { return [:] }
    var reached: [Int: [Int]] = [:]
    for check in chapter.checkedFences.flatMap(\.checks) {
      guard let count = Self.count(at: check.line, check.column, own) else { continue }
      reached[check.line, default: []].append(count)
    }
    return reached
  }

  /// The line at which an example was left by an error; `nil` when it ran to its end.
  ///
  /// The compiler counts anew after each expression that may throw, so what follows the throw was never
  /// executed. Where a loop was left, that begins after its brace; then it is the last expression in it
  /// after which the count is one less.
  package func end(of example: Fence, in path: String) -> Int? {
    let own = (segments[path] ?? []).filter {
      example.line <= $0.line && $0.line <= example.lastLine
    }
    let counts = own.compactMap { segment in
      segment.count.map { (line: segment.line, column: segment.column, count: $0) }
    }
    guard let last = counts.lastIndex(where: { $0.count > 0 }), last + 1 < counts.count else {
      return nil
    }
    let end = counts[last + 1]
    let lines = example.code.lines
    let index = end.line - example.firstCodeLine
    let before =
      lines.indices.contains(index) ? lines[index].utf8.prefix(end.column - 1) : ""[...].utf8
    guard String(Substring(before).trimming()) == "}", last > 0 else { return end.line }
    let thrown = (1...last).last { counts[$0].count == counts[$0 - 1].count - 1 }
    return thrown.map { counts[$0].line } ?? end.line
  }

  private static func count(at line: Int, _ column: Int, _ segments: [Segment]) -> Int? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      let segment = segments[middle]
      if (segment.line, segment.column) <= (line, column) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low == 0 ? nil : segments[low - 1].count
  }

  private struct Export: Decodable {
    var data: [Unit]

    struct Unit: Decodable {
      var files: [File]
    }

    struct File: Decodable {
      var filename: String
      var segments: [Entry]
    }

    struct Entry: Decodable {
      var line: Int
      var column: Int
      var count: Int?

      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        line = try list.decode(Int.self)
        column = try list.decode(Int.self)
        // Counts beyond what fits mean often.
        let count = (try? list.decode(UInt64.self)).map { Int(clamping: $0) }
        self.count = try list.decode(Bool.self) ? count : nil
      }
    }
  }
}
