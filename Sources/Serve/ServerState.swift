// What the server tells the pages that are open: what is at work, and what was found.

package import Book

/// The state of a book that is being served.
package struct ServerState: Sendable, Hashable, Codable {
  /// Something is wrong, at a place in a chapter.
  package struct Problem: Sendable, Hashable, Codable {
    package var location: Location
    package var text: String
    /// The page that shows the chapter, as a path from the site's root; `nil` when there is none.
    package var page: String?

    package init(location: Location, text: String, page: String?) {
      self.location = location
      self.text = text
      self.page = page
    }
  }

  /// Raised when the site was woven.
  package var weaving = 0
  /// What is under way, in words; `nil` when nothing is.
  package var activity: String?
  /// What the last run came to, or why there was none, in a sentence.
  package var standing = ""
  /// Whether all is well.
  package var isClean = true
  /// What is wrong, worst first; at most as many as a reader would look at.
  package var problems: [Problem] = []
  /// How many more there are.
  package var moreProblems = 0

  package init() {}

  /// Sets the problems, of which only the first are told.
  package mutating func tell(_ all: [Problem]) {
    let limit = 50
    problems = Array(all.prefix(limit))
    moreProblems = all.count - problems.count
  }
}
