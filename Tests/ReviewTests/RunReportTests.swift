// What a review says of the builds and tests of both revisions.

import Book
import Evidence
import Testing

@testable import Review

struct RunReportTests {
  private let path = "Spec/P/01-a.md"

  private func chapter(_ code: String = "let a = 1", names: [String] = ["One", "Two"]) -> String {
    let sections = names.map { name in
      "## \(name)\n\n> **r.\(name.lowercased())** It holds.\n\n"
        + "```swift example rule=r.\(name.lowercased())\n1  // → 1\n```\n"
    }
    return "# A\n\nText.\n\n```swift\n\(code)\n```\n\n" + sections.joined(separator: "\n")
  }

  /// A revision whose examples came to these verdicts, in their order; without any it was not built.
  private func revision(
    _ text: String, _ verdicts: [Verdict] = [], hits: [Int: Int] = [:],
    state: Evidence.State = .complete, at path: String = "Spec/P/01-a.md"
  ) -> RunRevision {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: name, kind: .regular)]])
    let book = Book.reading(folder) { asked in
      Array((asked.hasSuffix(".yml") ? "title: T\nparts: [P]\n" : text).utf8)
    }
    var evidence = Evidence(state: state)
    var known = ChapterEvidence()
    known.hits = hits
    for (fence, verdict) in zip(book.chapters[0].checkedFences, verdicts) {
      var result = TestResult(
        suite: nil, name: fence.tests[0].name, line: fence.line, verdict: verdict, seconds: 0)
      if verdict == .failed { result.issues = [Issue(line: fence.line + 1, message: "shows 2")] }
      known.tests.append(result)
      known.reached[fence.line + 1] = 1
    }
    evidence.chapters[path] = known
    return RunRevision(book, contents: [path: Array(text.utf8)], evidence, .run)
  }

  private func report(
    _ base: RunRevision, _ head: RunRevision, isAsked: Bool = true
  ) -> ReviewReport {
    let set = formats(example)
    var report = ReviewReport(
      Review(from: set, to: set), base: .init(name: "main", commit: "0123456789abcdef", set),
      head: .init(name: "working tree", commit: nil, set))
    report.add(RunReport(base, head, isAsked: isAsked))
    return report
  }

  @Test func `what fails now comes first, then what came, went, and is mended`() throws {
    let base = revision(
      chapter(names: ["Broken", "Mended", "Gone", "Bad"]), [.passed, .failed, .passed, .failed])
    let head = revision(
      chapter(names: ["Broken", "Mended", "New", "Bad", "Worse"]),
      [.failed, .passed, .passed, .failed, .failed])
    let report = report(base, head)
    #expect(report.status == .findings)
    let tests = try #require(report.runs?.tests)
    #expect(
      tests.map { "\($0.kind.rawValue) \($0.test)" } == [
        "newly-failing Example Broken", "new-and-failing Example Worse",
        "still-failing Example Bad", "gone Example Gone", "newly-passing Example Mended",
        "new Example New",
      ])
    #expect(tests[0].messages == ["shows 2"] && tests[3].place.file == path)
    let rules = try #require(report.runs?.rules).map { "\($0.rule) \($0.words)" }
    #expect(
      rules == [
        "r.broken was proved, and is refuted", "r.worse is refuted", "r.gone is gone",
        "r.mended is proved now", "r.new is new, and proved",
      ])
    #expect(
      report.verdict.hasSuffix(
        "1 test newly failing, 1 test new and failing, 2 rules no longer proved."))
  }

  @Test func `what is merely kept is told and decides nothing`() {
    let (base, head) = (
      revision(chapter(), [.passed, .passed]), revision(chapter(), [.passed, .failed])
    )
    #expect(report(base, head, isAsked: false).status == .clean)
    #expect(report(base, head, isAsked: false).runs?.tests.count == 1)
    #expect(report(base, head).status == .findings)
    #expect(report(base, base).status == .clean)
  }

  @Test func `a test that does not run any more is worse, and one that moved is the same`() {
    let base = revision(chapter(), [.passed, .passed])
    let skipped = report(base, revision(chapter(), [.passed, .skipped]))
    #expect(skipped.runs?.tests.map(\.kind) == [.noLongerPassing] && skipped.status == .findings)
    let moved = revision("\n" + chapter(), [.passed, .passed], at: "Spec/P/02-b.md")
    #expect(report(base, moved).runs?.tests.isEmpty == true)
  }

  @Test func `a revision that was not built is no clean one, in any output`() {
    let built = revision(chapter(), [.passed, .passed])
    var broken = revision(chapter("let a = b"), state: .broken)
    broken.evidence.chapters[path]?.diagnostics = [
      Diagnostic(severity: .error, line: 6, column: 9, message: "cannot find 'b' in scope")
    ]
    let report = report(broken, built)
    #expect(report.status == .incomplete)
    let reason = "base (0123456789ab) was not built and run"
    #expect(report.verdict.hasPrefix("INCOMPLETE: \(reason). "))
    let text = ReviewText(report).lines
    #expect(text.contains("base: does not build"))
    #expect(text.contains("    Spec/P/01-a.md:6:9: error: cannot find 'b' in scope"))
    #expect(
      text.contains("not checked: \(reason): Spec/P/01-a.md:6:9: error: cannot find 'b' in scope"))
    #expect(ReviewMarkdown(report).text.contains("**INCOMPLETE: \(reason)"))
    let both = self.report(broken, broken)
    #expect(both.verdict.hasPrefix("INCOMPLETE: base") && both.omissions.count == 2)
    // What nobody asked for is missed by nobody.
    #expect(self.report(broken, built, isAsked: false).status == .clean)
  }

  @Test func `of changed lines it is told which ran, which did not, and which were not built`() {
    let base = revision(chapter("let a = 1\nlet b = 1"), [.passed, .passed])
    let text = chapter("let a = 2\nlet b = 2\n\n// Words.\nlet c = 3")
    let head = revision(text, [.passed, .passed], hits: [6: 2, 7: 0])
    let lines = report(base, head).runs?.lines
    #expect(lines?.map(\.words) == ["ran 6; did not run 7"])
    let broken = revision(text, state: .broken)
    #expect(report(base, broken).runs?.lines.map(\.words) == ["not built 6–7, 10"])
    #expect(report(base, base).runs?.lines.isEmpty == true)
  }

  @Test func `a note of what was not there leaves a review open`() {
    let built = revision(chapter(), [.passed, .passed])
    var lacking = built
    lacking.notes = ["lib is a module of another repository, and is not there"]
    let report = report(built, lacking)
    #expect(report.status == .inconclusive)
    #expect(report.omissions == ["head (working tree): \(lacking.notes[0])"])
  }
}
