// Every test of a book, known from its text alone.

package import Book
package import Evidence

/// A test, an example, or code that must not compile.
package struct ListedTest: Hashable, Sendable {
  /// The chapter's path; of a test that stands in no chapter, its file's.
  package var file: String
  /// `nil` for a test that stands in no chapter.
  package var part: String?
  package var name: String
  /// The line of its declaration; of an example, of its opening fence.
  package var line: Int
  /// What its fence is; `nil` for a test that stands in no chapter.
  package var role: Role?
  /// The rules that its fence says it proves.
  package var rules: [String] = []
  /// The words by which its fence lets it be chosen.
  package var tags: [String] = []
  /// The lines of its fence.
  var fence: ClosedRange<Int>
  /// Its own lines, up to the next test of its fence.
  var lines: ClosedRange<Int>

  /// Whether it is run, and not only compiled.
  var isRun: Bool { role?.isRun ?? true }

  /// What a test is called that no test process runs.
  package static let refusalName = "code that must not compile"
}

extension Book {
  /// All tests of the chapters, in the order of the book.
  package var listedTests: [ListedTest] {
    parts.flatMap { part in
      part.chapters.flatMap { chapter in
        chapter.checkedFences.flatMap { $0.listed(chapter.path, part.name) }
      }
    }
  }
}

extension Outline.CheckedFence {
  fileprivate func listed(_ path: String, _ part: String) -> [ListedTest] {
    var declared = tests
    if declared.isEmpty, !role.isRun {
      declared = [DeclaredTest(name: ListedTest.refusalName, line: line)]
    }
    return declared.enumerated().map { index, test in
      let next = index + 1 < declared.count ? declared[index + 1].line - 1 : lastLine
      return ListedTest(
        file: path, part: part, name: test.name, line: test.line, role: role, rules: provedRules,
        tags: tags, fence: line...max(line, lastLine), lines: test.line...max(test.line, next))
    }
  }
}

extension Verdicts {
  /// What is known of a test of a chapter.
  package func verdict(of test: ListedTest) -> Verdict {
    guard let fence = fence(atLine: test.fence.lowerBound, of: test.file) else { return .notRun }
    let own =
      fence.tests.first { $0.result.line == test.line }
      ?? fence.tests.first { $0.result.name == test.name }
    return own?.verdict ?? (fence.tests.isEmpty ? fence.verdict : nil) ?? .notRun
  }
}
