// Where the theme comes from: the package's own `Site/theme`, else the one that weft ships with.

package import Book
package import Foundation
import Run
package import Weave

/// A theme on disk.
package struct ThemeFolder: Sendable {
  package let theme: Theme
  /// Files that every site carries, by name.
  package let files: [(name: String, bytes: Data)]
  /// What the theme cannot bring because it is not installed.
  package let omission: String?
  /// Of the page shell.
  package let digest: Digest
  /// Of all of it.
  var whole: Digest {
    var hasher = DigestHasher()
    hasher.add(digest)
    for (name, bytes) in files {
      hasher.add(name)
      hasher.add(Digest(of: bytes))
    }
    return hasher.digest()
  }

  /// The theme beside weft's own sources, which are always there where weft was built.
  private static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Site/theme").standardizedFileURL

  /// - Parameter parts: the folders of the site that are woven.
  /// - Throws: `LoadError` when the folder or the shell is a link, when the shell cannot be used, or
  ///   when a file would take the place of what is woven.
  package init(for package: BookPackage, parts: [String]) throws {
    let own = package.url("Site/theme")
    let isOwn = try Self.hasShell(own)
    let folder = isOwn ? own : Self.shipped
    for url in [folder, folder.appending(path: Theme.shellName)] where isOwn && Self.isLink(url) {
      throw LoadError(
        "\(package.relativePath(of: url)) is a link; put what it leads to in its place")
    }
    let shell = try Self.shell(folder.appending(path: Theme.shellName))
    digest = Digest(of: shell.utf8)
    do { theme = try Theme(shell: shell) } catch { throw LoadError(error.description) }
    var files: [(name: String, bytes: Data)] =
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0 != Theme.shellName && FileStamp(path: folder.appending(path: $0).path) != nil }
      .sorted()
      .map { (name: $0, bytes: try Data(contentsOf: folder.appending(path: $0))) }
    // A theme that searches has a file for it, and may bring lunr itself.
    let names = Set(files.map(\.name))
    let needsLunr = names.contains(Self.search) && !names.contains(Self.lunr)
    let lunr = needsLunr ? try? Data(contentsOf: Self.installedLunr) : nil
    if let lunr { files.append((name: Self.lunr, bytes: lunr)) }
    self.files = files
    omission =
      needsLunr && lunr == nil
      ? "the site has no search; install Debian's libjs-lunr, and weave again" : nil
    try Self.checkPlaces(files.map(\.name), parts)
  }

  /// Whether a folder is a theme.
  ///
  /// - Throws: `LoadError` when it was meant as one.
  private static func hasShell(_ folder: URL) throws -> Bool {
    let files = FileManager.default
    if files.fileExists(atPath: folder.appending(path: Theme.shellName).path) { return true }
    let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
    guard names.allSatisfy({ $0.hasPrefix(".") }) else {
      throw LoadError(
        "Site/theme has files, but no \(Theme.shellName) to use them; copy one there, or remove the"
          + " folder")
    }
    return false
  }

  private static func shell(_ url: URL) throws -> String {
    // A shell that is too large is not read to be told so.
    if let size = FileStamp(path: url.path, followingLinks: true)?.size, size > Theme.sizeLimit {
      throw LoadError(Theme.oversized(size).description)
    }
    do { return try String(contentsOf: url, encoding: .utf8) } catch {
      throw LoadError("the theme has no readable \(Theme.shellName)")
    }
  }

  /// No file takes the place of what is woven, on disks that take 'A' for 'a' too.
  private static func checkPlaces(_ names: [String], _ parts: [String]) throws {
    let parts = Set(parts.map { $0.lowercased() })
    for name in names
    where SitePaths.isWoven(name.lowercased()) || parts.contains(name.lowercased()) {
      throw LoadError(
        "the theme's file '\(name)' would take the place of what weft weaves; rename it")
    }
  }

  private static let search = "weft-search.js"
  /// What ranks the answers of the search, as sites carry it, and as Debian packages it.
  private static let lunr = "lunr.js"
  static let installedLunr = URL(filePath: "/usr/share/javascript/lunr/lunr.min.js")

  private static func isLink(_ url: URL) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: url.path)) != nil
  }
}
