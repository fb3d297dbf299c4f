// The evidence of a whole book: one build, one run.

/// What happened when the book was built and run.
package struct Evidence: Sendable, Hashable {
  package enum State: String, Sendable, Codable {
    /// Nothing was built or run for the book as it is.
    case absent
    /// The book does not compile, so nothing ran.
    case broken
    /// Every test ran, or is named as crashed or as not compiled.
    case complete
  }

  package var state: State
  /// What was built from, as a hash of the code alone; empty when absent.
  package var key: String
  /// The compiler's own name for itself: `Swift version 6.3.1 (…)`.
  package var toolchain: String
  /// By the chapter's path.
  package var chapters: [String: ChapterEvidence] = [:]
  /// Tests of the parts that stand outside chapters, by file.
  package var elsewhere: [String: ChapterEvidence] = [:]
  /// Messages of the build that belong to no chapter and no file of a part.
  package var messages: [String] = []
  /// What could not be done, with how to make it possible: a missing tool, a failed export.
  package var omissions: [String] = []
  /// What the chapters' names stand for; a name tells the place in this list.
  package var symbols: [NamedSymbol] = []
  /// Why nothing is known of names; no verdict depends on them, so this is no omission.
  package var namesMissing: String?

  package init(state: State, key: String = "", toolchain: String = "") {
    self.state = state
    self.key = key
    self.toolchain = toolchain
  }

  package static let absent = Evidence(state: .absent)
}
