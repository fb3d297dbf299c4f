// The whole book: its parts, and the index of their chapters.

/// A part: a folder of chapters that is also a Swift target.
package struct Part: Sendable {
  /// Of the folder and of the target.
  package var name: String
  package var chapters: [Outline]

  /// What Swift calls the part's module, which has no hyphens: `boot_memory` for `boot-memory`.
  package var module: String { Self.module(ofPart: name) }

  package static func module(ofPart name: String) -> String { name.replacing("-", with: "_") }
}

/// The book as an index; the chapters' text is read again where it is needed.
package struct Book: Sendable {
  package var manifest: Manifest
  package var parts: [Part]
  /// The pictures that chapters show, by their paths from the package's root.
  package var pictures: [String: Picture] = [:]
  /// The places to which readers may have links.
  package var published = PublishedAnchors()
  /// Everything wrong with the book, in the order of files and lines.
  package var findings: [Finding]

  package var chapters: [Outline] { parts.flatMap(\.chapters) }
  package var hasErrors: Bool { findings.contains { $0.severity == .error } }
}

/// What a folder of a book looks like from outside, so that reading needs no disk of its own.
package struct BookFolder: Sendable {
  package enum Kind: Int, Sendable {
    /// Whatever is none of the others, such as a link to a file.
    case regular, directory, folderLink, other
  }

  /// A file in a part's folder, or in a folder of it.
  package struct Entry: Sendable {
    /// The path from the part's folder: `02-lions.md`, `cages/02-lions.md`.
    package var name: String
    package var kind: Kind
    package init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }

    /// Whether the name is a chapter's.
    var isChapter: Bool { Chapter.isNamed(name) && !isHidden }

    /// Whether the file, or a folder of the part that it is in, is hidden.
    var isHidden: Bool { name.hasPrefix(".") || name.contains("/.") }

    /// Whether it looks like text for the book.
    var isMarkdown: Bool { kind == .regular && BookFolder.isMarkdown(name) }
  }

  private static let endings = [
    ".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".markdn", ".mdx",
  ]

  /// Whether a file is Markdown by its name, a chapter's or not. Editors leave `.#a.md` beside a file that
  /// is being edited, and a Mac `._a.md` on the disks of others.
  package static func isMarkdown(_ name: String) -> Bool {
    let name = name.split(separator: "/").last?.lowercased() ?? ""
    return !name.hasPrefix(".#") && !name.hasPrefix("._") && endings.contains { name.hasSuffix($0) }
  }

  /// The folder's path from the package's root: `Spec`.
  package var path: String
  /// The folders beside the manifest, by name, with the files in them and in their folders; of hidden
  /// folders Markdown alone.
  package var parts: [String: [Entry]]
  /// Markdown files, from the package's root, that lie beside the manifest, where no chapter does.
  package var otherMarkdown: [String]
  /// What the list of published places is that lies beside the manifest, if there is one.
  package var anchors: Kind?

  package init(path: String, parts: [String: [Entry]], otherMarkdown: [String] = []) {
    self.path = path
    self.parts = parts
    self.otherMarkdown = otherMarkdown
  }
}

extension Book {
  /// What is read of one chapter.
  package struct ReadChapter: Sendable, Hashable {
    package var outline: Outline
    package var findings: [Finding]

    package init(outline: Outline, findings: [Finding]) {
      self.outline = outline
      self.findings = findings
    }

    /// - Parameter plainSwift: the role of a Swift fence that names none.
    package init(path: String, bytes: [UInt8], plainSwift: Role) {
      let chapter = Chapter(path: path, bytes: bytes, plainSwift: plainSwift)
      outline = Outline(of: chapter)
      findings = chapter.findings
    }
  }

  /// Reads a whole book, one chapter at a time, and checks it.
  ///
  /// - Parameters:
  ///   - read: the bytes of a file by its path from the package's root; an error it throws becomes
  ///     a finding at that file.
  ///   - picture: a picture by its path; `nil` when there is no such file.
  package static func reading(
    _ folder: BookFolder, read: (String) throws -> [UInt8],
    picture: @escaping (String) -> Picture? = { _ in nil }
  ) -> Book {
    reading(folder, read: read, picture: picture) { places in
      places.map { place in
        Result {
          ReadChapter(path: place.path, bytes: try read(place.path), plainSwift: place.plainSwift)
        }
      }
    }
  }

  /// A chapter that is to be read, and the role of its Swift fences that name none.
  package typealias ChapterPlace = (path: String, plainSwift: Role)

