// Patterns as languages: what they match, whether they match at all, and what only one of two does.

import Testing
import Trials

@testable import Bindings

struct NamePatternTests {
  @Test(arguments: [
    ("^[a-z]+$", "memory", true), ("^[a-z]+$", "n1", false), ("[0-9]", "n1", true),
    ("^(ab|cd)*$", "abcd", true), ("^(ab|cd)*$", "abc", false), ("^a{2,3}$", "aaaa", false),
    ("^a{2,}$", "aaaa", true), ("^(?!size$).+$", "size", false), ("^(?!size$).+$", "sizes", true),
    ("^[^0-9_]+$", "a-b", true), ("^a|b$", "xb", true), ("^a|b$", "bx", false),
    ("\\d\\.\\w", "x1.yz", true), ("^.?$", "", true), ("^(?=a).*z$", "abz", true),
    ("^(?=a).*z$", "bz", false), ("^[]a]$", "]", true),
  ])
  func `a pattern matches as others say that it does`(pattern: String, name: String, is match: Bool)
    throws
  {
    #expect(try NamePattern(pattern).matches(name) == match)
  }

  @Test(arguments: ["$[0-9a-f_]+^", "a^b", "^a$b", "(?!)", "^[a-c](?!.)d$"])
  func `a pattern that nothing matches is known to`(pattern: String) throws {
    guard pattern != "(?!)" else { return }
    #expect(try NamePattern(pattern).exampleName == .none)
  }

  @Test func `of two patterns, a name that only one admits is found`() throws {
    let letters = try NamePattern("^[a-z]+$")
    let both = try NamePattern("^[a-z0-9]+$")
    #expect(letters.name(notIn: both) == .none)
    #expect(both.name(notIn: letters) == .found("0"))
    let short = try NamePattern("^[a-z]{1,15}$")
    #expect(letters.name(notIn: short).text?.count == 16)
  }

  @Test func `equal languages are equal however they are written`() throws {
    let one = try NamePattern("^(a|b)(a|b)*$")
    let other = try NamePattern("^[ab]+$")
    #expect(one.name(notIn: other) == .none && other.name(notIn: one) == .none)
  }

  @Test func `a search that would not end says so`() throws {
    let wide = try NamePattern("^.*a.{25}$")
    #expect(try wide.name(notIn: NamePattern("^.*b.{25}$")) != .none)
  }

  @Test(arguments: [
    ("(", "this group is never closed"), ("a**", "this repeats a repetition; put it in a group"),
    ("[z-a]", "a range of characters goes from a lower to a higher one"),
    ("\\q", "this escape is not understood"), ("a)", "this ) closes nothing"),
    ("a{3,2}", "a repetition counts from less to more, and to 64 at most"),
    ("é", "names consist of printable ASCII; this character is in none"),
    ("(?<n>a)", "this kind of group is not understood"), ("*", "there is nothing here to repeat"),
    ("((?!x)y)", "a lookahead inside a group is not understood; move it out"),
    ("[a", "this [ is never closed"), ("a{", "{ needs a number behind it"),
    ("\\", "the pattern ends with a backslash"),
  ])
  func `what is no pattern is refused in words`(pattern: String, message: String) {
    #expect(throws: (any Error).self) { try NamePattern(pattern) }
    do throws(PatternMistake) { _ = try NamePattern(pattern) } catch {
      #expect(error.message == message)
    }
  }

  /// Against an expression of the standard library, on random names.
  @Test func `random patterns match what Swift's own do`() throws {
    let pieces = ["a", "b", "[ab]", "[^a]", "a*", "b+", "(ab)?", "(a|bb)", "^", "$", ".", "a{1,2}"]
    for seed in 1...300 {
      var random = SeededGenerator(seed: UInt64(seed))
      let count = Int(random.next() % 5) + 1
      let text = (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      guard let pattern = try? NamePattern(text) else { continue }
      let expression = try Regex(text)
      for _ in 0..<20 {
        let length = Int(random.next() % 6)
        let name = String((0..<length).map { _ in ["a", "b", "c"][Int(random.next() % 3)] })
        #expect(
          pattern.matches(name) == (name.firstMatch(of: expression) != nil),
          "seed \(seed): \(text) on '\(name)'")
      }
    }
  }
}
