// Weaving the whole site: a fresh folder is filled, then changes places with the old site, so
// that a reader never sees half a site and a failure leaves the last good one.

import Book
package import Foundation
import Lexer
package import Weave

/// Writes a site.
package struct SiteWriter: Sendable {
  package let package: BookPackage
  package let weaver: Weaver
  package let theme: ThemeFolder
  /// Where the site comes to lie.
  package let output: URL

  package init(package: BookPackage, weaver: Weaver, theme: ThemeFolder, output: URL) {
    self.package = package
    self.weaver = weaver
    self.theme = theme
    self.output = output
  }

  /// Weaves all pages, several side by side, and puts the site in place.
  ///
  /// - Parameter progress: is told the number of finished chapters.
  /// - Throws: `UnsafeOutput` before anything is written, where the site would replace what is no
  ///   site.
  package func write(progress: @escaping @Sendable (Int) -> Void) async throws {
    try OutputGuard(root: package.root, output: output).check()
    let fresh = output.deletingLastPathComponent()
      .appending(path: ".\(output.lastPathComponent)-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.removeItem(at: fresh)
    try FileManager.default.createDirectory(at: fresh, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: fresh) }
    for part in weaver.context.book.parts {
      try FileManager.default.createDirectory(
        at: fresh.appending(path: part.name), withIntermediateDirectories: true)
    }
    try await writeChapters(to: fresh, progress: progress)
    for file in weaver.bookPages() { try write(file, in: fresh) }
    try RulesExport(weaver.context).json().write(to: fresh.appending(path: "rules.json"))
    for file in theme.files { try file.bytes.write(to: fresh.appending(path: file.name)) }
    try putInPlace(fresh)
  }

  private func writeChapters(
    to folder: URL, progress: @escaping @Sendable (Int) -> Void
  ) async throws {
    let paths = weaver.context.book.chapters.map(\.path)
    let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8))
    try await withThrowingTaskGroup(of: Void.self) { group in
      var done = 0
      for (index, path) in paths.enumerated() {
        if index >= workers {
          try await group.next()
          done += 1
          progress(done)
        }
        group.addTask { try weaveChapter(path, to: folder) }
      }
      try await group.waitForAll()
    }
  }

  private func weaveChapter(_ path: String, to folder: URL) throws {
    try write(weaver.page(ofChapter: path, bytes: try package.read(path)), in: folder)
  }

  private func write(_ file: SiteFile, in folder: URL) throws {
    try Data(file.text.utf8).write(to: folder.appending(path: file.path))
  }

  private func putInPlace(_ fresh: URL) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: output.path) else {
      return try manager.moveItem(at: fresh, to: output)
    }
    let old = fresh.appendingPathExtension("old")
    try manager.moveItem(at: output, to: old)
    do { try manager.moveItem(at: fresh, to: output) } catch {
      try manager.moveItem(at: old, to: output)
      throw error
    }
    try manager.removeItem(at: old)
  }
}
