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

  /// What `id=` and `name=` in its tags name.
  var anchors: [String] {
    rest.matches(of: /<[a-zA-Z][^<>]*>/).flatMap { tag in
      tag.output.matches(
        of: /\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/.ignoresCase()
      )
      .compactMap { $0.output.1 ?? $0.output.2 ?? $0.output.3 }.map(String.init)
    }
  }
}
