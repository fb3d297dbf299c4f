// What a change to a program does to the headers that a book speaks of: which struct lies differently,
// which macro is another, and whether the name that stands for it was raised with it.
//
//     answers of BASE ─┐
//                      ├─ changes ─ raised? ─ what a reviewer should ask
//     answers of HEAD ─┘       └─ where the book speaks of it

package import Book

/// A change to a header between two revisions of a program.
package struct HeaderChange: Codable, Hashable, Sendable {
  /// What the names say of a change.
  package enum Standing: String, Codable, Sendable {
    /// A name was raised: either side refuses what the other wrote.
    case raised
    /// No name was raised, so that either side takes what the other wrote.
    case silent
    /// A name was raised, and nothing that it stands for has changed.
    case needless
    /// A name is new: a reader that asks for it refuses what lacks it, one that does not knows nothing of it.
    case named
    /// A name is gone that stood for it.
    case unnamed
    /// What is written is the same, and only the program calls it otherwise.
    case renamed
    /// It is new here, and was defined in another file before.
    case moved
    /// The book knows no name for it.
    case open
  }

  package var header: String
  /// `struct note`, the macro's or enumerator's name, or `the header` as a whole.
  package var subject: String
  /// What changed, a sentence each.
  package var what: [String]
  package var standing: Standing
  /// Which revision has it: only head, or only base; `nil` for what both have.
  package var isNew: Bool?
  /// Other files of the revision that has it not here, in which it is defined.
  package var elsewhere: [String] = []
  /// The names that stand for it, as `NOTE: "note-v1" → "note-v2"`.
  package var names: [String]
  /// Where the book states it.
  package var places: [Location]
  /// The ids of rules beside that.
  package var rules: [String]
  /// What a reviewer should ask.
  package var ask: String

  /// The subject that stands for all of a header.
  package static let whole = "the header"

  /// Notes where the other revision defines it.
  package mutating func note(elsewhere files: [String]) {
    elsewhere = files
    guard isNew == true, !files.isEmpty else { return }
    standing = .moved
    ask = "Is it the same to the byte as there? The two were not compared."
  }

  /// Whether it is to be looked for in the other revision.
  package var isMoved: Bool { isNew != nil && standing != .renamed }
}

extension HeaderChange {
  /// A header that the two revisions have in different places, with what git takes for the same file.
  ///
  /// - Parameters:
  ///   - header: its path as the book names it.
  ///   - other: its path in the revision that has none there.
  ///   - isNewHere: whether head is the one that has it as the book names it.
  package init(moved header: String, _ other: String, isNewHere: Bool) {
    self.init(
      header: header, subject: Self.whole,
      what: [isNewHere ? "it stood at \(other)" : "it stands at \(other) now"], standing: .moved,
      names: [], places: [], rules: [],
      ask: isNewHere
        ? "Does all that includes it find it here? What changed in it is told by itself."
        : "When does the book name it there? What changed in it is told by itself.")
  }
}
