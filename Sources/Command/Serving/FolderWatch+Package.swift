// What is followed of a book's package.

import Foundation
import Run
import Serve

extension FolderWatch {
  /// Follows all of a package but what is woven into it.
  ///
  /// - Parameter sites: folders that are woven to besides the usual one.
  /// - Throws: `LoadError` when Linux gives no watch.
  static func following(_ package: BookPackage, without sites: [URL] = []) throws -> FolderWatch {
    let root = package.root.resolvingSymlinksInPath()
    let woven = (sites + [package.url(PackageLayout.siteFolder)]).map {
      root.appending(path: package.relativePath(of: $0)).path
    }
    do { return try FolderWatch(root) { woven.contains($0) } } catch { throw LoadError("\(error)") }
  }
}
