// Evidence as it is kept on disk: with the lines it was recorded at, so that it can be moved to
// where the code stands when it is read.

package import Book

/// Evidence and the code lines it speaks of.
package struct EvidenceRecord: Hashable, Sendable {
  /// Raised when older records can no longer be read rightly; part of every key.
  package static let version = 10

  package var version = Self.version
  package var evidence: Evidence
  /// By the chapter's path.
  package var codeLines: [String: CodeLines]

  package init(_ evidence: Evidence, codeLines: [String: CodeLines]) {
    self.evidence = evidence
    self.codeLines = codeLines
  }

  /// The same bytes for the same record.
  ///
  ///     checksum of all that follows, version, evidence, code lines
  package func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.put(version)
    writer.put(evidence)
    writer.put(codeLines)
    var whole = ByteWriter()
    whole.put(Checksum(of: writer.bytes[...]))
    whole.put(raw: writer.bytes)
    return whole.bytes
  }

  /// - Throws: `MalformedBytes` when the bytes are no record, or one that was damaged.
  package init(decoding bytes: [UInt8]) throws(MalformedBytes) {
    var reader = ByteReader(bytes)
    let checksum: Checksum = try reader.value()
    guard checksum == Checksum(of: bytes.dropFirst(8)) else { throw MalformedBytes() }
    version = try reader.value()
    guard version == Self.version else { throw MalformedBytes() }
    evidence = try reader.value()
    codeLines = try reader.value()
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
    for index in evidence.symbols.indices {
      guard let place = evidence.symbols[index].definition else { continue }
      moved.symbols[index].definition?.line = moves[place.file]?[place.line] ?? place.line
    }
    for (path, file) in evidence.elsewhere { moved.elsewhere[path] = file.moved(path, moves) }
    return moved
  }
}
