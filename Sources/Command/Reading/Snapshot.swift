// The book as one job sees it: each chapter is read once, and parsed only when its content is new.
// All later stages take what is here, so that text edited meanwhile cannot meet verdicts of older
// text.
//
//     chapters on disk ─ stamp known? ─┬─ content known? ─┬─ parse ─┐
//                                      └──────────────────┴─ kept ──┴─ book, digests

import Bindings
import Book
import Foundation
import Run
import Weave

/// A book with the bytes that it was read from.
struct Snapshot: Sendable {
  let book: Book
  /// The formats that its chapters state, read anew.
  var bindings: BindingSet { BindingSet(book) }
  /// Of the content of each file that the book was read from, by its path.
  let digests: [String: Digest]
  private let package: BookPackage
  /// Of the chapters that had to be read.
  private var bytes: [String: [UInt8]]

  /// What is to be kept for the next job; of the chapters some files, and of the others `nil` when that is
  /// there already.
  private let chapters: KeptChapters
  private let news: [Int]
  private let pictureNews: [String: PictureEntry]?
  private let checkNews: KeptChecks?
  private let statementNews: StatementFindings?

  /// Reads the book of a package.
  init(_ package: BookPackage) throws {
    self.package = package
    let now = Int(Date().timeIntervalSince1970)
    let reading = ChapterReading(
      package: package, known: KeptChapters(in: Self.chaptersFolder(package)), now: now)
    let pictures = PictureReading(
      package: package, known: Self.file("pictures", package).value() ?? [:], now: now)
    var entries = KeptChapters()
    var digests: [String: Digest] = [:]
    var bytes: [String: [UInt8]] = [:]
    let read = { (path: String) in
      let content = try package.read(path)
      digests[path] = Digest(of: content)
      return content
    }
    let folder = try package.bookFolder()
    var book = Book.unchecked(folder, read: read) { places in
      zip(places, reading.chapters(places)).map { place, result in
        result.map { read in
          entries[place.path] = read.entry
          digests[place.path] = read.digest
          bytes[place.path] = read.bytes
          return read.chapter
        }
      }
    }
    let checks = KeptChecks(
      of: book, in: folder, digests, pictures, known: Self.file("checks", package).value())
    book.take(checks.checks)
    let statements = StatementFindings(of: book, known: Self.file("statements", package).value())
    book.findings = (book.findings + statements.findings).sorted()
    self.book = book
    checkNews = checks.isNews ? checks : nil
    statementNews = statements.isNews ? statements : nil
    pictureNews = pictures.news
    self.bytes = bytes
    self.digests = digests
    chapters = entries
    news = entries.changes(since: reading.known)
  }

  /// Has the bytes of chapters at hand that are about to be written.
  ///
  /// - Throws: `LoadError` when one was changed since the book was read.
  mutating func hold(_ chapters: [String]) throws {
    for path in chapters { bytes[path] = try read(path) }
  }

  /// Keeps what was read for the next job, if it has changed.
  func keep() {
    chapters.keep(news, in: Self.chaptersFolder(package))
    if let pictureNews { Self.file("pictures", package).keep(pictureNews) }
    if let checkNews { Self.file("checks", package).keep(checkNews) }
    if let statementNews { Self.file("statements", package).keep(statementNews) }
  }

  private static func file(_ name: String, _ package: BookPackage) -> KeptFile {
    KeptFile(url: package.url("\(PackageLayout.workFolder)/\(name)"))
  }

  private static func chaptersFolder(_ package: BookPackage) -> URL {
    package.url("\(PackageLayout.workFolder)/outlines")
  }

  /// What the site carries of a picture that a chapter shows.
  ///
  /// - Throws: `LoadError` when the file was changed since the book was read.
  func siteBytes(ofPicture path: String) throws -> [UInt8] {
    let bytes = try package.read(path)
    guard Digest(of: bytes) == book.pictures[path]?.digest,
      let shown = PictureFile.siteBytes(bytes, named: path)
    else { throw LoadError("\(path) was changed while weft was at work; run again") }
    return shown
  }

  /// The bytes of a file as the book was read from them, or of another one as it is.
  ///
  /// - Throws: `LoadError` when the file was changed since.
  func read(_ path: String) throws -> [UInt8] {
    if let bytes = bytes[path] { return bytes }
    let bytes = try package.read(path)
    if let digest = digests[path], Digest(of: bytes) != digest {
      throw LoadError("\(path) was changed while weft was at work; run again")
    }
    return bytes
  }
}

/// How the chapters are read.
private struct ChapterReading: Sendable {
  /// A chapter with what was read for it.
  struct Read: Sendable {
    var chapter: Book.ReadChapter
    /// Of its content.
    var digest: Digest
    /// What is kept of it; `nil` when the file was gone after it was read.
    var entry: ChapterEntry?
    /// `nil` when the file did not have to be read.
    var bytes: [UInt8]?
  }

  let package: BookPackage
  let known: KeptChapters
  /// Seconds since 1970, to tell changes that are too fresh for their time to be trusted.
  let now: Int

  /// Reads chapters side by side.
  func chapters(_ places: [Book.ChapterPlace]) -> [Result<Read, any Error>] {
    places.mapSideBySide { place in Result { try chapter(place.path, place.plainSwift) } }
  }

  private func chapter(_ path: String, _ plainSwift: Role) throws -> Read {
    let stamp = FileStamp(path: package.path(path))
    let known = known[path].flatMap { $0.plainSwift == plainSwift ? $0 : nil }
    if let entry = known, entry.stamp == stamp {
      return Read(chapter: entry.chapter, digest: entry.digest, entry: entry)
    }
    let content = try package.read(path)
    let digest = Digest(of: content)
    let chapter =
      known.flatMap { $0.digest == digest ? $0.chapter : nil }
      ?? Book.ReadChapter(path: path, bytes: content, plainSwift: plainSwift)
    guard let stamp else { return Read(chapter: chapter, digest: digest, bytes: content) }
    var entry = ChapterEntry(
      stamp: stamp, digest: digest, plainSwift: plainSwift, chapter: chapter)
    // A stamp of no time at all equals none, so that the content is looked at again.
    if stamp.isRecent(at: now) { entry.stamp.seconds = 0 }
    return Read(chapter: chapter, digest: digest, entry: entry, bytes: content)
  }
}
