// A chapter that an editor has open: its text as it stands there, and the two files of Swift that it
// becomes, line for line.

import Book
import Tangle

/// An open chapter.
struct ChapterText {
  let pair: TangledPair
  /// The tangled texts, by the files' paths.
  let texts: [String: String]
  /// How many bytes of a list's or quote's prefix stand before the code of a line.
  let prefixWidths: [Int: Int]
  private let owners: [(lines: ClosedRange<Int>, file: String)]

  init(path: String, text: String, pair: TangledPair, plainSwift: Role) {
    let chapter = Chapter.reading(path: path, bytes: Array(text.utf8), plainSwift: plainSwift)
      .chapter
    let tangled = Tangled(chapter, imports: Tangled.Imports())
    var texts: [String: String] = [:]
    if let file = pair.implementation {
      texts[file.path] = Self.withImports(of: file, tangled.implementation)
    }
    if let file = pair.tests { texts[file.path] = Self.withImports(of: file, tangled.tests) }
    (self.pair, self.texts) = (pair, texts)
    prefixWidths = chapter.fences.reduce(into: [:]) { all, fence in
      all.merge(fence.prefixWidths) { first, _ in first }
    }
    owners = chapter.fences.compactMap { fence in
      guard fence.role.isTangled, fence.firstCodeLine <= fence.lastLine else { return nil }
      let file = fence.role == .implementation ? pair.implementation : pair.tests
      return file.map { (fence.firstCodeLine...fence.lastLine, $0.path) }
    }
  }

  /// What is imported stands in the package's description, which the build has read. The second line
  /// says where the code is from; with it, nothing would be told of the file that is open.
  private static func withImports(of file: TangledPair.File, _ text: String) -> String {
    let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    return lines.count < 3 ? file.firstLine : "\(file.firstLine)\n\n\(lines[2])"
  }

  /// The file that has the code of a line, counted from 1; `nil` for prose.
  func file(atLine line: Int) -> String? { owners.first { $0.lines.contains(line) }?.file }
}
