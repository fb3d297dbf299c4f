// Writing a new book to the disk: all of it, or nothing.

import ArgumentParser
import Foundation
import Run
import Starter

/// A book that is not there yet.
struct NewBook {
  let place: URL
  let weft: URL

  /// Writes the book beside its place and moves it there.
  ///
  /// - Returns: the paths of its files.
  /// - Throws: a `ValidationError` when something is there already, `RunFailure` when it cannot be written.
  func write() throws -> [String] {
    let files = FileManager.default
    guard !files.fileExists(atPath: place.path) else {
      throw ValidationError(
        "\(Console.cleaned(place.path)) is there already; name a folder that is not")
    }
    let parent = place.deletingLastPathComponent()
    let draft = parent.appending(path: ".\(place.lastPathComponent)-\(getpid())")
    do {
      try files.createDirectory(at: draft, withIntermediateDirectories: true)
      let book = StarterBook(name: place.lastPathComponent, weftPath: pathToWeft(from: parent))
      for file in book.files { try write(file, below: draft) }
      try files.moveItem(at: draft, to: place)
      return book.files.map(\.path)
    } catch {
      try? files.removeItem(at: draft)
      let reason = FileFailure(error)?.description ?? "\(error)"
      throw RunFailure("no book can be made in \(Console.cleaned(parent.path)): \(reason)")
    }
  }

  private func write(_ file: StarterBook.File, below folder: URL) throws {
    let url = folder.appending(path: file.path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.bytes).write(to: url)
    if file.isExecutable { chmod(url.path, 0o755) }
  }

  /// The way from the new folder, whose parent exists by now, to weft's package: books and weft that
  /// are moved together stay together.
  private func pathToWeft(from parent: URL) -> String {
    let home = weft.resolvingSymlinksInPath().pathComponents
    let here = parent.resolvingSymlinksInPath().pathComponents + [place.lastPathComponent]
    let common = zip(home, here).prefix { $0 == $1 }.count
    let steps = Array(repeating: "..", count: here.count - common) + home.dropFirst(common)
    return steps.joined(separator: "/")
  }
}

/// The package that this program was built in.
enum WeftPackage {
  /// Its folder, if the program lies in that package's build folder.
  static var root: URL? {
    var folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    while folder.pathComponents.count > 1 {
      folder = folder.deletingLastPathComponent()
      if isRoot(folder) { return folder }
    }
    return nil
  }

  static func isRoot(_ folder: URL) -> Bool {
    ["Package.swift", "Sources/ExampleValues", "Plugins/TangleChapters"].allSatisfy {
      FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }
  }
}
