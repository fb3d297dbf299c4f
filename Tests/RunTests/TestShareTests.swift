// Shares of a book's tests, as a choice and as what a test process is told.

import Book
import Evidence
import Testing

@testable import Run

private let bears = """
  # Bears

  Text.

  ```swift test
  @Test func `bears sleep`() { #expect(true) }
  @Test func `a`() { #expect(true) }; @Test func `b`() { #expect(true) }
  ```

  ```swift fails "cannot find"
  nothing
  ```

  """

private let lions = """
  # Lions

  Text.

  ```swift example
  1 + 1  // → 2
  ```

  ```swift example
  2 + 2  // → 4
  ```

  """

private let zoo = smallBook(["01-bears.md": bears, "02-lions.md": lions])

/// The end of a test's identifier.
private func place(_ test: ListedTest) -> String {
  "ZooTests.`\(test.name)`()/\(Chapter.tangledName(of: test.file)):\(test.line):2"
}

struct TestShareTests {
  @Test(arguments: ["1/1", "1/2", "2/2", "5/1000"])
  func `a share is a number and how many there are`(text: String) {
    #expect(TestShare(text)?.description == text)
  }

  @Test(arguments: [
    "", "/", "x", "1", "0/3", "4/3", "-1/3", "+1/3", "1/0", "1/2/3", "1/ 2", "1/", "/2", "1/1001",
    "99999999999999999999/99999999999999999999", "١/٢",
  ])
  func `another text is no share`(text: String) { #expect(TestShare(text) == nil) }

  @Test(arguments: 1...8) func `every test is in exactly one share`(count: Int) throws {
    let shares = try (1...count).map { try #require(TestShare($0, of: count)) }
    let chosen = shares.map { $0.chosen(from: zoo).tests }
    let all = zoo.listedTests
    #expect(all.count == 6)
    for test in all { #expect(chosen.count { $0.contains(test) } == 1) }
    #expect(chosen.flatMap(\.self).count == all.count)
    // As even as can be, but for tests on one line.
    let places = chosen.map { Set($0.map { "\($0.file):\($0.line)" }).count }
    #expect((places.max() ?? 0) - (places.min() ?? 0) <= 1)
  }

  @Test(arguments: 1...8)
  func `a test process runs every test in one share, also one that no chapter tells of`(
    count: Int
  ) throws {
    let part = try #require(zoo.parts.first)
    let run = "^(?:ZooTests)\\."
    let patterns = try (1...count).compactMap { number -> Regex<AnyRegexOutput>? in
      let share = try #require(TestShare(number, of: count))
      let chosen = share.chosen(from: zoo)
      guard chosen.concerns(part), let pattern = chosen.pattern(of: part, within: run) else {
        return nil
      }
      return try Regex(pattern)
    }
    let unlisted = [
      "ZooTests.`elsewhere`()/ZooTests.swift:4:2", "ZooTests.`made`()/01-bears.md.swift:60:2",
      "ZooTests.`made`()/01-bears.md.swift:66:2",
    ]
    for id in zoo.listedTests.filter(\.isRun).map(place) + unlisted {
      #expect(patterns.count { id.contains($0) } == 1, "\(id)")
    }
    // Whoever runs a suite runs all of its tests.
    for other in ["OtherTests.`elsewhere`()/01-bears.md.swift:6:2", "ZooTests.`Example Lions`"] {
      #expect(!patterns.contains { other.contains($0) })
    }
  }

  @Test(arguments: 1...8)
  func `code that must not compile is tried in one share`(count: Int) throws {
    let path = "Spec/Zoo/01-bears.md"
    let refusal = try #require(zoo.listedTests.first { !$0.isRun })
    let shares = try (1...count).map { try #require(TestShare($0, of: count)) }
    let trying = shares.count {
      $0.chosen(from: zoo).includes(refusalAt: refusal.line, of: path)
    }
    #expect(trying == 1)
  }

  @Test func `a part without tests in its chapters runs those elsewhere`() throws {
    let book = smallBook(["01-a.md": "# A\n\nText.\n"])
    let part = try #require(book.parts.first)
    let chosen = try #require(TestShare("1/2")).chosen(from: book)
    #expect(chosen.concerns(part))
    let pattern = try #require(chosen.pattern(of: part, within: "^(?:ZooTests)\\."))
    #expect(try "ZooTests.`elsewhere`()/ZooTests.swift:4:2".contains(Regex(pattern)))
    #expect(try !#require(TestShare("2/2")).chosen(from: book).concerns(part))
  }
}
