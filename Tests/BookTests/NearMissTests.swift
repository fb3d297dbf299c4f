// Suggestions for words that are almost right.

import Testing

@testable import Book

@Suite struct NearMissTests {
  @Test(arguments: [
    ("exmaple", "example"), ("Example", "example"), ("tests", "test"), ("fail", "fails"),
    ("ilustration", "illustration"), ("tset", "test"),
  ])
  func `a slip of the fingers is recognised`(word: String, meant: String) {
    #expect(nearMiss(of: word, among: InfoString.roles) == meant)
  }

  @Test(arguments: ["", "x", "abc", "something", "supports the illustration"])
  func `a word that is far from all is not explained`(word: String) {
    #expect(nearMiss(of: word, among: InfoString.roles) == nil)
  }

  @Test func `of two that are equally near the first is meant`() {
    #expect(nearMiss(of: "bat", among: ["cat", "hat"]) == "cat")
    #expect(nearMiss(of: "bat", among: ["hat", "cat"]) == "hat")
  }

  @Test func `of two that are near the nearer is meant`() {
    #expect(
      nearMiss(of: "range.caped", among: ["range.cased.x", "range.capped"]) == "range.capped")
  }

  @Test func `a long word is worth three slips, no more`() {
    #expect(nearMiss(of: "abcdefghijkl", among: ["abcdefghiXYZ"]) == "abcdefghiXYZ")
    #expect(nearMiss(of: "abcdefghijklmnop", among: ["abcdefghijklWXYZ"]) == nil)
  }

  @Test func `the end of a message offers the near miss, else what is allowed`() {
    #expect(
      "a" + suggestion(for: "tset", among: ["test"], otherwise: "b") == "a; did you mean 'test'?")
    #expect("a" + suggestion(for: "other", among: ["test"], otherwise: "b") == "a; b")
  }

  @Test func `distances are those of the whole table, up to the limit`() {
    // All words of up to five of two letters, against the definition without a band.
    let words = (1...5).reduce([[""]]) { all, _ in
      all + [all[all.count - 1].flatMap { [$0 + "a", $0 + "b"] }]
    }
    .flatMap { $0 }.filter { $0.count >= 3 }
    for word in words {
      let limit = min(3, max(1, word.count / 3))
      for candidate in words {
        let isNear = wholeDistance(Array(word), Array(candidate)) <= limit
        #expect((nearMiss(of: word, among: [candidate]) != nil) == isNear, "\(word) \(candidate)")
      }
    }
  }

  @Test func `where very many links are dead all are found, and the first hundred explained`() {
    let text = (0..<1_000).map { "## head \($0)\n\n[a](#hoad-\($0)) [b](b-\($0).md)\n\n" }.joined()
    let files = [
      "Spec/book.yml": "title: T\nparts: [P]\n", "Spec/P/b-x.md": "# B\n",
      "Spec/P/a.md": "# T\n\n" + text,
    ]
    let folder = BookFolder(path: "Spec", parts: entries(["P/a.md", "P/b-x.md"]))
    let findings = Book.reading(folder) { Array((files[$0] ?? "").utf8) }.findings
    for (kind, meant) in [(Finding.Kind.deadAnchor, "'head-"), (.deadLink, "'Spec/P/b-x.md'")] {
      let found = findings.filter { $0.kind == kind }
      #expect(found.count == 1_000)
      #expect(found.prefix(100).allSatisfy { $0.message.contains("; did you mean \(meant)") })
      #expect(!found.dropFirst(100).contains { $0.message.contains("did you mean") })
    }
  }

  @Test func `a word of a hundred thousand letters is compared in a few steps a letter`() {
    let word = String(repeating: "a", count: 100_000)
    #expect(nearMiss(of: word + "b", among: ["x" + word]) == "x" + word)
    #expect(nearMiss(of: word, among: ["xxxx" + word.dropLast(4)]) == nil)
  }
}

/// The edit distance as it is defined, with the whole table.
private func wholeDistance(_ a: [Character], _ b: [Character]) -> Int {
  var table = [[Int]](repeating: Array(0...b.count), count: a.count + 1)
  for i in 0..<a.count {
    table[i + 1][0] = i + 1
    for j in 0..<b.count {
      table[i + 1][j + 1] = min(
        table[i][j + 1] + 1, table[i + 1][j] + 1, table[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        table[i + 1][j + 1] = min(table[i + 1][j + 1], table[i - 1][j - 1] + 1)
      }
    }
  }
  return table[a.count][b.count]
}
