// A book as it was in a revision, or as it is in the working tree.

import Bindings
import Book
import Evidence
import Foundation
import Review
import Run

/// One side of a review.
struct BookRevision {
  /// As the user named it.
  var name: String
  /// `nil` for the working tree.
  var commit: String?
  var book: Book
  var bindings: BindingSet
  /// The bytes of the chapters, by their paths.
  var contents: [String: [UInt8]]
  /// What is accepted of what a review finds; `nil` when there is no such file.
  var waivers: ReadWaivers?

  /// The releases that the book keeps, in the order of their names.
  var releases: [Release]

  /// A short name for people.
  var shown: String { commit.map { String($0.prefix(12)) } ?? name }

  static let waiversPath = "\(PackageLayout.specFolder)/waivers.yml"

  /// The working tree.
  init(workingTree package: BookPackage) throws {
    let snapshot = try Snapshot(package)
    (name, book, bindings) = ("working tree", snapshot.book, snapshot.bindings)
    contents = [:]
    for chapter in book.chapters { contents[chapter.path] = try snapshot.read(chapter.path) }
    releases = try package.keptReleases().map { kept in
      var release = Release(kept.name, kept.bytes)
      release.blobs = try package.keptBlobs(of: kept.name)
      return release
    }
    if FileManager.default.fileExists(atPath: package.path(Self.waiversPath)) {
      waivers = ReadWaivers(try package.read(Self.waiversPath), path: Self.waiversPath)
    }
  }

  /// A revision that git has.
  ///
  /// - Parameter known: another revision; chapters that are the same there are not parsed again.
  init(_ name: String, of repository: GitRepository, known: BookRevision? = nil) async throws {
    let commit = try await repository.commit(name)
    let folder = PackageLayout.specFolder
    let entries = try await repository.entries(of: commit, below: folder)
      .filter {
        Chapter.isNamed($0.path) || ["\(folder)/book.yml", Self.waiversPath].contains($0.path)
          || Release.name(ofFormats: $0.path) != nil || Release.blob(at: $0.path) != nil
      }
    guard entries.contains(where: { $0.path == "\(folder)/book.yml" }) else {
      throw LoadError("revision '\(name)' has no \(folder)/book.yml; there was no book yet")
    }
    let objects = try await repository.contents(of: entries.filter(\.isRegular))
    var files: [String: [UInt8]] = [:]
    for entry in entries { files[entry.path] = objects[entry.object] }
    let outlines = Dictionary(
      (known?.book.chapters ?? []).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    // A review asks what the chapters say, not whether pictures are there.
    let book = Book.reading(Self.folder(folder, entries)) { path in
      guard let bytes = files[path] else { throw LoadError("there is no such file") }
      return bytes
    } picture: { _ in
      Picture(digest: Digest(of: []))
    } chapters: { places in
      places.map { path, plainSwift in
        let bytes = files[path] ?? []
        if let outline = outlines[path], known?.contents[path] == bytes {
          return .success(Book.ReadChapter(outline: outline, findings: []))
        }
        return .success(Book.ReadChapter(path: path, bytes: bytes, plainSwift: plainSwift))
      }
    }
    (self.name, self.commit, self.book) = (name, commit, book)
    bindings = BindingSet(book)
    contents = files.filter { Chapter.isNamed($0.key) }
    releases = Release.paths(among: files.keys).map { Release($0.name, files[$0.path] ?? []) }
    for index in releases.indices {
      let blobs = files.compactMap { path, bytes -> (String, [UInt8])? in
        let blob = Release.blob(at: path)
        return blob?.release == releases[index].name ? blob.map { ($0.name, bytes) } : nil
      }
      releases[index].blobs = Dictionary(blobs, uniquingKeysWith: { first, _ in first })
    }
    waivers = files[Self.waiversPath].map { ReadWaivers($0, path: Self.waiversPath) }
  }

  private static func folder(_ root: String, _ entries: [GitRepository.Entry]) -> BookFolder {
    var parts: [String: [BookFolder.Entry]] = [:]
    for entry in entries {
      let steps = entry.path.split(separator: "/", maxSplits: 2).map(String.init)
      guard steps.count == 3 else { continue }
      parts[steps[1], default: []].append(
        BookFolder.Entry(name: steps[2], kind: entry.isRegular ? .regular : .other))
    }
    return BookFolder(path: root, parts: parts)
  }

  /// The chapters with their lines.
  func text(_ evidence: Evidence, known: RevisionText? = nil) -> RevisionText {
    RevisionText(bindings, book, contents: contents, evidence: evidence, known: known)
  }

  /// What is kept of its code, with the other files as they are in the working tree; nothing is run.
  func recalled(in package: BookPackage) async throws -> Evidence {
    let kept = package.path("\(PackageLayout.workFolder)/evidence")
    guard FileManager.default.fileExists(atPath: kept) else { return .absent }
    let contents = contents
    let read: @Sendable (String) throws -> [UInt8] = { path in
      guard let bytes = contents[path] else { throw LoadError("there is no chapter \(path)") }
      return bytes
    }
    do {
      return try await BookRun(book, root: package.root, read: read, reread: read).recalled()
    } catch is RunFailure { return .absent }
  }

  /// The chapters and parts that could not be read: what they state is not known, and not gone.
  func unread(as side: String) -> [String] {
    let kinds: Set<Finding.Kind> = [
      .invalidUTF8, .markdownLimit, .missingPart, .notAFile, .nulByte, .unreadable,
    ]
    return book.findings.filter { kinds.contains($0.kind) }
      .map { "\(side) (\(shown)): \($0.description)" }
  }

  /// Ends the review where the parts or a schema cannot be read at all: what is stated there is not gone.
  func requireReadable() throws {
    let place = commit.map { "\($0.prefix(12)):" } ?? ""
    guard !book.manifest.lacksParts else {
      let said = book.findings.filter { $0.kind == .manifest }.map { "\(place)\($0.description)" }
      throw LoadError(
        "\(PackageLayout.specFolder)/book.yml of \(name) cannot be read\n"
          + said.joined(separator: "\n"))
    }
    guard !bindings.isReadable else { return }
    let said = bindings.findings.filter { $0.kind == .bindingForm }
      .map { "\(place)\($0.description)" }
    throw LoadError("the schemas of \(name) cannot be read\n" + said.joined(separator: "\n"))
  }
}
