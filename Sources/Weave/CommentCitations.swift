// Citations in the comments of code: neighbouring lines of comment are one text, so that a citation may
// go on in the next line; the link is around what stands in one line with what it names.

import Book

struct CommentCitations {
  private let fence: Fence
  private let sources: [CitedSource]

  init(_ fence: Fence, _ sources: [CitedSource]) { (self.fence, self.sources) = (fence, sources) }

  /// What is shown of citations, by the chapter's line.
  func shown() -> [Int: [ShownName]] {
    guard !sources.isEmpty else { return [:] }
    var shown: [Int: [ShownName]] = [:]
    var comment = Comment()
    func finish() {
      for citation in sources.citations(in: comment.text) {
        let (line, range) = comment.place(of: citation)
        shown[fence.firstCodeLine + line, default: []].append(
          ShownName(range: range, meaning: .citation(address: citation.address)))
      }
      comment = Comment()
    }
    for (number, line) in fence.code.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() where !comment.take(line, number) {
      finish()
    }
    finish()
    return shown
  }
}

/// Lines of comment, without what makes them comments.
private struct Comment {
  private(set) var text: [UInt8] = []
  /// Of each byte: its line, and its place there.
  private var places: [(line: Int, column: Int)] = []

  /// Whether a line is one of comment.
  mutating func take(_ line: Substring.UTF8View, _ number: Int) -> Bool {
    let start = line.prefix { $0 == UInt8(ascii: " ") }.count
    let slashes = line.dropFirst(start).prefix { $0 == UInt8(ascii: "/") }.count
    guard slashes >= 2 else { return false }
    if !text.isEmpty {
      text.append(UInt8(ascii: "\n"))
      places.append((number, start))
    }
    for (column, byte) in line.enumerated().dropFirst(start + slashes) {
      text.append(byte)
      places.append((number, column))
    }
    return true
  }

  /// The line in which a citation names something, and what of it stands there.
  func place(of citation: Citation) -> (line: Int, range: Range<Int>) {
    let line = places[citation.core.lowerBound].line
    let own = citation.range.filter {
      places[$0].line == line && ![UInt8(ascii: " "), UInt8(ascii: "\n")].contains(text[$0])
    }
    guard let first = own.first, let last = own.last else { return (line, 0..<0) }
    let start = places[first].column
    return (line, start..<places[last].column + 1)
  }
}
