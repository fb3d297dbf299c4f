// Spec/book.yml: what the book is called and which parts it has, in order.
//
//     title: A book
//     parts: [First, Second]                    # or, with what each is about:
//     parts: [First: How it begins., Second: How it ends.]
//     summary: What it is about.                # optional, on the first page
//     paths:                                    # optional: ways through the book, by chapters
//       - In a hurry: [First/01-start.md, Second/03-end.md]
//     map:                                      # optional: the subject, step by step
//       - It begins: {about: How things start., chapters: [First/01-start.md]}
//     address: https://example.org/book         # optional: where the site is published
//     repository: https://example.org/book     # optional, for "edit this chapter"
//     branch: main                              # optional
//     sources:                                  # optional: what citations lead to
//       - "RFC {number}": https://www.rfc-editor.org/rfc/rfc{number}
//     headers: {include: [include]}             # optional: how a program's C headers are compiled
//     readers: {parcel: parcel-read}            # optional: programs that read the book's formats
//     writers: {parcel: parcel-write}           # optional: programs that write them
//     releases:                                 # optional: the releases that rules speak of, in order
//       Linux: [6.12, 6.18: of 2025-11-30]
//       required: true                          # each rule says for which it holds
//     allow-html: false                         # optional
//     findings: warn                            # optional: weave in spite of errors; the default is stop
//
// A part may say more of itself: what it is about, that its Swift is not to be compiled, and for which
// releases its rules hold where they do not say it.
//
//     parts:
//       - First:
//           about: How it begins.
//           defaults: {swift: illustration "fragments of another book", rules: since=6.12}

/// A way through the book.
package struct ReadingPath: Sendable, Hashable {
  /// Whom it is for.
  package var name: String
  /// What happens on it, where that is said.
  package var about: String?
  /// Paths of chapters from the package's root.
  package var chapters: [String] = []
  /// Where each is named.
  package var locations: [Location] = []
}

/// The book's own description.
package struct Manifest: Sendable, Hashable {
  package var title = "Untitled book"
  /// What the book is about, in a sentence or two, for its first page.
  package var summary: String?
  /// Ways through the book, for its first page.
  package var paths: [ReadingPath] = []
  /// The subject of the book in steps, each with the chapters about it, for its first page.
  package var map: [ReadingPath] = []
  /// Names of parts, each a folder beside the manifest, in reading order.
  package var parts: [String] = []
  /// Whether it has no part, or named one that could not be read: then what the book says is not all known.
  package var lacksParts = false
  /// What a part is about, by its name, for the first page.
  package var partSummaries: [String: String] = [:]
  /// Where the sources can be seen; `nil` shows no 'edit' links.
  package var repository: String?
  package var branch = "main"
  /// Where the site is published, without a slash at the end; `nil` when no page says.
  package var address: String?
  /// How chapters and comments cite what the book follows, and where that is.
  package var sources: [CitedSource] = []
  /// How the headers of the program that the book specifies are compiled.
  package var headers = HeaderSettings()
  /// Programs that read the book's formats, by binding or `layout NAME`.
  package var readers: [String: FormatCommand] = [:]
  /// Programs that write a blob of a format, likewise.
  package var writers: [String: FormatCommand] = [:]
  /// The releases that rules speak of.
  package var releases = ReleaseTable()
  /// Whether HTML in chapters reaches the page instead of being shown as text.
  package var allowsRawHTML = false
  /// Whether the site is woven in spite of errors.
  package var weavesFaultyBook = false
  /// Why the Swift of a part is not compiled where a fence names no role, by the part's name.
  package var illustrationReasons: [String: String] = [:]
  /// What the rules of a part claim where neither they nor their chapter claim anything, by the part's
  /// name.
  package var ruleClaims: [String: ReleaseClaim] = [:]
  /// Lines of the parts, by name, for findings.
  package var partLocations: [String: Location] = [:]

  /// What a manifest may say.
  static let keys = [
    "title", "parts", "summary", "map", "paths", "address", "repository", "branch", "sources",
    "releases", "headers", "readers", "writers", "allow-html", "findings",
  ]

  package init() {}

  /// The role of the Swift fences of a chapter that name none.
  package func plainSwift(ofChapter path: String) -> Role {
    illustrationReasons[Self.part(ofChapter: path)].map { .illustration(reason: $0) }
      ?? .implementation
  }

  /// The name of the part in whose folder a chapter lies.
  static func part(ofChapter path: String) -> String {
    path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
  }

  /// Reads a manifest; what cannot be used is a finding and leaves the default.
  package static func reading(
    path: String, bytes: [UInt8]
  ) -> (manifest: Manifest, findings: [Finding]) {
    var reader = ManifestReader(path: path, source: SourceText(bytes))
    reader.read()
    return (reader.manifest, reader.findings)
  }
}
