// Where the plugin wrote the tangled chapters of weft's own build.

import Foundation

/// Folders below `<scratch>/plugins/outputs/<package>/<target>/destination`.
struct TangledFolders: Sendable {
  let scratch: URL

  /// The folders of some targets that are there.
  ///
  /// - Throws: `RunFailure` when the build tangled nothing at all.
  func ofTargets(_ targets: [String]) throws -> [URL] {
    let outputs = scratch.appending(path: "plugins/outputs")
    let manager = FileManager.default
    guard
      let packages = try? manager.contentsOfDirectory(at: outputs, includingPropertiesForKeys: nil)
    else {
      throw RunFailure(
        "nothing was tangled by the build; do the book's targets use the plugin TangleChapters, and"
          + " does no test remove the build's folder?")
    }
    return packages.flatMap { package in
      targets.map { package.appending(path: "\($0)/destination") }
        .filter { manager.fileExists(atPath: $0.path) }
    }
  }
}
