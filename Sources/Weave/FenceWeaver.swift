// A fence on the page: its code, and all that the run said about it.
//
//     figure.fence.<role>.<verdict>
//       figcaption      role, tests with verdict and time, rules
//       pre.code        one element a line
//       div.output …    what it printed, figures it drew

import Book
import Evidence
import Lexer
import Tangle

struct FenceWeaver {
  let fence: Fence
  let index: Int
  let tokens: [Token]
  let chapter: Chapter
  let evidence: ChapterEvidence
  let page: String
  let context: WeaveContext

  private var tests: [TestResult] {
    fence.role.isRun ? evidence.tests(from: fence.line, through: fence.lastLine) : []
  }

  private var refusal: Refusal? { evidence.refusals.first { $0.line == fence.line } }

  func html() -> HTML {
    if fence.role == .plain { return plain() }
    let verdict = self.verdict
    let kind: HTML = verdict.map { " \($0.rawValue)" } ?? ""
    var html: HTML = "<figure class=\"fence \(fence.role.name)\(kind)\" id=\"L\(fence.line)\">"
    html += caption()
    let listing = self.listing().html()
    if fence.role == .support {
      let count = fence.code.utf8.count { $0 == UInt8(ascii: "\n") }
      html += """
        <details><summary>Support code for the tests, \(count) lines</summary>\(listing)</details>
        """
    } else {
      html += listing
    }
    for test in tests { html += TestOutput(test, fence: index).html() }
    html += "</figure>"
    return html
  }

  /// Code that no stage knows: shown, numbered, not judged.
  private func plain() -> HTML {
    let language: HTML =
      fence.language.isEmpty ? "" : "<figcaption>\(fence.language)</figcaption>"
    return """
      <figure class="fence plain" id="L\(fence.line)">\(language)\(listing().html())</figure>
      """
  }

  private var verdict: Verdict? {
    switch fence.role {
    case .test, .example:
      var tally = Tally()
      for test in tests { tally.count(test.verdict) }
      if tests.isEmpty { return .notRun }
      return tally.failed > 0 ? .failed : tally.notRun > 0 ? .notRun : .passed
    case .fails: return refusal?.verdict ?? .notRun
    default: return nil
    }
  }

  // MARK: Caption

  private func caption() -> HTML {
    switch fence.role {
    case .implementation, .support, .plain: return ""
    case .illustration(let reason):
      return "<figcaption><span class=\"role\">Not compiled:</span> \(reason)</figcaption>"
    case .schema(let binding), .tree(let binding):
      return "<figcaption><span class=\"role\">Binding</span> \(binding)</figcaption>"
    case .fails(let expected):
      return """
        <figcaption>\(Mark.labelled(refusal?.verdict ?? .notRun)) \
        <span class="role">must not compile:</span> “\(expected)”</figcaption>
        """
    case .test, .example:
      return "<figcaption>\(testLines())\(ruleLinks())</figcaption>"
    }
  }

  private func testLines() -> HTML {
    guard !tests.isEmpty else { return Mark.labelled(.notRun) }
    return tests.map { test in
      """
      <span class="test">\(Mark.labelled(test.verdict)) <span class="name">\(test.name)</span> \
      <span class="time">\(Mark.duration(test.seconds))</span>\(skipReason(test))</span>
      """
    }.joined(separator: " ")
  }

  private func skipReason(_ test: TestResult) -> HTML {
    guard let reason = test.skipReason, !reason.isEmpty else { return "" }
    return " <span class=\"reason\">\(reason)</span>"
  }

  private func ruleLinks() -> HTML {
    guard !fence.provedRules.isEmpty else { return "" }
    let links = fence.provedRules.map { id -> HTML in
      guard let path = context.verdicts.status(ofRule: id)?.chapterPath else { return "\(id)" }
      let target = SitePaths.page(ofChapter: path)
      let prefix = target == page ? "" : SitePaths.relative(target, from: page)
      return "<a href=\"\(prefix)#\(Rule.anchor(of: id))\">\(id)</a>"
    }
    return " <span class=\"proves\">proves \(links.joined(separator: ", "))</span>"
  }

  // MARK: Lines

  private func listing() -> CodeListing {
    CodeListing(
      code: fence.code, tokens: tokens, firstLine: fence.firstCodeLine, notes: notes(),
      showsValues: fence.role == .example)
  }

  private func notes() -> [Int: LineNotes] {
    var notes: [Int: LineNotes] = [:]
    let lines = fence.line...max(fence.line, fence.lastLine)
    if fence.role == .implementation {
      for line in lines {
        if let hits = evidence.hits[line] { notes[line, default: LineNotes()].hits = hits }
      }
    }
    if fence.role == .test {
      for test in tests { notes[test.line, default: LineNotes()].verdict = test.verdict }
    }
    if fence.role == .example, let test = tests.first { noteValues(test, &notes) }
    noteMessages(lines, &notes)
    return notes
  }

  /// A stated value has a tick when its test reached it and said nothing against it.
  private func noteValues(_ test: TestResult, _ notes: inout [Int: LineNotes]) {
    guard test.verdict == .passed || test.verdict == .failed else { return }
    let disputed = Set(test.issues.compactMap(\.line))
    let stopped = test.issues.contains { $0.line == nil || $0.line == test.line }
    var line = fence.firstCodeLine
    for (_, comment) in ValueComment.lines(of: fence.code) {
      if comment != nil {
        let isKnown = !stopped || disputed.contains(line)
        notes[line, default: LineNotes()].verdict =
          disputed.contains(line) ? .failed : isKnown ? .passed : .notRun
      }
      line += 1
    }
  }

  private func noteMessages(_ lines: ClosedRange<Int>, _ notes: inout [Int: LineNotes]) {
    let last = max(fence.firstCodeLine, fence.isClosed ? fence.lastLine - 1 : fence.lastLine)
    func place(_ line: Int) -> Int { min(max(line, fence.firstCodeLine), last) }
    for test in tests {
      for issue in test.issues {
        let line = issue.line.flatMap { lines.contains($0) ? $0 : nil } ?? test.line
        let origin = issue.elsewhere.map { "at \($0.file):\($0.line): " } ?? ""
        let message = (issue.isKnown ? "known issue: " : "") + origin + issue.message
        let verdict: Verdict = issue.isKnown ? .skipped : .failed
        notes[place(line), default: LineNotes()].messages.append((verdict, message))
      }
    }
    let isExpected = refusal?.verdict == .passed
    let diagnostics =
      evidence.diagnostics.filter { lines.contains($0.line) } + (refusal?.diagnostics ?? [])
    for diagnostic in diagnostics {
      let verdict: Verdict =
        isExpected ? .passed : diagnostic.severity == .error ? .failed : .skipped
      notes[place(diagnostic.line), default: LineNotes()].messages.append(
        (verdict, "\(diagnostic.severity.rawValue): \(diagnostic.message)"))
    }
  }
}
