// A book on disk for one test, and removed with it.

import Foundation

@testable import Command

/// Makes a folder of files, by path, and removes it when the closure returns.
func withPackage<Result>(
  _ files: [String: String], _ body: (URL) async throws -> Result
) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "weft-test-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  for (path, text) in files {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
  return try await body(folder)
}

/// A package's files with a book of one part, `Part`, and one chapter in it.
func book(_ chapter: String) -> [String: String] {
  [
    "Package.swift": "", "Spec/book.yml": "title: A book\nparts: [Part]\n",
    "Spec/Part/01-chapter.md": chapter,
  ]
}
