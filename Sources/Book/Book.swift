// The whole book: its parts, and the index of their chapters.

/// A part: a folder of chapters that is also a Swift module.
package struct Part: Sendable {
  package var name: String
  package var chapters: [Outline]
}

/// The book as an index; the chapters' text is read again where it is needed.
package struct Book: Sendable {
  package var manifest: Manifest
  package var parts: [Part]
  /// Everything wrong with the book, in the order of files and lines.
  package var findings: [Finding]

  package var chapters: [Outline] { parts.flatMap(\.chapters) }
  package var hasErrors: Bool { findings.contains { $0.severity == .error } }
}

/// What a folder of a book looks like from outside, so that reading needs no disk of its own.
package struct BookFolder: Sendable {
  package enum Kind: Sendable {
    case regular, directory, other
  }

  package struct Entry: Sendable {
    package var name: String
    package var kind: Kind
    package init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }

    /// Whether the name is a chapter's. Editors leave hidden files beside those being edited.
    var isChapter: Bool { name.hasSuffix(".md") && !name.hasPrefix(".") }
  }

  /// Whether a file is Markdown by its name, a chapter's or not.
  package static func isMarkdown(_ name: String) -> Bool {
    let name = name.lowercased()
    return !name.hasPrefix(".")
      && [".md", ".markdown", ".mdown", ".mkd"].contains { name.hasSuffix($0) }
  }

  /// The folder's path from the package's root: `Spec`.
  package var path: String
  /// The folders beside the manifest, by name, with what is in them.
  package var parts: [String: [Entry]]
  /// Markdown files, from the package's root, that lie where no chapter does: beside the manifest, or
  /// in a folder of a folder.
  package var otherMarkdown: [String]

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

    package init(path: String, bytes: [UInt8]) {
      let chapter = Chapter(path: path, bytes: bytes)
      outline = Outline(of: chapter)
      findings = chapter.findings
    }
  }

  /// Reads a whole book, one chapter at a time, and checks it.
  ///
  /// - Parameter read: the bytes of a file by its path from the package's root; an error it
  ///   throws becomes a finding at that file.
  package static func reading(
    _ folder: BookFolder, read: (String) throws -> [UInt8]
  ) -> Book {
    reading(folder, read: read) { ReadChapter(path: $0, bytes: try read($0)) }
  }

  /// The same with chapters that may have been read before.
  ///
  /// - Parameter chapter: what is read of a chapter, by its path.
  package static func reading(
    _ folder: BookFolder, read: (String) throws -> [UInt8],
    chapter readChapter: (String) throws -> ReadChapter
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
      for path in paths {
        guard let chapter = book.result(of: path, readChapter) else { continue }
        book.findings += chapter.findings
        part.chapters.append(chapter.outline)
      }
      book.parts.append(part)
    }
    book.checkRules()
    book.checkLinks(folder.path)
    book.findings.sort()
    return book
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

  /// The chapters among a part's entries, in the order of their names.
  private mutating func chapterPaths(_ entries: [BookFolder.Entry], in folder: String) -> [String] {
    var paths: [String] = []
    for entry in entries.sorted(by: { $0.name < $1.name }) where entry.isChapter {
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
