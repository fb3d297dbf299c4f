// New text takes the place of chapters. All of it is written whole to where no chapter is looked for, and
// then moved over the old text in a step for each chapter: a disk that is full is met before the first
// one, and whoever kills weft at any moment finds whole chapters, and nothing beside them.
//
//     .build/weft/accepting/0  →  Spec/Zoo/01-cats.md

import Foundation
import Run

/// Chapters of a package that get other text.
struct ChapterSwap {
  /// A chapter, by its path from the package's folder.
  struct Change {
    var path: String
    var old: [UInt8]
    var new: [UInt8]
  }

  let package: BookPackage

  private var staging: URL { package.url("\(PackageLayout.workFolder)/accepting") }

  /// Writes all of them or none.
  ///
  /// - Throws: what stood in the way; then each chapter has the text that it had.
  func write(_ changes: [Change]) throws {
    // One that was killed may have left its own.
    try? FileManager.default.removeItem(at: staging)
    try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: staging) }
    var staged: [(file: URL, chapter: URL, change: Change)] = []
    for (index, change) in changes.enumerated() {
      let file = staging.appending(path: "\(index)")
      // A link stays one.
      let chapter = package.url(change.path).resolvingSymlinksInPath()
      try Data(change.new).write(to: file)
      let rights = try FileManager.default.attributesOfItem(atPath: chapter.path)
      try FileManager.default.setAttributes(
        rights.filter { $0.key == .posixPermissions }, ofItemAtPath: file.path)
      staged.append((file, chapter, change))
    }
    for (index, next) in staged.enumerated() {
      do { try move(next.file, over: next.chapter, next.change.new) } catch {
        for done in staged.prefix(index) {
          try? Data(done.change.old).write(to: done.chapter, options: .atomic)
        }
        throw error
      }
    }
  }

  private func move(_ file: URL, over chapter: URL, _ text: [UInt8]) throws {
    if rename(file.path, chapter.path) == 0 { return }
    let reason = errno
    guard reason == EXDEV else { throw PlainFile.failure(chapter.path, reason) }
    // What is built lies on another disk.
    try Data(text).write(to: chapter, options: .atomic)
  }
}
