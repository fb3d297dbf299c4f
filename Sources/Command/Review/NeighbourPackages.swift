// Packages that a manifest names by a path out of its repository, such as weft beside a book. They are of
// no revision; a revision in another place gets links to them, so that the same path leads there.

import Foundation

struct NeighbourPackages {
  /// The folder of the repository.
  let repository: String
  /// The package's folder below it, with a slash at its end, or empty.
  let prefix: String

  /// The absolute paths that a manifest names and that lie outside.
  func paths(in manifest: String) -> [String] {
    let named = manifest.matches(of: /path:\s*"(\.\.(?:\/[^"\\]*)?)"/).map { String($0.output.1) }
    let found = named.map {
      URL(filePath: "\(repository)/\(prefix)\($0)").standardizedFileURL.path
    }
    return Set(found).filter { path in
      path != repository && !path.hasPrefix(repository + "/")
        && !repository.hasPrefix(path.hasSuffix("/") ? path : path + "/")
    }
    .sorted()
  }

  /// Makes the links that the manifests in a folder need.
  ///
  /// - Parameter below: the folder that stands for the root of all paths.
  func link(from root: URL, below top: URL) throws {
    let files = FileManager.default
    let names = try files.contentsOfDirectory(atPath: root.path)
    for name in names where name == "Package.swift" || name.hasPrefix("Package@swift-") {
      guard let manifest = try? String(contentsOf: root.appending(path: name), encoding: .utf8)
      else { continue }
      for path in paths(in: manifest) where files.fileExists(atPath: path + "/Package.swift") {
        let link = top.path + path
        if (try? files.destinationOfSymbolicLink(atPath: link)) == path { continue }
        try? files.removeItem(atPath: link)
        try files.createDirectory(
          atPath: (link as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try files.createSymbolicLink(atPath: link, withDestinationPath: path)
      }
    }
  }
}
