// Verdicts of rules and chapters, from small books and given evidence.

import Book
import Testing

@testable import Evidence

struct BookVerdictsTests {
  private let path = "Spec/Part/01-a.md"

  private func verdicts(_ text: String, _ evidence: ChapterEvidence?) -> BookVerdicts {
    let folder = BookFolder(path: "Spec", parts: ["Part": [.init(name: "01-a.md", kind: .regular)]])
    let book = Book.reading(folder) { path in
      Array((path.hasSuffix("yml") ? "title: T\nparts: [Part]\n" : text).utf8)
    }
    var all = Evidence(state: .complete)
    all.chapters[path] = evidence
    return BookVerdicts(book, all)
  }

  private let text = """
    # T

    > **a.b** One.

    > **a.c** Two. (unproved: nobody can)

    ```swift example rule=a.b
    1
    ```
    ```swift test rule=a.b
    2
    ```
    """

  private func test(_ line: Int, _ verdict: Verdict) -> TestResult {
    TestResult(suite: nil, name: "at \(line)", line: line, verdict: verdict, seconds: 0)
  }

  @Test(arguments: [
    (Verdict.passed, Verdict.passed, RuleStatus.Standing.proved),
    (.passed, .failed, .refuted), (.crashed, .passed, .refuted),
    (.passed, .skipped, .unknown), (.notRun, .passed, .unknown),
  ])
  func `a rule is proved when each of its tests passed`(
    example: Verdict, test other: Verdict, standing: RuleStatus.Standing
  ) {
    var evidence = ChapterEvidence()
    evidence.tests = [test(7, example), test(11, other)]
    let verdicts = verdicts(text, evidence)
    #expect(verdicts.status(ofRule: "a.b")?.standing == standing)
    #expect(verdicts.status(ofRule: "a.c")?.standing == .unproved)
  }

  @Test func `without evidence nothing is proved and nothing passed`() {
    let verdicts = verdicts(text, nil)
    #expect(verdicts.status(ofRule: "a.b")?.standing == .unknown)
    #expect(verdicts.total.passed == 0 && verdicts.total.notRun == 2)
    #expect(verdicts.total.verdict == .notRun)
  }

  @Test func `lines count as covered when they ran, and the share is known only then`() {
    var evidence = ChapterEvidence()
    #expect(verdicts(text, evidence).total.coverage == nil)
    evidence.hits = [8: 1, 9: 0, 10: 7, 11: 2]
    #expect(verdicts(text, evidence).total.coverage == 0.75)
  }
}
