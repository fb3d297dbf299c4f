// The build knows files by the paths of what the plugin wrote; the book knows chapters.
//
//     …/outputs/zoo/ZooTests/destination/TangleChapters/01-cages.md.swift → Spec/Zoo/01-cages.md
//     /src/zoo/Tests/ZooTests/ByHand.swift                                → Tests/ZooTests/ByHand.swift

package import Book

/// Gives the files of a build the names that the book has for them.
package struct SourceNames: Sendable {
  private let root: String
  private let chapters: Set<String>
  /// Chapters by target and tangled file: `ZooTests/01-cages.md.swift`.
  private var tangled: [String: String] = [:]
  private let folders: [String]

  /// - Parameter root: the absolute path of the package's folder.
  package init(_ book: Book, root: String, specFolder: String = "Spec") {
    self.root = root.hasSuffix("/") ? root : root + "/"
    chapters = Set(book.chapters.map(\.path))
    folders = book.parts.flatMap { ["\(specFolder)/\($0.name)/", "Tests/\($0.name)Tests/"] }
    for part in book.parts {
      for chapter in part.chapters {
        let file = Chapter.tangledName(of: chapter.path)
        tangled["\(part.name)/\(file)"] = chapter.path
        tangled["\(part.name)Tests/\(file)"] = chapter.path
      }
    }
  }

  /// A chapter's path for its tangled files, else the path from the package's root.
  package func name(ofPath path: String) -> String {
    // A file written by hand may be called the same, and lie in a folder that is called the same.
    if path.hasSuffix(".swift"), Chapter.isNamed(path.dropLast(6)),
      path.contains("/.build/"), path.contains("/plugins/outputs/")
    {
      let folders = path.split(separator: "/")
      if let plugin = folders.lastIndex(of: "destination"), plugin > 0,
        let chapter = tangled["\(folders[plugin - 1])/\(folders[folders.count - 1])"]
      {
        return chapter
      }
    }
    return path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
  }

  /// Whether a name is that of a chapter.
  package func isChapter(_ name: String) -> Bool { chapters.contains(name) }

  /// Whether a name is that of a file of a part or of its tests.
  package func isInBook(_ name: String) -> Bool {
    chapters.contains(name) || folders.contains { name.hasPrefix($0) }
  }
}
