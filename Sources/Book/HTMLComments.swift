// Comments in a chapter's HTML: words from author to author, which no page shows.

/// HTML without its comments.
struct HTMLComments {
  /// What is left.
  private(set) var rest = ""
  /// Whether a comment has no end, so that all that follows it would be lost.
  private(set) var isUnclosed = false

  init(removedFrom html: String) {
    var remaining = html[...]
    while let start = remaining.firstRange(of: "<!--") {
      rest += remaining[..<start.lowerBound]
      guard let end = remaining[start.upperBound...].firstRange(of: "-->") else {
        isUnclosed = true
        return
      }
      remaining = remaining[end.upperBound...]
    }
    rest += remaining
  }
}
