// What the names in the book's code stand for: read from the index store that the build left, with the
// toolchain's own library. Pages have no links in their code without it, and lack nothing else.

import Book
import Evidence
import Foundation
import IndexStore

struct NameGathering: Sendable {
  let run: BookRun
  let toolchain: Toolchain

  /// Adds the names of all chapters; what stands in the way is told as such.
  func gather(_ evidence: inout Evidence) throws {
    guard let library = toolchain.indexLibrary else {
      evidence.namesMissing = "the toolchain has no libIndexStore.so; install a whole one"
      return
    }
    let names = run.names
    let folder = run.scratch.appending(path: "debug/index/store").path
    let files: [IndexedFile]
    do {
      files = try IndexStore(library: library, folder: folder).files { path in
        names.isChapter(names.name(ofPath: path))
      }
    } catch {
      evidence.namesMissing =
        FileManager.default.fileExists(atPath: folder)
        ? "the toolchain's libIndexStore.so cannot be used; install a whole toolchain"
        : "the build left no index of the book's code"
      return
    }
    guard !files.isEmpty else {
      evidence.namesMissing = "the build left no index of the book's code"
      return
    }
    let parts = run.book.parts.map(\.module)
    var reader = NameReader(modules: Set(parts + parts.map { $0 + "Tests" }))
    let byChapter = Dictionary(grouping: files) { names.name(ofPath: $0.path) }
    for outline in run.book.chapters {
      guard let files = byChapter[outline.path] else { continue }
      let chapter = try run.chapter(outline)
      for file in files { reader.add(file, of: chapter) }
    }
    reader.finish(&evidence)
  }
}
