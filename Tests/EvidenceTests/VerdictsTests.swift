// Verdicts of rules and chapters, from small books and given evidence.

import Book
import Testing

@testable import Evidence

struct VerdictsTests {
  private let path = "Spec/Part/01-a.md"

  private func verdicts(_ text: String, _ evidence: ChapterEvidence?) -> Verdicts {
    let folder = BookFolder(path: "Spec", parts: ["Part": [.init(name: "01-a.md", kind: .regular)]])
    let book = Book.reading(folder) { path in
      Array((path.hasSuffix("yml") ? "title: T\nparts: [Part]\n" : text).utf8)
    }
    var all = Evidence(state: .complete)
    all.chapters[path] = evidence
    return Verdicts(book, all)
  }

  private let text = """
    # T

    > **a.b** One.

    > **a.c** Two. (unproved: nobody can)

    ```swift example rule=a.b
    1  // → 1
    ```
    ```swift test rule=a.b
    @Test func two() { #expect(2 == 2) }
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
    evidence.reached = [8: 1, 11: 1]
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

  private func passed(_ text: String, reached: [Int: Int]) -> Verdicts {
    var evidence = ChapterEvidence()
    evidence.tests = [test(7, .passed), test(11, .passed)]
    evidence.reached = reached
    return verdicts(text, evidence)
  }

  @Test(arguments: [[8: 0, 11: 1], [8: 1, 11: 0], [8: 1], [:]])
  func `what passed without reaching its checks proves nothing and counts as not run`(
    reached: [Int: Int]
  ) {
    let verdicts = passed(text, reached: reached)
    #expect(verdicts.status(ofRule: "a.b")?.standing == .unknown)
    #expect(verdicts.total.notRun > 0 && verdicts.total.verdict == .notRun)
    let findings = UnreachedChecks.findings(verdicts)
    // Where nothing at all was counted nothing is known.
    #expect(findings.count == (reached.isEmpty ? 0 : 1))
    #expect(findings.allSatisfy { $0.kind.rawValue == "unreached-check" })
  }

  @Test(arguments: [
    ([8: 1, 11: 1], RuleStatus.Standing.proved), ([8: 0, 11: 1], .unknown), ([11: 1], .unknown),
  ])
  func `an expectation before the first test of its fence has to be reached as well`(
    reached: [Int: Int], standing: RuleStatus.Standing
  ) {
    let text = """
      # T

      > **a.b** One.

      ```swift test rule=a.b
      func both(_ a: Int, _ b: Int) {

        #expect(a == b)
      }

      @Test func one() { #expect(1 == 1) }
      ```
      """
    var evidence = ChapterEvidence()
    evidence.tests = [test(11, .passed)]
    evidence.reached = reached
    let verdicts = verdicts(text, evidence)
    #expect(verdicts.status(ofRule: "a.b")?.standing == standing)
    #expect(UnreachedChecks.findings(verdicts).count == (standing == .proved ? 0 : 1))
  }

  @Test func `checks of a test that did not run are not those of the next one`() {
    let text = """
      # T

      ```swift test
      @Test func one() { #expect(1 == 1) }
      @Test func two() { #expect(2 == 2) }
      ```
      """
    var evidence = ChapterEvidence()
    evidence.tests = [test(5, .passed)]
    evidence.reached = [4: 0, 5: 1]
    let verdicts = verdicts(text, evidence)
    #expect(verdicts.fence(atLine: 3, of: path)?.verdict == .passed)
    #expect(UnreachedChecks.findings(verdicts).isEmpty)
  }

  @Test func `only values that were reached are ticked`() {
    let fence = passed(text, reached: [8: 0]).fence(atLine: 7, of: path)
    #expect(fence?.values == [8: .notRun])
    #expect(passed(text, reached: [8: 3]).fence(atLine: 7, of: path)?.values == [8: .passed])
  }

  @Test func `a value may say why no run reaches it, and then must not be reached`() {
    let meant = text.replacing("→ 1", with: "→ 1 (not reached: never here)")
    let verdicts = passed(meant, reached: [8: 0, 11: 1])
    #expect(UnreachedChecks.findings(verdicts).isEmpty)
    #expect(verdicts.status(ofRule: "a.b")?.standing == .proved)
    #expect(verdicts.fence(atLine: 7, of: path)?.values == [8: .notRun])
    let reached = UnreachedChecks.findings(passed(meant, reached: [8: 1, 11: 1]))
    #expect(reached.map(\.kind.rawValue) == ["reached-check"])
  }

  @Test func `what does not compile proves nothing, refutes nothing and is an error`() {
    var evidence = ChapterEvidence()
    evidence.tests = [test(11, .passed)]
    evidence.reached = [11: 1]
    evidence.uncompiled = [7]
    evidence.diagnostics = [Diagnostic(severity: .error, line: 8, column: 1, message: "no")]
    let verdicts = verdicts(text, evidence)
    let fence = verdicts.fence(atLine: 7, of: path)
    #expect(fence?.verdict == .notCompiled && fence?.values == [8: .notRun])
    #expect(verdicts.status(ofRule: "a.b")?.standing == .unknown)
    #expect(verdicts.total.passed == 1 && verdicts.total.notRun == 1)
    #expect(verdicts.total.verdict == .failed)
  }

  @Test func `an error in the middle of an example leaves what came before it checked`() {
    let text = "# T\n\nText.\n\n```swift example\n1  // → 1\ntry f()\n2  // → 2\n```\n"
    var evidence = ChapterEvidence()
    var result = test(5, .failed)
    result.issues = [Issue(line: 5, message: "Caught error: E()")]
    evidence.tests = [result]
    evidence.reached = [6: 1, 8: 0]
    // Where it was left is not known without coverage.
    let unplaced = verdicts(text, evidence).fence(atLine: 5, of: path)
    #expect(unplaced?.values == [6: .notRun, 8: .notRun])
    evidence.ends = [5: 7]
    evidence.placeThrownErrors()
    #expect(evidence.tests[0].issues.map(\.line) == [7])
    let fence = verdicts(text, evidence).fence(atLine: 5, of: path)
    #expect(fence?.values == [6: .passed, 8: .notRun] && fence?.end == 7)
  }

  @Test(arguments: [
    (Verdict.failed, 1, Verdict.gap, RuleStatus.Standing.unknown), (.crashed, 0, .gap, .unknown),
    (.passed, 1, .failed, .refuted), (.passed, 0, .notRun, .unknown),
  ])
  func `a known gap is no failure until it passes, and proves nothing`(
    real: Verdict, reached: Int, shown: Verdict, standing: RuleStatus.Standing
  ) {
    var evidence = ChapterEvidence()
    evidence.tests = [test(7, real), test(11, .passed)]
    evidence.reached = [8: reached, 11: 1]
    let gap = text.replacing("example rule", with: "example gap=\"not yet\" rule")
    let verdicts = verdicts(gap, evidence)
    #expect(verdicts.fence(atLine: 7, of: path)?.verdict == shown)
    #expect(verdicts.status(ofRule: "a.b")?.standing == standing)
    #expect(verdicts.total.passed == 1 && verdicts.total.gaps == (shown == .gap ? 1 : 0))
  }

  @Test func `a test fence without a test is judged only when it declares one`() {
    let fence = "# T\n\nText.\n\n```swift test\n@Test func a() {}\n```\n"
    #expect(verdicts(fence, ChapterEvidence()).total.notRun == 1)
    let helper = "# T\n\nText.\n\n```swift test\nlet a = 1\n```\n"
    #expect(verdicts(helper, ChapterEvidence()).total.tests == 0)
  }
}
