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
        Book.ReadChapter(path: $0.path, bytes: try read($0.path)).outline
      })
  }

  private init(_ chapters: [Outline]) {
    text = Array("weft evidence \(EvidenceRecord.version)\n".utf8)
    for outline in chapters {
      lines[outline.path] = outline.codeLines
      text += Array("\(outline.codeDigest) \(outline.path)\n".utf8)
    }
  }

  /// The digest of the chapters' code, the files beside them and the toolchain's version.
  func key(_ book: Book, root: URL, toolchain: Toolchain) async throws -> String {
    let files = try CodeFiles(root: root).paths(of: book)
    var listing = ChildProcess("xargs", ["-0", "-r", "sha256sum", "--"], in: root)
    listing.input = files.flatMap { Array($0.utf8) + [0] }
    let digests = try await listing.output()
    guard digests.ending.isSuccess else {
      throw RunFailure("files cannot be read", digests.standardError)
    }
    var sum = ChildProcess("sha256sum", ["--binary"])
    sum.input = text + Array("\(toolchain.version)\n".utf8) + digests.standardOutput
    let output = try await sum.output()
    let key = String(decoding: output.standardOutput.prefix(64), as: UTF8.self)
    guard output.ending.isSuccess, key.utf8.count == 64 else {
      throw RunFailure("sha256sum failed", output.standardError)
    }
    return key
  }
}

/// The files that evidence depends on besides the chapters.
private struct CodeFiles {
  let root: URL

  private static let sourceEndings: Set<String> = [
    "swift", "c", "h", "cc", "cpp", "hpp", "m", "mm", "s", "S", "modulemap",
  ]

  /// Paths from the root, in order.
  func paths(of book: Book) throws -> [String] {
    var paths = ["Package.swift", "Package.resolved"].filter {
      FileManager.default.fileExists(atPath: root.appending(path: $0).path)
    }
    for part in book.parts {
      paths += try files(under: "Spec/\(part.name)") { $0 != "md" }
      paths += try files(under: "Tests/\(part.name)Tests") { $0 != "md" }
    }
    for folder in ["Sources", "Tools", "Plugins"] {
      paths += try files(under: folder) { Self.sourceEndings.contains($0) }
    }
    return paths.sorted()
  }

  private func files(under folder: String, where isWanted: (String) -> Bool) throws -> [String] {
    let keys: [URLResourceKey] = [.isRegularFileKey]
    let base = root.appending(path: folder).standardizedFileURL
    guard
      let found = FileManager.default.enumerator(
        at: base, includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
    else { return [] }
    var paths: [String] = []
    for case let url as URL in found where isWanted(url.pathExtension) {
      guard try url.resourceValues(forKeys: Set(keys)).isRegularFile == true else { continue }
      let path = url.standardizedFileURL.path
      guard path.hasPrefix(base.path + "/") else { continue }
      paths.append("\(folder)/\(path.dropFirst(base.path.count + 1))")
    }
    return paths
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
