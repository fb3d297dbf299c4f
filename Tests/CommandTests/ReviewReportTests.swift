// What a review found, in the forms of forges: at most ten annotations, each at a line, and SARIF with the
// same fingerprints as waivers have.

import Bindings
import Book
import Evidence
import Foundation
import Review
import Testing

@testable import Command

struct ReviewReportTests {
  private func formats(_ schema: String) -> BindingSet {
    let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "01-a.md", kind: .regular)]])
    let chapter = "# T\n\n```yaml binding=note\n\(schema)\nadditionalProperties: false\n```\n"
    return BindingSet(
      Book.reading(folder) { path in
        Array((path.hasSuffix("yml") ? "title: T\nparts: [P]\n" : chapter).utf8)
      })
  }

  /// A review in which so many numbers turn their bytes round, and the text of one changes.
  private func report(_ count: Int, waivers: ((Review) -> String)? = nil) -> ReviewReport {
    func schema(_ order: String, _ words: String) -> BindingSet {
      let lines = (0..<count).map {
        "  p\($0): {$ref: types.yaml#/definitions/uint64, x-order: \(order), maximum: 9}"
      }
      return formats(
        "title: '\(words)'\nproperties:\n  compatible: {const: note-v1}\n"
          + lines.joined(separator: "\n"))
    }
    let (base, head) = (schema("native", "A"), schema("big", "B"))
    var review = Review(from: base, to: head, seeksWitnesses: false)
    if let waivers, let today = Day("2026-01-01") {
      review.apply(ReadWaivers(Array(waivers(review).utf8), path: "Spec/waivers.yml"), today: today)
    }
    return ReviewReport(
      review, base: .init(name: "a", commit: nil, base), head: .init(name: "b", commit: nil, head))
  }

  @Test func `annotations are ten at most, the worst first, at lines of head`() throws {
    let lines = ForgeAnnotations(report(25).remarks).lines
    #expect(lines.count == 10)
    #expect(
      lines[0].hasPrefix(
        "::error file=Spec/P/01-a.md,line=7,title=order-changed::the bytes of a number are in another"
          + " order: note:/p0 (native → big)%0AUP misread, BACK misread%0Abecause "))
    #expect(lines[9].hasSuffix("::17 more are in the log of this step"))
    #expect(lines.allSatisfy { !$0.contains { $0.isNewline } })
  }

  @Test func `SARIF has the rules' words, both places, fingerprints, and what was accepted`() throws
  {
    let report = report(1) { review in
      let missing = review.findings.first { $0.rule.id == "name-bump-missing" }
      return """
        - fingerprint: '\(missing?.fingerprint ?? "")'
          reason: "never\\nreleased"
          owner: me
          until: 2026-12-31

        """
    }
    let json = try SARIFReport(report.remarks, version: "1").json()
    let log = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(
      rules.map { $0["id"] as? String } == ["name-bump-missing", "order-changed", "title-changed"])
    #expect(
      (rules[1]["shortDescription"] as? [String: String])?["text"]
        == "The bytes of a number are in another order: the length is the same, so that each side reads"
        + " another number and neither notices.")
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["error", "note", "error"])
    #expect((results[0]["relatedLocations"] as? [Any])?.count == 1)
    #expect(
      (results[0]["partialFingerprints"] as? [String: String])?["weft/v1"]
        == report.findings[0].fingerprint)
    #expect(results[0]["suppressions"] == nil)
    let accepted = (results[2]["suppressions"] as? [[String: String]])?.first
    #expect(accepted?["justification"] == "until 2026-12-31, by me: never\nreleased")
    // What was accepted is no annotation.
    #expect(ForgeAnnotations(report.remarks).lines.count == 1)
  }

  @Test func `tests that newly fail are errors at their lines, if runs were asked for`() throws {
    let chapter = "# T\n\nText.\n\n## One\n\n```swift example\n1 // → 1\n```\n"
    let folder = BookFolder(path: "Spec", parts: ["P": [.init(name: "01-a.md", kind: .regular)]])
    let book = Book.reading(folder) { path in
      Array((path.hasSuffix("yml") ? "title: T\nparts: [P]\n" : chapter).utf8)
    }
    func revision(_ verdict: Verdict) -> RunRevision {
      var evidence = Evidence(state: .complete)
      var known = ChapterEvidence()
      known.tests = [
        TestResult(suite: nil, name: "Example One", line: 7, verdict: verdict, seconds: 0)
      ]
      known.reached[8] = 1
      evidence.chapters["Spec/P/01-a.md"] = known
      return RunRevision(book, contents: [:], evidence, .run)
    }
    func lines(isAsked: Bool) -> [String] {
      var report = report(0)
      report.add(RunReport(revision(.passed), revision(.crashed), isAsked: isAsked))
      return ForgeAnnotations(report.remarks).lines.filter { $0.contains("Example One") }
    }
    #expect(
      lines(isAsked: true) == [
        "::error file=Spec/P/01-a.md,line=7,title=test-newly-failing::Example One is newly failing:"
          + " passed → crashed"
      ])
    #expect(lines(isAsked: false).isEmpty)
  }
}
