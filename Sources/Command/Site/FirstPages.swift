// Who edits a chapter looks at its page, so in the author's loop that page is woven into the site that is
// there before all others are woven anew.

import Book
import Foundation
import Run
import Weave

extension SiteWriter {
  /// Weaves the pages of some chapters into the site as it is.
  ///
  /// The next whole weave finds these files changed, and weaves them again with what stands beside them.
  ///
  /// - Parameter chapters: their paths; one whose page is not as weft wove it is left alone.
  /// - Returns: whether a page was put there.
  /// - Throws: `UnsafeOutput` where there is no site, `CocoaError` where a page cannot be written.
  func writeFirst(_ chapters: [String]) throws -> Bool {
    let record: WovenRecord? = record.value()
    let known = record?.files ?? [:]
    let pages = chapters.map { (path: $0, page: SitePaths.page(ofChapter: $0)) }
      .filter { _, page in known[page].map { $0.stamp == stamp(page) } ?? false }
    guard !pages.isEmpty else { return false }
    try check(record)
    for (path, page) in pages {
      let lexed = LexedChapter(path, lexer, in: package)
      let file = weaver(lexed).page(ofChapter: path, bytes: try snapshot.read(path))
      try lexed.keep()
      try PlainFile.replace("\(output.path)/\(page)", with: file.text.utf8)
    }
    return true
  }
}
