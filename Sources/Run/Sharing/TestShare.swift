// A share of a book's tests, so that several machines run all of them: `2/5` is the second of five.
//
// Tests go round in the order of the book: the first to share 1, the second to share 2. How long they took
// before plays no part, since each machine has to come to the same shares from the checkout alone.

package import Book

/// One of so many shares.
package struct TestShare: Hashable, Sendable {
  /// From 1.
  package let number: Int
  package let count: Int
  package static let largestCount = 1000

  /// - Parameter number: from 1 to `count`; `nil` for another one, and for too many shares.
  package init?(_ number: Int, of count: Int) {
    guard 1 <= number, number <= count, count <= Self.largestCount else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// Reads `2/5`; `nil` for what is no such share.
  package init?(_ text: String) {
    let words = text.split(separator: "/", omittingEmptySubsequences: false)
    guard words.count == 2, words.allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }),
      let number = Int(words[0]), let count = Int(words[1])
    else { return nil }
    self.init(number, of: count)
  }

  /// The tests of the share: each test of a chapter is in exactly one, with all that share its line, since
  /// a test process knows tests by their lines.
  ///
  /// What a part's tests are besides, in files that are no chapters, only the test process knows: those of
  /// a part run together, with the share that its place in the book comes to.
  package func chosen(from book: Book) -> ChosenTests {
    let all = book.listedTests
    var places: [Place: Int] = [:]
    for test in all where places[Place(test)] == nil { places[Place(test)] = places.count }
    let parts = book.parts.enumerated().filter { owns($0.offset) }.map(\.element.name)
    return ChosenTests(
      tests: all.filter { owns(places[Place($0)] ?? 0) }, of: all, unlistedOf: Set(parts))
  }

  private func owns(_ index: Int) -> Bool { index % count == number - 1 }

  private struct Place: Hashable {
    var file: String
    var line: Int

    init(_ test: ListedTest) { (file, line) = (test.file, test.line) }
  }
}

extension TestShare: ByteCodable {
  package func write(to writer: inout ByteWriter) {
    writer.put(number)
    writer.put(count)
  }

  package init(from reader: inout ByteReader) throws(MalformedBytes) {
    guard let share = Self(try reader.number(), of: try reader.number()) else {
      throw MalformedBytes()
    }
    self = share
  }
}

extension TestShare: CustomStringConvertible {
  package var description: String { "\(number)/\(count)" }
}
