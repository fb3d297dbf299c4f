// A repository with a book of one chapter, for tests of reviews.

import Foundation
import Programs
import Testing
import Trials

struct ReviewedRepository: TestRepository {
  let folder: URL

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "weft-review-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try await git("init", "--quiet", "--initial-branch=main")
    try write("", to: "Package.swift")
    try write("title: T\nparts: [P]\n", to: "Spec/book.yml")
  }

  func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func text(of path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// Writes the chapter and commits it under a tag.
  func commit(_ schema: String, as tag: String) async throws {
    try write("# T\n\nText.\n\n```yaml binding=note\n\(schema)\n```\n", to: "Spec/P/01-a.md")
    try await commit(as: tag)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// A binding of one number.
  static func schema(_ order: String, name: String = "note-v1") -> String {
    """
    properties:
      compatible: {const: \(name)}
      start: {$ref: types.yaml#/definitions/uint64, x-order: \(order)}
    required: [compatible, start]
    additionalProperties: false
    """
  }
}
