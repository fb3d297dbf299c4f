// The key of evidence: a digest of all that could change what the compiler and the tests say.
// Prose is no part of it, nor is where the code stands in its chapter.

import Book
import Evidence
import Foundation

/// The code of a book as it is on disk.
struct BookCode: Sendable {
  /// Where checked code stands, by the chapter's path.
  var lines: [String: CodeLines] = [:]
  /// What evidence depends on in the chapters, as text.
  private var text: [UInt8]

  /// The code of a book as it was read.
  init(_ book: Book) { self.init(book.chapters) }

  /// The code of the same chapters as they are now, which may have been edited since.
  init(of book: Book, read: (String) throws -> [UInt8]) throws {
    self.init(
      try book.chapters.map {
        Book.ReadChapter(
          path: $0.path, bytes: try read($0.path),
          plainSwift: book.manifest.plainSwift(ofChapter: $0.path)
        ).outline
      })
  }

  private init(_ chapters: [Outline]) {
    text = Array("weft evidence \(EvidenceRecord.version)\n".utf8)
    for outline in chapters {
      lines[outline.path] = outline.codeLines
      text += Array("\(outline.codeDigest) \(outline.path)\n".utf8)
    }
  }

  /// The digest of the chapters' code, of all files that the parts' tests depend on, and of the
  /// toolchain's version.
  ///
  /// What tests read besides, from the environment or from elsewhere on the disk, no description
  /// tells; a file that is declared as a resource, or lies in a target's folder, is seen.
  func key(_ book: Book, root: URL, toolchain: Toolchain) async throws -> String {
    let files = CodeFiles(root: root.path, parts: book.parts.map(\.name))
    var hasher = DigestHasher()
    hasher.add(text)
    hasher.add(toolchain.version)
    for (path, digest) in try await files.digests() {
      hasher.add(path)
      hasher.add(digest)
    }
    return hasher.digest().description
  }
}

/// Something that every run needs did not work.
package struct RunFailure: Error, CustomStringConvertible {
  package var description: String

  init(_ what: String, _ said: [UInt8] = []) {
    let reason = String(decoding: said, as: UTF8.self).split(separator: "\n").last ?? ""
    description = reason.isEmpty ? what : "\(what): \(reason)"
  }
}
