// The titles of the figures that tests drew. To read a figure takes longer than to weave most of a page, so
// what was read of it for its own page is remembered for the index.

import Evidence
import Synchronization

/// Titles of figures, by the tests that drew them.
final class FigureTitles: Sendable {
  private struct Test: Hashable {
    var chapter: String
    var line: Int
    var name: String

    init(_ test: TestResult, in chapter: String) {
      (self.chapter, line, name) = (chapter, test.line, test.name)
    }
  }

  private let known = Mutex<[Test: [String]]>([:])

  /// The titles of a test's figures, in order; empty where a figure has none or is not shown.
  func titles(of test: TestResult, in chapter: String) -> [String] {
    guard test.figureCount > 0 else { return [] }
    let place = Test(test, in: chapter)
    return known.withLock { $0[place] } ?? test.figureTitles
  }

  /// Remembers what a page has read of a test's figures.
  func remember(_ titles: [String], of test: TestResult, in chapter: String) {
    guard !titles.isEmpty, titles.count == test.figureCount else { return }
    known.withLock { $0[Test(test, in: chapter)] = titles }
  }
}
