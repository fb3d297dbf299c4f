// What the plugin's tool is told to leave out of the test targets of a book.

import Book
import Evidence
import Foundation
import Tangle

/// A list for each part. Only those that change make the plugin tangle again.
struct LeftOutLists: Equatable {
  private let scratch: URL
  /// The part of each chapter, by the chapter's path.
  private let parts: [String: String]
  /// By the part.
  private var lists: [String: LeftOutFences]

  /// Empty lists of a book's parts.
  init(_ run: BookRun) {
    scratch = run.scratch
    lists = Dictionary(
      run.book.parts.map { ($0.name, LeftOutFences()) }, uniquingKeysWith: { first, _ in first })
    parts = Dictionary(
      run.book.parts.flatMap { part in part.chapters.map { ($0.path, part.name) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Lists of what some evidence of the same text is without.
  init(_ run: BookRun, _ evidence: Evidence) throws {
    self.init(run)
    for (path, known) in evidence.chapters where !known.uncompiled.isEmpty {
      let chapter = try run.chapter(at: path)
      for fence in chapter.fences where known.uncompiled.contains(fence.line) {
        insert(fence, of: chapter)
      }
    }
  }

  mutating func insert(_ fence: Fence, of chapter: Chapter) {
    guard let part = parts[chapter.path] else { return }
    lists[part]?.insert(fence, of: chapter)
  }

  func list(of chapter: Chapter) -> LeftOutFences {
    parts[chapter.path].flatMap { lists[$0] } ?? LeftOutFences()
  }

  /// Writes the lists where the plugin has declared some.
  ///
  /// - Returns: whether each part that leaves something out has a list.
  @discardableResult func write() throws -> Bool {
    var isWhole = true
    for (part, list) in lists {
      let folders = try? TangledFolders(scratch: scratch).ofTargets(["\(part)Tests"])
      let files = (folders ?? []).map {
        $0.appending(path: "TangleChapters/\(LeftOutFences.fileName)")
      }.filter { FileManager.default.fileExists(atPath: $0.path) }
      let text = Data(list.text.utf8)
      for file in files where (try? Data(contentsOf: file)) != text { try text.write(to: file) }
      if files.isEmpty, !list.isEmpty { isWhole = false }
    }
    return isWhole
  }
}
