// Coverage, as `llvm-cov export -format=lcov` prints it.
//
//     SF:/…/Zoo/destination/TangleChapters/01-cages.md.swift
//     DA:9,3                 line 9 was executed 3 times
//     end_of_record

package import Book

/// How often lines were executed, by the book's names of files.
package struct Coverage: Sendable {
  package private(set) var hits: [String: [Int: Int]] = [:]

  /// Reads the lines of an export; what is no record of a line is passed over.
  package init(lcov bytes: [UInt8], names: SourceNames) {
    var name: String?
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if line.starts(with: Array("SF:".utf8)) {
        name = names.name(ofPath: String(decoding: line.dropFirst(3), as: UTF8.self))
      } else if line.starts(with: Array("DA:".utf8)), let name {
        let fields = line.dropFirst(3).split(separator: UInt8(ascii: ","))
        guard fields.count >= 2, let number = Self.number(fields[0]),
          let count = Self.number(fields[1])
        else { continue }
        // Generic code may be listed once for each of its instances.
        hits[name, default: [:]][number] = max(hits[name]?[number] ?? 0, count)
      } else if line.starts(with: Array("end_of_record".utf8)) {
        name = nil
      }
    }
  }

  /// Counts beyond what fits mean often.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self)) ?? .max
  }

  /// The lines of a chapter's implementation that hold code; a function split over fences also
  /// "executes" the prose between them.
  package func hits(of chapter: Chapter) -> [Int: Int] {
    guard let all = hits[chapter.path] else { return [:] }
    var hits: [Int: Int] = [:]
    for fence in chapter.fences where fence.role == .implementation {
      let lines = fence.code.lines
      for (offset, line) in lines.enumerated() where line.contains(where: { !$0.isSpace }) {
        hits[fence.firstCodeLine + offset] = all[fence.firstCodeLine + offset]
      }
    }
    return hits
  }
}
