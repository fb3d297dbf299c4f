// Evidence as it is kept on disk: with the lines it was recorded at, so that it can be moved to
// where the code stands when it is read.

import Book
import Foundation

/// Evidence and the code lines it speaks of.
package struct EvidenceRecord: Hashable, Sendable, Codable {
  /// Raised when older records can no longer be read rightly; part of every key.
  package static let version = 2

  package var version = Self.version
  package var evidence: Evidence
  /// By the chapter's path.
  package var codeLines: [String: CodeLines]

  package init(_ evidence: Evidence, codeLines: [String: CodeLines]) {
    self.evidence = evidence
    self.codeLines = codeLines
  }

  /// JSON; the same bytes for the same record.
  package func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try [UInt8](encoder.encode(self))
  }

  /// - Throws: a `DecodingError` when the bytes are no record.
  package init(decoding bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(bytes))
  }

  /// The evidence in the lines of the present chapters; `nil` when it is of other code.
  package func evidence(at present: [String: CodeLines]) -> Evidence? {
    guard version == Self.version, Set(codeLines.keys) == Set(present.keys) else { return nil }
    var moves: [String: [Int: Int]] = [:]
    for (path, lines) in codeLines {
      guard let now = present[path], let found = lines.moves(to: now) else { return nil }
      if lines != now { moves[path] = found }
    }
    guard !moves.isEmpty else { return evidence }
    var moved = evidence
    for (path, chapter) in evidence.chapters { moved.chapters[path] = chapter.moved(path, moves) }
    for (path, file) in evidence.elsewhere { moved.elsewhere[path] = file.moved(path, moves) }
    return moved
  }
}

extension Attachment: Codable {
  private enum CodingKeys: String, CodingKey {
    case name, bytes
  }

  // Base64 takes a third of what a list of numbers does.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(bytes.map { Data($0) }, forKey: .bytes)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    bytes = try container.decodeIfPresent(Data.self, forKey: .bytes).map { [UInt8]($0) }
  }
}
