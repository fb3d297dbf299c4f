// The package that holds a book, on disk. Everything below its root is named by relative paths;
// no path leaves the root.

package import Book
package import Foundation

/// A SwiftPM package with a book in its `Spec` folder.
package struct BookPackage: Sendable {
  /// The folder of Package.swift, absolute, with a slash at its end.
  package let root: URL

  package static let specFolder = "Spec"
  package static let siteFolder = "Site/public"
  package static let workFolder = ".build/weft"

  /// Finds the package of a folder: the folder itself, or the nearest one above it.
  ///
  /// - Throws: `LoadError` when there is no `Spec/book.yml` beside a Package.swift.
  package init(containing folder: URL) throws(LoadError) {
    var candidate = folder.standardizedFileURL
    while true {
      if Self.isBookPackage(candidate) {
        root = URL(filePath: candidate.path, directoryHint: .isDirectory)
        return
      }
      let parent = candidate.deletingLastPathComponent().standardizedFileURL
      guard parent.path != candidate.path, !candidate.path.isEmpty else { break }
      candidate = parent
    }
    throw LoadError(
      "there is no book in \(folder.path) or above it; a book is a Swift package with"
        + " \(Self.specFolder)/book.yml beside its Package.swift")
  }

  private static func isBookPackage(_ folder: URL) -> Bool {
    ["Package.swift", "\(specFolder)/book.yml"].allSatisfy {
      FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }
  }

  package func url(_ path: String) -> URL { root.appending(path: path) }

  /// A path below the root without the root; other paths as they are.
  package func relativePath(of url: URL) -> String {
    let path = url.standardizedFileURL.path
    return path.hasPrefix(root.path + "/") ? String(path.dropFirst(root.path.count + 1)) : path
  }

  /// The bytes of a regular file by its path from the root.
  package func read(_ path: String) throws -> [UInt8] {
    do { return try [UInt8](Data(contentsOf: url(path))) } catch {
      throw LoadError((error as NSError).localizedDescription)
    }
  }

  /// What is in the book's folder, for reading the book.
  package func bookFolder() throws -> BookFolder {
    var parts: [String: [BookFolder.Entry]] = [:]
    for entry in try entries(of: Self.specFolder) where entry.kind == .directory {
      parts[entry.name] = try entries(of: "\(Self.specFolder)/\(entry.name)")
    }
    return BookFolder(path: Self.specFolder, parts: parts)
  }

  /// Reads the whole book.
  package func book() throws -> Book {
    try Book.reading(bookFolder(), read: read)
  }

  /// Links count as neither files nor folders, so that no chapter lies outside the package.
  private func entries(of folder: String) throws -> [BookFolder.Entry] {
    let keys: [URLResourceKey] = [.isRegularFileKey, .isDirectoryKey, .isSymbolicLinkKey]
    let urls: [URL]
    do {
      urls = try FileManager.default.contentsOfDirectory(
        at: url(folder), includingPropertiesForKeys: keys)
    } catch {
      throw LoadError("\(folder) cannot be listed: \((error as NSError).localizedDescription)")
    }
    return urls.map { url in
      let values = try? url.resourceValues(forKeys: Set(keys))
      let kind: BookFolder.Kind
      if values?.isSymbolicLink == true {
        kind = .other
      } else if values?.isDirectory == true {
        kind = .directory
      } else {
        kind = values?.isRegularFile == true ? .regular : .other
      }
      return BookFolder.Entry(name: url.lastPathComponent, kind: kind)
    }
  }
}

/// Input that cannot be loaded at all; exit code 3.
package struct LoadError: Error, CustomStringConvertible {
  package var description: String
  package init(_ description: String) { self.description = description }
}
