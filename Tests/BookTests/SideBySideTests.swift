// Work on many things at a time.

import Book
import Testing

struct SideBySideTests {
  @Test(arguments: [0, 1, 2, 15, 16, 17, 31, 100, 1000])
  func `comes to what one after the other comes to`(count: Int) {
    let numbers = Array(0..<count)
    #expect(numbers.mapSideBySide { "\($0 * $0)" } == numbers.map { "\($0 * $0)" })
  }
}
