// What is kept of the chapters between runs, in several files: they are read side by side, and an edit
// writes one of them anew.

import Book
import Foundation
import Run

/// What was read of a chapter, and how to see that it is still so.
struct ChapterEntry: Sendable {
  var stamp: FileStamp
  var digest: Digest
  /// The role that it was read with.
  var plainSwift: Role
  var chapter: Book.ReadChapter
}

/// The chapters as they were read last.
struct KeptChapters: Sendable {
  /// Each with the chapters whose paths come to its place.
  private var shares: [[String: ChapterEntry]]

  /// So many files have all chapters.
  private static let count = 16

  init() { shares = Array(repeating: [:], count: Self.count) }

  subscript(path: String) -> ChapterEntry? {
    get { shares[Self.share(of: path)][path] }
    set { shares[Self.share(of: path)][path] = newValue }
  }

  private static func share(of path: String) -> Int {
    Int(path.utf8.reduce(0 as UInt32) { $0 &* 31 &+ UInt32($1) } % UInt32(count))
  }

  /// What is kept in a folder; what cannot be read counts as none.
  init(in folder: URL) {
    shares = Array(0..<Self.count).mapSideBySide { Self.file($0, folder).value() ?? [:] }
  }

  /// The places of the files that have something else than they had before.
  func changes(since before: KeptChapters) -> [Int] {
    shares.indices.filter { shares[$0] != before.shares[$0] }
  }

  /// Keeps what is in some of the files.
  func keep(_ changes: [Int], in folder: URL) {
    for share in changes { Self.file(share, folder).keep(shares[share]) }
  }

  private static func file(_ share: Int, _ folder: URL) -> KeptFile {
    KeptFile(url: folder.appending(path: "\(share)"))
  }
}

/// What was read follows from the content and the role.
extension ChapterEntry: Equatable {
  static func == (one: ChapterEntry, other: ChapterEntry) -> Bool {
    one.stamp == other.stamp && one.digest == other.digest && one.plainSwift == other.plainSwift
  }
}

extension ChapterEntry: ByteCodable {
  func write(to writer: inout ByteWriter) {
    writer.put(stamp)
    writer.put(digest)
    writer.put(plainSwift)
    writer.put(chapter)
  }

  init(from reader: inout ByteReader) throws(MalformedBytes) {
    stamp = try reader.value()
    digest = try reader.value()
    plainSwift = try reader.value()
    chapter = try reader.value()
  }
}
