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
    #expect(suggestion(for: "tset", among: ["test"], otherwise: "none") == "; did you mean 'test'?")
    #expect(suggestion(for: "other", among: ["test"], otherwise: "none") == "; none")
  }
}
