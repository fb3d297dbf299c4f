// A fence on the page: its code, and all that the run said about it.
//
//     figure.fence.<role>.<verdict>
//       figcaption      role, tests with verdict and time, rules
//       pre.code        one element a line
//       div.output …    what it printed, figures it drew

import Book
import Evidence
import Lexer

struct FenceWeaver {
  let fence: Fence
  let index: Int
  let tokens: [Token]
  let chapter: Chapter
  let evidence: ChapterEvidence
  let page: String
  let context: WeaveContext
  /// The number on the page of the first figure that the fence's tests drew.
  let firstFigure: Int
  let names: NameLinks

  private var known: FenceVerdict? {
    context.verdicts.fence(atLine: fence.line, of: chapter.path)
  }

  private var tests: [TestResult] { known?.tests.map(\.result) ?? [] }

  private var refusal: Refusal? { known?.refusal }

  func html() -> HTML {
    if fence.role == .plain { return plain() }
    if fence.role == .output { return printed() }
    let kind: HTML = known?.verdict.map { " \($0.rawValue)" } ?? ""
    var html: HTML = "<figure class=\"fence \(fence.role.name)\(kind)\" id=\"L\(fence.line)\">"
    html += caption() + permalink()
    html += foldedListing() + uses()
    var figure = firstFigure
    for test in tests {
      var titles: [String] = []
      html += TestOutput(
        test, fence: index, firstFigure: figure, isStated: known?.output?.verdict == .passed
      ).html(&titles)
      context.figureTitles.remember(titles, of: test, in: chapter.path)
      figure += test.figureCount
    }
    html += "</figure>"
    return html
  }

  /// The code; support code, and a long test that passed, as a fold. The caption tells what they are for.
  private func foldedListing() -> HTML {
    let listing = self.listing().html()
    let count = fence.code.utf8.count { $0 == UInt8(ascii: "\n") }
    let summary: HTML
    switch fence.role {
    case .support: summary = "Support code for the tests, \(count) lines"
    case .test where count > Self.longTest && known?.verdict == .passed:
      summary = "Code of the test, \(count) lines"
    default: return listing
    }
    return "<details><summary>\(summary)</summary>\(listing)</details>"
  }

  /// Who uses what the code adds to the module.
  private func uses() -> HTML {
    guard fence.role == .implementation else { return "" }
    return UsesList(
      symbols: names.defined(in: lines), addresses: names.addresses, context: context
    ).html()
  }

  private var lines: ClosedRange<Int> { fence.line...max(fence.line, fence.lastLine) }

  /// A test with more lines is folded.
  private static let longTest = 12

  /// Code that no stage knows: shown, numbered, not judged.
  private func plain() -> HTML {
    let language: HTML =
      fence.language.isEmpty ? "" : "<figcaption>\(fence.language)</figcaption>"
    // The first line of indented code is the figure's own; it has the anchor.
    let id: HTML = fence.line == fence.firstCodeLine ? "" : " id=\"L\(fence.line)\""
    return
      "<figure class=\"fence plain\"\(id)>\(language)\(permalink())\(listing().html())</figure>"
  }

  /// What the example before it prints, with the differences at their lines.
  private func printed() -> HTML {
    let output = context.verdicts.output(atLine: fence.line, of: chapter.path)
    let verdict = output?.verdict ?? .notRun
    var listing = self.listing()
    for (line, text) in output?.messages ?? [] {
      let place = min(max(line, fence.firstCodeLine), max(fence.firstCodeLine, fence.lastLine - 1))
      listing.notes[place, default: LineNotes()].messages.append((verdict, text))
    }
    return """
      <figure class="fence printed \(verdict.rawValue)" id="L\(fence.line)"><figcaption>\
      \(Mark.labelled(verdict)) <span class="role">Printed</span></figcaption>\(permalink())\
      \(listing.html())</figure>
      """
  }

  /// The way to a link to this code, by keyboard and touch; the numbers of its lines are no tab stops.
  private func permalink() -> HTML {
    """
    <a class="permalink" href="#L\(fence.line)" aria-label="Link to the code from line \(fence.firstCodeLine)">#</a>
    """
  }

  // MARK: Caption

