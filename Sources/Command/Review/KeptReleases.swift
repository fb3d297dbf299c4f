// The releases of its formats that a book keeps, found by their paths.

import Foundation
import Review

extension Release {
  /// What is kept at some paths; 1.10 stands behind 1.9.
  static func paths(among paths: some Sequence<String>) -> [(name: String, path: String)] {
    paths.compactMap { path in Release.name(ofFormats: path).map { ($0, path) } }
      .sorted { a, b in
        let order = a.0.compare(b.0, options: .numeric)
        return order == .orderedSame ? a.0 < b.0 : order == .orderedAscending
      }
  }
}

extension BookPackage {
  /// The releases that the working tree keeps, in the order of their names.
  ///
  /// - Throws: `LoadError` for one that cannot be read.
  func keptReleases() throws -> [FormsSection.Kept] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: path(Release.folder))
    let paths = (names ?? []).filter(Release.isName).map { Release.path($0, Release.formatsName) }
      .filter { FileManager.default.fileExists(atPath: path($0)) }
    return try Release.paths(among: paths).map { name, path in
      FormsSection.Kept(name: name, bytes: try read(path))
    }
  }

  /// The blobs of a release that the working tree keeps, by the names of their files.
  ///
  /// - Throws: `LoadError` for one that cannot be read.
  func keptBlobs(of release: String) throws -> [String: [UInt8]] {
    let folder = "\(Release.folder)/\(release)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []
    var blobs: [String: [UInt8]] = [:]
    for name in names where name.hasSuffix(".dtb") { blobs[name] = try read("\(folder)/\(name)") }
    return blobs
  }
}
