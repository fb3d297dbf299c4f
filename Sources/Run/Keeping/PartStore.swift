// What came of the tests of each part, on disk: `.build/weft/parts/<key>`, the key being that of the code
// without stated values, so that a record is found again after an edit of values.

import Book
import Evidence
import Foundation

/// What the tests of a part came to, and of which code.
struct PartRecord: Hashable, Sendable, ByteCodable {
  /// Of the code with its values.
  var key: String
  private var executedKey: String
  private(set) var evidence: Evidence
  /// Where the code stood that it speaks of, by the chapter's path.
  private var lines: [String: CodeLines]
  /// Of the same code, to see which chapters were edited.
  private var digests: [String: Digest]

  /// - Parameter chapters: all that the part's tests depend on.
  init(_ key: PartKey, _ evidence: Evidence, of part: Part, _ chapters: [Outline]) {
    self.key = key.key
    executedKey = key.executedKey
    self.evidence = evidence
    lines = Self.lines(of: chapters, part)
    digests = Dictionary(
      chapters.map { ($0.path, $0.codeDigest) }, uniquingKeysWith: { first, _ in first })
  }

  func write(to writer: inout ByteWriter) {
    writer.put(key)
    writer.put(executedKey)
    writer.put(evidence)
    writer.put(lines)
    writer.put(digests)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    key = try reader.value()
    executedKey = try reader.value()
    evidence = try reader.value()
    lines = try reader.value()
    digests = try reader.value()
  }

  /// The evidence in the lines where the code of chapters now stands; `nil` when it is of other code.
  func evidence(for chapters: [Outline], of part: Part) -> Evidence? {
    EvidenceRecord(evidence, codeLines: lines).evidence(at: Self.lines(of: chapters, part))
  }

  /// Of the part's own chapters the lines of all code, of others those of the module.
  private static func lines(of chapters: [Outline], _ part: Part) -> [String: CodeLines] {
    let own = Set(part.chapters.map(\.path))
    return Dictionary(
      chapters.map { ($0.path, own.contains($0.path) ? $0.codeLines : $0.moduleLines) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Those of some chapters whose code is not the same.
  func edited(in chapters: [Outline]) -> [Outline] {
    chapters.filter { digests[$0.path] != $0.codeDigest }
  }

  fileprivate func isOf(_ key: PartKey) -> Bool { executedKey == key.executedKey }
  fileprivate var name: String { executedKey }
}

/// A folder of such records, of which the newest few stay.
struct PartStore: Sendable {
  let folder: URL
  /// For each part, as many as there are whole ones.
  private static let capacity = 8

  /// What is known of a part's code, or of the same code with other values.
  func record(_ key: PartKey) -> PartRecord? {
    let record: PartRecord? = KeptFile(url: folder.appending(path: key.executedKey)).value()
    return record.flatMap { $0.isOf(key) ? $0 : nil }
  }

  /// Keeps a record and drops the oldest beyond what a book of so many parts may keep.
  func keep(_ record: PartRecord, parts: Int) {
    KeptFile(url: folder.appending(path: record.name)).keep(record)
    KeptFile.drop(in: folder, beyond: Self.capacity * parts)
  }
}
