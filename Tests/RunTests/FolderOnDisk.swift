// A folder of files for one test, removed with it.

import Foundation

/// Makes a folder of files, by path, and removes it when the closure returns.
func withFolder<Result>(
  _ files: [String: String], _ body: (URL) async throws -> Result
) async throws -> Result {
  let root = URL.temporaryDirectory.appending(path: "weft-run-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: root) }
  for (path, text) in files { try write(text, to: root.appending(path: path)) }
  return try await body(root)
}

/// Writes a file, and makes the folders that it needs.
func write(_ text: String, to url: URL) throws {
  try FileManager.default.createDirectory(
    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(text.utf8).write(to: url)
}