  private func caption() -> HTML {
    switch fence.role {
    case .implementation, .support, .output, .plain: return ""
    case .illustration(let reason):
      return "<figcaption><span class=\"role\">Not compiled:</span> \(reason)</figcaption>"
    case .schema(let binding), .tree(let binding):
      return "<figcaption><span class=\"role\">Binding</span> \(binding)\(releases)</figcaption>"
    case .layout(let name):
      return "<figcaption><span class=\"role\">Layout</span> \(name)\(releases)</figcaption>"
    case .fails(let expected):
      return """
        <figcaption>\(Mark.labelled(refusal?.verdict ?? .notRun)) \
        <span class="role">must not compile:</span> “\(expected)”</figcaption>
        """
    case .traps(let expected):
      return """
        <figcaption>\(testLines()) <span class="role">must trap:</span> “\(expected)”\(ruleLinks())\
        </figcaption>
        """
    case .test, .example:
      return "<figcaption>\(testLines())\(ruleLinks())</figcaption>"
    }
  }

  /// Which releases have a format, where the fence says so.
  private var releases: HTML {
    guard let claim = fence.claim else { return "" }
    let words = context.book.manifest.releases.scope(of: claim).words
    return words.isEmpty ? "" : " <span class=\"releases\">\(words)</span>"
  }

  private func testLines() -> HTML {
    guard let known, !known.tests.isEmpty else {
      return known?.verdict.map(Mark.labelled) ?? ""
    }
    return known.tests.map { test in
      """
      <span class="test">\(Mark.labelled(test.verdict)) \
      <span class="name">\(test.result.name)</span>\(Mark.time(test.result.seconds))\(skipReason(test))</span>
      """
    }.joined(separator: " ")
  }

  private func skipReason(_ test: FenceVerdict.Test) -> HTML {
    if test.verdict == .notRun, test.result.verdict == .passed {
      return " <span class=\"reason\">it passed without reaching all that it states</span>"
    }
    if test.closesGap { return " <span class=\"reason\">it passes now; remove gap=</span>" }
    if test.verdict == .gap, let reason = known?.gap {
      return " <span class=\"reason\">\(reason)</span>"
    }
    guard let reason = test.result.skipReason, !reason.isEmpty else { return "" }
    return " <span class=\"reason\">\(reason)</span>"
  }

  private func ruleLinks() -> HTML {
    guard !fence.provedRules.isEmpty else { return "" }
    let links = fence.provedRules.map { id -> HTML in
      guard let path = context.verdicts.chapterPath(ofRule: id) else { return "\(id)" }
      let target = context.page(ofChapter: path)
      let prefix = target == page ? "" : LinkTarget.relative(target, from: page)
      return "<a href=\"\(prefix)#\(Rule.anchor(of: id))\">\(id)</a>"
    }
    return " <span class=\"proves\">proves \(links.joined(separator: ", "))</span>"
  }

  // MARK: Lines

  private func listing() -> CodeListing {
    CodeListing(
      code: fence.code, tokens: tokens, firstLine: fence.firstCodeLine, notes: notes(),
      names: shownNames(),
      showsValues: fence.role == .example,
      wraps: !isDrawing)
  }

  /// Whether it may be a drawing made of characters.
  private var isDrawing: Bool {
    fence.role == .output || fence.role == .plain && ["", "text"].contains(fence.language)
  }

  private func shownNames() -> [Int: [ShownName]] {
    guard fence.language == "swift" else { return [:] }
    // A line of comment has no names.
    let cited = CommentCitations(fence, context.book.manifest.sources).shown()
    return fence.role.isTangled
      ? names.shown(in: lines).merging(cited) { names, _ in names } : cited
  }

  private func notes() -> [Int: LineNotes] {
    var notes: [Int: LineNotes] = [:]
    if fence.role == .implementation {
      for line in lines {
        if let hits = evidence.hits[line] { notes[line, default: LineNotes()].hits = hits }
      }
    }
    if fence.role == .test {
      for test in known?.tests ?? [] {
        notes[test.result.line, default: LineNotes()].verdict = test.verdict
      }
    }
    noteChecks(&notes)
    noteMessages(lines, &notes)
    return notes
  }

  /// Marks each stated value, and says of each check that was passed by that it was not made.
  private func noteChecks(_ notes: inout [Int: LineNotes]) {
    guard let known else { return }
    if !known.tests.isEmpty {
      for (line, verdict) in known.values {
        notes[line, default: LineNotes()].verdict = verdict
      }
    }
    for check in known.unreached {
      notes[check.line, default: LineNotes()].messages.append(
        (.notRun, "no run reached this line, so it is not checked"))
    }
    for (line, verdict) in known.values where verdict == .notRun {
      guard let end = known.end, end < line else { continue }
      notes[line, default: LineNotes()].messages.append(
        (.notRun, "not reached: an error left the example at line \(end)"))
    }
    for check in fence.checks {
      guard let reason = check.unreachedReason else { continue }
      notes[check.line, default: LineNotes()].messages.append((.skipped, "not reached: \(reason)"))
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
        let verdict: Verdict = issue.isKnown ? .skipped : known?.gap == nil ? .failed : .gap
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
