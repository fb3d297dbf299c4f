// What two texts have in common, and which words differ.

import Testing

@testable import Review

struct AlignmentTests {
  private func shown(_ old: String, _ new: String) -> [String] {
    let (a, b) = (old.map(String.init), new.map(String.init))
    return Alignment.stretches(a, b).map { stretch in
      let (before, after) = (a[stretch.old].joined(), b[stretch.new].joined())
      return stretch.isSame ? before : "[\(before)|\(after)]"
    }
  }

  @Test(arguments: [
    ("", "", ""), ("abc", "abc", "abc"), ("", "a", "[|a]"), ("a", "", "[a|]"),
    ("abcd", "axcd", "a[b|x]cd"), ("abcabba", "cbabac", "[ab|]c[a|]b[|a]ba[|c]"),
    ("aXbYc", "abc", "a[X|]b[Y|]c"),
  ])
  func `what is the same stays, what differs stands beside it`(
    old: String, new: String, expected: String
  ) {
    #expect(shown(old, new).joined() == expected)
  }

  @Test func `all of both is told once and in order, however long they are`() {
    // Longer than what is compared pair by pair: what stands once in both holds it together.
    let old = (0..<3000).map { $0 % 7 == 0 ? "same" : "line \($0)" }
    var new = old
    new.removeSubrange(100..<120)
    new.insert(contentsOf: ["new 1", "new 2"], at: 2000)
    new[2500] = "other"
    new[0] = "first"
    new[new.count - 1] = "last"
    let stretches = Alignment.stretches(old, new)
    #expect(stretches.flatMap(\.old) == Array(old.indices))
    #expect(stretches.flatMap(\.new) == Array(new.indices))
    for stretch in stretches where stretch.isSame { #expect(old[stretch.old] == new[stretch.new]) }
    #expect(stretches.filter { !$0.isSame }.map(\.new.count).reduce(0, +) == 5)
  }

  private func marked(_ lines: [[Wording.Piece]]) -> String {
    lines.map { $0.map { $0.isMarked ? "[\($0.text)]" : $0.text }.joined() }
      .joined(separator: "\n")
  }

  @Test func `words that differ are marked, line by line`() {
    let wording = Wording("The first page\nof the list.", "The last page\nof the short list.")
    #expect(marked(wording.old) == "The [first] page\nof the list.")
    #expect(marked(wording.new) == "The [last] page\nof the[ short] list.")
  }

  @Test func `a paragraph that was wrapped anew shows no mark`() {
    let wording = Wording("one two\nthree four", "one two three\nfour")
    #expect(marked(wording.old) == "one two\nthree four")
    #expect(marked(wording.new) == "one two three\nfour")
  }

  @Test func `where hardly a word stayed, none is marked`() {
    #expect(marked(Wording("a b c d e f", "u v w x y f").new) == "u v w x y f")
  }
}
