// What was printed, against what the chapter says.

import Book
import Testing

@testable import Evidence

struct PrintedOutputTests {
  private func fence(
    _ stated: String, _ printed: String, _ verdict: Verdict = .passed, info: String = ""
  ) -> FenceVerdict? {
    let text =
      "# Cages\n\n> **a.b** R.\n\n```swift example rule=a.b\(info)\nprint(1)\n```\n```text output\n"
      + "\(stated)```\n"
    let book = smallBook(["01-cages.md": text])
    var result = TestResult(suite: nil, name: "t", line: 5, verdict: verdict, seconds: 0)
    result.output = printed
    var evidence = Evidence(state: .complete)
    evidence.chapters["Spec/Zoo/01-cages.md"] = ChapterEvidence()
    evidence.chapters["Spec/Zoo/01-cages.md"]?.tests = [result]
    return Verdicts(book, evidence).fence(atLine: 5, of: "Spec/Zoo/01-cages.md")
  }

  @Test func `what is printed as stated passes, white space at line ends aside`() {
    #expect(fence("a\n\nb\n", "a  \n\nb\n\n")?.output?.verdict == .passed)
    #expect(fence("", "")?.verdict == .passed)
    #expect(fence("a\n", "a")?.verdict == .passed)
  }

  @Test func `a difference fails the example and stands at its line`() {
    let failed = fence("a\nb\nc\n", "a\nB\nc\n")
    #expect(failed?.verdict == .failed && failed?.output?.verdict == .failed)
    #expect(failed?.output?.messages.map { "\($0.line) \($0.text)" } == ["10 prints 'B', not 'b'"])
    #expect(fence("a\n", " a\n")?.verdict == .failed)
    let more = fence("a\n", "a\nb\n")?.output?.messages.map { "\($0.line) \($0.text)" }
    #expect(more == ["9 also prints 'b'"])
    let less = fence("a\nb\nc\nd\ne\n", "e\n")?.output?.messages.map { "\($0.line) \($0.text)" }
    #expect(less == ["9 does not print 'a', 'b', 'c' and 1 more lines"])
  }

  @Test func `many differences are told in few words`() {
    let stated = (1...100).map { "\($0)\n=\n" }.joined()
    let printed = (101...200).map { "\($0)\n=\n" }.joined()
    let messages = fence(stated, printed)?.output?.messages ?? []
    #expect(messages.count == 21 && messages.last?.text == "and 80 more differences")
  }

  @Test(arguments: [Verdict.crashed, .notRun, .skipped])
  func `of a test that came to no end it says nothing`(verdict: Verdict) {
    #expect(fence("a\n", "", verdict)?.output?.verdict == .notRun)
    #expect(fence("a\n", "", verdict)?.output?.messages.isEmpty == true)
  }

  @Test func `a known gap is one until what is printed is what is stated`() {
    let gap = " gap=\"not yet\""
    #expect(fence("a\n", "b\n", info: gap)?.verdict == .gap)
    let closed = fence("a\n", "a\n", info: gap)
    #expect(closed?.verdict == .failed && closed?.tests.first?.closesGap == true)
    #expect(fence("a\n", "b\n")?.tests.first?.closesGap == false)
  }

  @Test func `more than is kept is never what is stated`() {
    let output = fence("a\n", "a" + TestResult.cutMark)?.output
    #expect(output?.verdict == .failed && output?.isCut == true)
  }
}
