// A folder for what one piece of work writes.

package import Foundation

/// Makes a folder that nobody else may look into, and removes it afterwards.
///
/// - Parameter name: how its name begins, for whoever finds it after a crash.
/// - Throws: what the body throws, or why there is no such folder.
package func withTemporaryFolder<Result>(
  _ name: String, _ body: (URL) async throws -> Result
) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "\(name)-\(UUID().uuidString)")
  try FileManager.default.createDirectory(
    at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}
