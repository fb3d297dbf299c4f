// The package that holds a book, on disk. Everything below its root is named by relative paths;
// no path leaves the root.

package import Book
package import Foundation
import Run

/// A SwiftPM package with a book in its `Spec` folder.
package struct BookPackage: Sendable {
  /// The folder of Package.swift, absolute, with a slash at its end.
  package let root: URL
  /// The same as text, with a slash at its end.
  private let rootPath: String

  private static let specFolder = PackageLayout.specFolder
  /// The list of published places.
  static let anchorsPath = "\(specFolder)/\(PublishedAnchors.fileName)"

  /// Finds the package of a folder: the folder itself, or the nearest one above it.
  ///
  /// - Throws: `LoadError` when there is no `Spec/book.yml` beside a Package.swift.
  package init(containing folder: URL) throws(LoadError) {
    var candidate = folder.standardizedFileURL
    guard FileManager.default.fileExists(atPath: candidate.path) else {
      throw LoadError("the folder \(folder.path) is not there any more; go to another one")
    }
    while true {
      if Self.isBookPackage(candidate) {
        root = URL(filePath: candidate.path, directoryHint: .isDirectory)
        rootPath = candidate.path.hasSuffix("/") ? candidate.path : candidate.path + "/"
        return
      }
      let parent = candidate.deletingLastPathComponent().standardizedFileURL
      // A path that does not get shorter leads nowhere.
      guard parent.path.utf8.count < candidate.path.utf8.count else { break }
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

  /// The absolute path of a path from the root.
  package func path(_ path: String) -> String { rootPath + path }

  package func url(_ path: String) -> URL { root.appending(path: path) }

  /// A path below the root without the root; other paths as they are.
  package func relativePath(of url: URL) -> String {
    let path = url.standardizedFileURL.path
    return path.hasPrefix(root.path + "/") ? String(path.dropFirst(root.path.count + 1)) : path
  }

  /// What a file has at most that is read: no book for people comes near.
  package static let sizeLimit = 16 << 20

  /// The bytes of a regular file by its path from the root.
  package func read(_ path: String) throws -> [UInt8] {
    let size = FileStamp(path: self.path(path), followingLinks: true)?.size ?? 0
    guard size <= Self.sizeLimit else {
      throw LoadError("it has \(size) bytes, and weft reads at most 16 MiB of a file; shorten it")
    }
    do { return try [UInt8](Data(contentsOf: url(path))) } catch {
      throw LoadError((error as NSError).localizedDescription)
    }
  }

  /// What is in the book's folder, for reading the book.
  package func bookFolder() throws -> BookFolder {
    var parts: [String: [BookFolder.Entry]] = [:]
    var others: [String] = []
    var anchors: BookFolder.Kind?
    for entry in try entries(of: Self.specFolder) {
      let path = "\(Self.specFolder)/\(entry.name)"
      if entry.name == PublishedAnchors.fileName { anchors = entry.kind }
      guard entry.kind == .directory else {
        if BookFolder.isMarkdown(entry.name) { others.append(path) }
        continue
      }
      parts[entry.name] = try files(below: path)
    }
    var folder = BookFolder(
      path: Self.specFolder, parts: parts, otherMarkdown: others.sorted())
    folder.anchors = anchors
    return folder
  }

  /// What is in a folder and in those below it, by the paths from there; of hidden ones Markdown alone,
  /// as far as they can be read.
  private func files(below folder: String) throws -> [BookFolder.Entry] {
    var found: [BookFolder.Entry] = []
    var waiting = [(inner: "", isHidden: folder.contains("/."))]
    while let (inner, isHidden) = waiting.popLast() {
      let path = inner.isEmpty ? folder : "\(folder)/\(inner)"
      let all = try isHidden ? (try? entries(of: path)) ?? [] : entries(of: path)
      for var entry in all {
        let isFolderHidden = isHidden || entry.name.hasPrefix(".")
        if !inner.isEmpty { entry.name = "\(inner)/\(entry.name)" }
        if entry.kind == .directory {
          waiting.append((entry.name, isFolderHidden))
        } else if !isHidden || BookFolder.isMarkdown(entry.name) {
          found.append(entry)
        }
      }
    }
    return found
  }

  /// Reads the whole book.
  package func book() throws -> Book { try Snapshot(self).book }

  /// Whether a path leads below the root, links followed.
  func holds(_ path: String) -> Bool {
    guard let real = realpath(self.path(path), nil), let home = realpath(rootPath, nil) else {
      return false
    }
    defer {
      free(real)
      free(home)
    }
    return String(cString: real).hasPrefix(String(cString: home) + "/")
  }

  /// Links count as neither files nor folders, so that no chapter lies outside the package.
  private func entries(of folder: String) throws -> [BookFolder.Entry] {
    guard let entries = DirectoryEntry.all(in: path(folder)) else {
      throw LoadError("\(folder) cannot be listed: \(String(cString: strerror(errno)))")
    }
    return entries.map { BookFolder.Entry(name: $0.name, kind: $0.kind) }
  }
}

/// Input that cannot be loaded at all; exit code 3.
package struct LoadError: Error, CustomStringConvertible {
  package var description: String
  package init(_ description: String) { self.description = description }
}