  /// The same with chapters that may have been read before, or are read side by side.
  ///
  /// - Parameter chapters: what is read of each of a part's chapters, in their order.
  package static func reading(
    _ folder: BookFolder, read: (String) throws -> [UInt8],
    picture: @escaping (String) -> Picture?,
    chapters readChapters: ([ChapterPlace]) -> [Result<ReadChapter, any Error>]
  ) -> Book {
    var book = unchecked(folder, read: read, chapters: readChapters)
    book.take(book.checks(folder, picture: picture))
    return book
  }

  /// The same without what is found only when chapters are held against each other.
  package static func unchecked(
    _ folder: BookFolder, read: (String) throws -> [UInt8],
    chapters readChapters: ([ChapterPlace]) -> [Result<ReadChapter, any Error>]
  ) -> Book {
    var book = Book(manifest: Manifest(), parts: [], findings: [])
    let manifestPath = "\(folder.path)/book.yml"
    if let bytes = book.result(of: manifestPath, read) {
      (book.manifest, book.findings) = Manifest.reading(path: manifestPath, bytes: bytes)
    }
    book.checkParts(folder, manifestPath)
    book.checkIgnored(folder)
    for name in book.manifest.parts {
      guard let entries = folder.parts[name] else { continue }
      let paths = book.chapterPaths(entries, in: "\(folder.path)/\(name)")
      var part = Part(name: name, chapters: [])
      let places = paths.map { ($0, plainSwift: book.manifest.plainSwift(ofChapter: $0)) }
      for (path, result) in zip(paths, readChapters(places)) {
        guard let chapter = book.result(of: path, { _ in try result.get() }) else { continue }
        book.findings += chapter.findings
        part.chapters.append(chapter.outline)
      }
      book.parts.append(part)
    }
    let anchorsPath = "\(folder.path)/\(PublishedAnchors.fileName)"
    switch folder.anchors {
    case .regular: book.readPublished(anchorsPath, read)
    case .directory, .folderLink, .other:
      book.findings.append(
        Finding(
          .notAFile, Location(file: anchorsPath),
          "the list of published places is a regular file; this is none"))
    case nil: break
    }
    return book
  }

  /// What is found when the chapters of a book are held against each other.
  package struct Checks: Sendable, Hashable {
    package var findings: [Finding]
    /// The pictures that chapters show.
    package var pictures: [String: Picture]

    package init(findings: [Finding], pictures: [String: Picture]) {
      (self.findings, self.pictures) = (findings, pictures)
    }
  }

  /// Holds the chapters of a book that was read from a folder against each other.
  package func checks(
    _ folder: BookFolder, picture: @escaping (String) -> Picture?
  ) -> Checks {
    var book = self
    book.findings = []
    book.checkPlaces()
    book.checkRules()
    book.checkReleases()
    book.checkTerms()
    book.checkPublished()
    book.checkPaths()
    book.checkLinks(folder, picture: picture)
    return Checks(findings: book.findings, pictures: book.pictures)
  }

  package mutating func take(_ checks: Checks) {
    pictures = checks.pictures
    findings = (findings + checks.findings).sorted()
  }

  private mutating func readPublished(_ path: String, _ read: (String) throws -> [UInt8]) {
    guard let bytes = result(of: path, read) else { return }
    let (anchors, wrong) = PublishedAnchors.reading(path: path, bytes: bytes)
    published = anchors
    findings += wrong
  }

  private mutating func result<Result>(
    of path: String, _ read: (String) throws -> Result
  ) -> Result? {
    do { return try read(path) } catch {
      let finding = Finding(.unreadable, Location(file: path), "cannot be read: \(error)")
      findings.append(finding)
      return nil
    }
  }

  /// The chapters among a part's entries, in the order of their names; a folder's stand where its
  /// name does.
  private mutating func chapterPaths(_ entries: [BookFolder.Entry], in folder: String) -> [String] {
    var paths: [String] = []
    let entries = entries.map { entry in
      let isNested = entry.name.utf8.contains(UInt8(ascii: "/"))
      return (entry, steps: isNested ? entry.name.split(separator: "/") : [entry.name[...]])
    }
    .sorted { $0.steps.lexicographicallyPrecedes($1.steps) }
    for (entry, _) in entries where entry.isChapter {
      let path = "\(folder)/\(entry.name)"
      if entry.kind == .regular {
        paths.append(path)
      } else {
        findings.append(
          Finding(.notAFile, Location(file: path), "a chapter is a regular file; this is none"))
      }
    }
    return paths
  }
}
