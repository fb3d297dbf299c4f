// Where the theme comes from: the package's own `Site/theme`, else the one that weft ships with.

package import Book
package import Foundation
package import Weave

/// A theme on disk.
package struct ThemeFolder: Sendable {
  package let theme: Theme
  /// Files that every site carries, by name.
  package let files: [(name: String, bytes: Data)]
  /// Of the page shell.
  package let digest: Digest

  /// The theme beside weft's own sources, which are always there where weft was built.
  private static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Site/theme").standardizedFileURL

  /// - Throws: `LoadError` when there is no shell, or it is no Mustache.
  package init(for package: BookPackage) throws {
    let own = package.url("Site/theme")
    let folder =
      FileManager.default.fileExists(atPath: own.appending(path: Theme.shellName).path)
      ? own : Self.shipped
    let shell: String
    do {
      shell = try String(contentsOf: folder.appending(path: Theme.shellName), encoding: .utf8)
    } catch {
      throw LoadError("the theme has no readable \(Theme.shellName)")
    }
    digest = Digest(of: shell.utf8)
    do { theme = try Theme(shell: shell) } catch { throw LoadError(error.description) }
    let urls = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    files = try urls.filter {
      try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        && $0.lastPathComponent != Theme.shellName
    }
    .sorted { $0.lastPathComponent < $1.lastPathComponent }
    .map { ($0.lastPathComponent, try Data(contentsOf: $0)) }
  }
}
