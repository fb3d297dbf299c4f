// What a share of a book's tests came to, as a file that goes from the machine that ran it to the one that
// puts all together.
//
//     "weft results VERSION" and a line break, digest of all that follows, results

package import Book
package import Evidence

/// The results of one share.
package struct ShareResults: Hashable, Sendable {
  package var share: TestShare
  /// The book's title, to tell of another book.
  package var title: String
  /// What the build came to, with the key of the code and the toolchain.
  package var build: Evidence
  /// What the tests of the share came to.
  package var tests: Evidence
  /// Where the code stood that both speak of, by the chapter's path.
  package var codeLines: [String: CodeLines]

  package init(
    _ share: TestShare, title: String, build: Evidence, tests: Evidence,
    codeLines: [String: CodeLines]
  ) {
    (self.share, self.title, self.codeLines) = (share, title, codeLines)
    (self.build, self.tests) = (build, tests)
  }

  /// Why bytes are no results.
  package enum Fault: Error {
    /// They begin as no results do.
    case foreign
    /// Another weft wrote them, or will.
    case otherVersion
    /// They are cut off or were changed.
    case damaged
  }

  /// What their file is called: `2-of-5.results`.
  package var fileName: String { "\(share.number)-of-\(share.count).\(Self.fileEnding)" }
  package static let fileEnding = "results"
  private static let name = Array("weft results ".utf8)
  private static let head = name + Array("\(EvidenceRecord.version)\n".utf8)
  private static let digestLength = 32

  /// The same bytes for the same results.
  package func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.put(share)
    writer.put(title)
    writer.put(build)
    writer.put(tests)
    writer.put(codeLines)
    var whole = ByteWriter()
    whole.put(raw: Self.head)
    whole.put(Digest(of: writer.bytes))
    whole.put(raw: writer.bytes)
    return whole.bytes
  }

  package init(decoding bytes: [UInt8]) throws(Fault) {
    guard bytes.starts(with: Self.head) else {
      if Self.head.starts(with: bytes) { throw .damaged }
      throw bytes.starts(with: Self.name) ? .otherVersion : .foreign
    }
    do throws(MalformedBytes) {
      var reader = ByteReader(bytes.dropFirst(Self.head.count))
      let digest: Digest = try reader.value()
      guard digest == Digest(of: bytes.dropFirst(Self.head.count + Self.digestLength)) else {
        throw MalformedBytes()
      }
      share = try reader.value()
      title = try reader.value()
      build = try reader.value()
      tests = try reader.value()
      codeLines = try reader.value()
      guard reader.isAtEnd else { throw MalformedBytes() }
    } catch { throw .damaged }
  }

  /// Both parts in the lines of the present chapters; `nil` when they are of other code.
  func moved(to present: [String: CodeLines]) -> (build: Evidence, tests: Evidence)? {
    let build = EvidenceRecord(build, codeLines: codeLines).evidence(at: present)
    let tests = EvidenceRecord(tests, codeLines: codeLines).evidence(at: present)
    guard let build, let tests else { return nil }
    return (build, tests)
  }
}
