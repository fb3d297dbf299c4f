// Reports for other programs: what is wrong, in their forms, whatever a book's text is.

import Book
import Evidence
import Foundation
import Testing

@testable import Command

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `A report` {
  private func summary(_ findings: [Finding] = []) throws -> JobSummary {
    let book = Book.reading(BookFolder(path: "Spec", parts: ["P": []])) { _ in
      Array("title: \"T `x` <b>\"\nparts: [P]\n".utf8)
    }
    var summary = JobSummary(book)
    summary.findings = findings
    return summary
  }

  private func finding(_ line: Int, _ severity: Finding.Severity, _ message: String) -> Finding {
    Finding(
      .deadLink, Location(file: "Spec/P/a b,%:é.md", line: line), message, severity: severity)
  }

  @Test func `names the worst first, and keeps the order of places`() throws {
    var summary = try summary([finding(1, .warning, "w"), finding(2, .error, "e")])
    summary.failures = [
      .init(
        test: "t", location: Location(file: "Spec/P/c.md", line: 9), verdict: .crashed,
        messages: ["signal 5"])
    ]
    summary.omissions = ["no lexer"]
    summary.messages = ["linker says"]
    #expect(
      summary.remarks.map(\.message) == ["e", "t\nsignal 5", "w", "no lexer", "linker says"])
    #expect(
      summary.remarks.map(\.rule)
        == ["dead-link", "test-crashed", "dead-link", "not-checked", "message"])
  }

  @Test func `as SARIF has a rule for each result, and places as addresses`() throws {
    let summary = try summary([finding(3, .error, "first\nsecond \u{1b}[1m")])
    let json = try SARIFReport(summary.remarks, version: "1").json()
    let log = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
    #expect((driver["rules"] as? [[String: Any]])?.map { $0["id"] as? String } == ["dead-link"])
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    #expect(result["ruleId"] as? String == "dead-link" && result["level"] as? String == "error")
    let place = try #require((result["locations"] as? [[String: [String: Any]]])?.first)
    let physical = try #require(place["physicalLocation"] as? [String: [String: Any]])
    #expect(physical["artifactLocation"]?["uri"] as? String == "Spec/P/a%20b,%25%3A%C3%A9.md")
    #expect(physical["region"]?["startLine"] as? Int == 3)
  }

  @Test func `as JUnit's XML has each test once, and no text that XML cannot hold`() throws {
    var summary = try summary()
    let place = Location(file: "Spec/P/a.md", line: 4)
    summary.tests = [
      .init(test: "fine", location: place, verdict: .passed, seconds: 0.25),
      .init(
        test: "bad \u{1b}\u{ffff}<&\"", location: place, verdict: .failed,
        messages: ["a\u{0}\nb", "]]></failure>"]),
      .init(test: "gone", location: place, verdict: .crashed),
      .init(test: "off", location: place, verdict: .skipped, skipReason: "too <slow>"),
      .init(test: "never", location: place, verdict: .notRun),
    ]
    summary.failures = [
      summary.tests[1], summary.tests[2],
      .init(test: "refused", location: place, verdict: .failed, messages: ["it compiles"]),
    ]
    summary.findings = [finding(1, .error, "e"), finding(2, .warning, "w")]
    summary.omissions = ["no lexer"]
    let document = try XMLDocument(data: JUnitReport(summary: summary).xml())
    let suites = try #require(document.rootElement()).elements(forName: "testsuite")
    func counts(_ suite: XMLElement) -> [String?] {
      ["tests", "failures", "errors", "skipped"].map { suite.attribute(forName: $0)?.stringValue }
    }
    #expect(suites.map(counts) == [["5", "1", "1", "2"], ["3", "2", "0", "1"]])
    let cases = suites[0].elements(forName: "testcase")
    #expect(cases.map { $0.attribute(forName: "time")?.stringValue }.first == "0.250000")
    #expect(cases[1].attribute(forName: "name")?.stringValue == "bad  \u{fffd}<&\"")
    #expect(cases[1].elements(forName: "failure").first?.stringValue == "a \nb\n]]></failure>")
    #expect(cases.map(\.childCount) == [0, 1, 1, 1, 1])
  }

  @Test func `for GitHub cannot be ended by what a book says`() throws {
    let lines = ForgeAnnotations(
      try summary([finding(3, .error, "100 %\n::error::forged\u{1b}[1m")]).remarks
    ).lines
    #expect(lines.count == 1 && !lines[0].contains { $0.isNewline || $0 == "\u{1b}" })
    #expect(
      lines[0].hasPrefix(
        "::error file=Spec/P/a b%2C%25%3Aé.md,line=3,title=dead-link::100 %25%0A::error::forged"))
  }

  @Test func `for GitHub has at most ten, the last of which says what is left out`() throws {
    let findings = (1...25).map { finding($0, .error, "n\($0)") }
    let lines = ForgeAnnotations(try summary(findings).remarks).lines
    #expect(lines.count == 10 && lines[9].hasSuffix("::16 more are in the log of this step"))
    let ten = ForgeAnnotations(try summary(Array(findings.prefix(10))).remarks).lines
    #expect(ten.count == 10 && ten[9].hasSuffix("::n10"))
  }

  @Test func `in Markdown shows a book's text as code`() throws {
    let text = ForgeAnnotations.markdown(try summary([finding(3, .error, "``</td>\n# x")]))
    #expect(text.hasPrefix("### `` T `x` <b> ``\n"))
    #expect(text.hasSuffix("- ` Spec/P/a b,%:é.md:3:1 `: ``` ``</td> ```\n"))
  }
}
