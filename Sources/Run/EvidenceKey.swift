// The key of evidence: a digest of all that could change what the compiler and the tests say.
// Prose is no part of it, nor is where the code stands in its chapter.

import Book
import Evidence
import Foundation

/// The keys of a book's evidence.
struct EvidenceKeys: Hashable, Sendable {
  /// Of the evidence of the whole book.
  var whole: String
  /// Of what the tests of each part come to, in the order of the book.
  var parts: [PartKey] = []
}

/// The keys of what the tests of one part come to.
struct PartKey: Hashable, Sendable {
  var part: String
  /// Of all that could change it.
  var key: String
  /// Of all that could change what a run of them does: the same without the values that examples
  /// state.
  var executedKey: String
  /// The paths of the chapters that they depend on.
  var chapters: Set<String>
}

/// The code of a book as it is on disk.
struct BookCode: Sendable {
  /// Where checked code stands, by the chapter's path.
  let lines: [String: CodeLines]
  private let chapters: [Outline]

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
    self.chapters = chapters
    lines = Dictionary(
      chapters.map { ($0.path, $0.codeLines) }, uniquingKeysWith: { first, _ in first })
  }

  /// Of the chapters' code, of all files that the parts' tests depend on, and of the toolchain's
  /// version.
  ///
  /// What tests read besides, from the environment or from elsewhere on the disk, no description
  /// tells; a file that is declared as a resource, or lies in a target's folder, is seen.
  func keys(_ book: Book, root: URL, toolchain: Toolchain) async throws -> EvidenceKeys {
    let code = CodeFiles(root: root.path, parts: book.parts.map(\.name))
    let (files, folders) = try await code.known()
    func key(
      _ name: String, _ chapters: [Outline], _ files: [CodeFiles.Known],
      _ digest: (Outline) -> Digest
    ) -> String {
      var hasher = DigestHasher()
      hasher.add("weft evidence \(EvidenceRecord.version) \(name)")
      hasher.add(chapters.count)
      for outline in chapters {
        hasher.add(digest(outline))
        hasher.add(outline.path)
      }
      hasher.add(toolchain.version)
      // With the library that reads the index there is more to say.
      hasher.add(toolchain.indexLibrary == nil ? 0 : 1)
      for file in files {
        hasher.add(file.path)
        hasher.add(file.digest)
      }
      return hasher.digest().description
    }
    let parts = book.parts.map { part in
      let own = chapters.filter {
        folders.tests(of: part.name, mayDependOn: "\(code.root)/\($0.path)")
      }
      let ownFiles = files.filter { $0.parts.contains(part.name) }
      // Of other parts the tests see the module alone.
      let tested = Set(part.chapters.map(\.path))
      return PartKey(
        part: part.name,
        key: key(part.name, own, ownFiles) {
          tested.contains($0.path) ? $0.codeDigest : $0.moduleDigest
        },
        executedKey: key(part.name, own, ownFiles) {
          tested.contains($0.path) ? $0.executedDigest : $0.moduleDigest
        },
        chapters: Set(own.map(\.path)))
    }
    return EvidenceKeys(whole: key("", chapters, files, \.codeDigest), parts: parts)
  }
}

/// Something that every run needs did not work.
package struct RunFailure: Error, CustomStringConvertible {
  package var description: String

  package init(_ what: String, _ said: [UInt8] = []) {
    let reason = String(decoding: said, as: UTF8.self).split(separator: "\n").last ?? ""
    description = reason.isEmpty ? what : "\(what): \(reason)"
  }
}
