// Golden books: each folder below GoldenBooks is a part of a book that is really built, run and
// woven; the main part of each page is compared with the expected one beside it.
//
//     GoldenBooks/Failing/01-failing.md            the chapter
//     GoldenBooks/Failing/expected/01-failing.html the main part of its page
//
// WEFT_ACCEPT=1 writes the real pages as the expected ones; read the diff before committing it.

import Foundation
import Testing
import Trials

@Suite(.serialized)
struct GoldenBookTests {
  static let parts = [
    "Crashing", "Escaping", "Failing", "Forging", "Passing", "Unreached", "with-folders",
  ]

  @Test(.timeLimit(.minutes(10)))
  func `pages of golden books are as expected, built and run for real`() async throws {
    let package = try GoldenPackage(parts: Self.parts)
    let result = try await package.weft("build", "--json")
    // Two of the books fail on purpose.
    #expect(result.status == 1, "\(result.errors)")
    let summary = try #require(
      try JSONSerialization.jsonObject(with: Data(result.text.utf8)) as? [String: Any])
    let tally = try #require(summary["tally"] as? [String: Any])
    #expect(tally["failed"] as? Int == 9)
    // Three tests pass by what they state; the fourth says that it does.
    #expect(tally["notRun"] as? Int == 3)
    #expect(tally["rulesProved"] as? Int == 5)
    let findings = try #require(summary["findings"] as? [[String: Any]])
    #expect(findings.map { $0["kind"] as? String } == Array(repeating: "unreached-check", count: 5))
    #expect(tally["rulesRefuted"] as? Int == 3)

    // The same again runs nothing and gives the same bytes.
    let before = try package.site()
    let again = try await package.weft("build", "--json")
    #expect(again.status == 1)
    #expect(try package.site() == before)
    // Last, since these books depend on this package: pages that are accepted make them others.
    for part in Self.parts { try compare(part, in: package) }

    try await checkShares(package)
    try await checkKeptParts(package)
    try await checkFilteredReport(package)
    try await checkBrokenBook(package)
  }

  /// Parts that were not edited keep what they came to, and of one whose values alone were edited only
  /// those chapters' tests run; the pages are those of a run of everything.
  private func checkKeptParts(_ package: GoldenPackage) async throws {
    let chapter = "Spec/Passing/01-passing.md"
    let text = try String(contentsOf: package.url(chapter), encoding: .utf8)
    let edits = [
      ("→ 21", "→ 22", "Running the tests of Passing whose values changed"),
      ("counter.count)\n", "counter.count)\nprint(1)\n", "Running the tests of Passing"),
    ]
    for (old, new, stage) in edits {
      #expect(text.contains(old))
      try package.write(text.replacing(old, with: new), to: chapter)
      let kept = try await package.weft("build", "--json")
      let stages = kept.errors.split(separator: "\n").filter { $0.contains("Running the") }
      #expect(stages == [stage[...]])
      let pages = try Self.parts.map { try articles(of: $0, in: package) }
      for folder in ["parts", "evidence"] {
        try FileManager.default.removeItem(at: package.url(".build/weft/\(folder)"))
      }
      let whole = try await package.weft("build", "--json")
      #expect(whole.errors.contains("Running the tests of Failing"))
      #expect(try Self.parts.map { try articles(of: $0, in: package) } == pages)
      #expect(try Self.tests(whole.text) == Self.tests(kept.text))
    }
    try package.write(text, to: chapter)
    try await checkPartlyBroken(package)
  }

  /// Fences that do not compile, each for itself, and one that does.
  private static let partlyBroken = """
    # Partly broken

    Some of this does not compile.

    > **partly.bad** Not proved.

    > **partly.good** Proved.

    ```swift example rule=partly.bad
    if true {
      1 + 1  // → 2
    ```

    ```swift example
    let size: Int = "four"
    ```

    ```swift example rule=partly.good
    2 + 2  // → 4
    print("sum")
    ```
    ```text output
    sum
    ```

    """

  /// Examples that do not compile are left out, and told at their lines; the others run.
  private func checkPartlyBroken(_ package: GoldenPackage) async throws {
    try package.write(Self.partlyBroken, to: "Spec/Passing/02-broken.md")
    let result = try await package.weft("build")
    #expect(result.status == 1)
    let message = "cannot convert value of type 'String' to specified type 'Int'"
    #expect(result.errors.contains("Spec/Passing/02-broken.md:15:17: error: \(message)"))
    #expect(result.errors.contains("Spec/Passing/02-broken.md:12:1: error: expected '}'"))
    #expect(result.text.contains("2 tests or examples do not compile; the others ran"))
    let page = try package.mainPart(ofPage: "Passing/02-broken.html")
    for (line, verdict) in [(9, "notCompiled"), (14, "notCompiled"), (18, "passed")] {
      #expect(page.contains("<figure class=\"fence example \(verdict)\" id=\"L\(line)\">"))
    }
    #expect(page.contains("<figure class=\"fence printed passed\" id=\"L22\">"))
    let other = try package.mainPart(ofPage: "Passing/01-passing.html")
    #expect(other.contains("mark passed"))
  }

  private func articles(of part: String, in package: GoldenPackage) throws -> [String] {
    try GoldenPackage.chapters(of: part).map {
      try package.mainPart(ofPage: "\(part)/\(($0 as NSString).deletingPathExtension).html")
    }
  }

  /// Names, places and verdicts of all tests of a summary.
  static func tests(_ summary: String) throws -> [String] {
    let json = try JSONSerialization.jsonObject(with: Data(summary.utf8)) as? [String: Any]
    let tests = try #require(json?["tests"] as? [[String: Any]])
    return try tests.map { test in
      let location = try #require(test["location"] as? [String: Any])
      let place = "\(location["file"] ?? "") \(location["line"] ?? "")"
      return "\(place) \(test["test"] ?? "") \(test["verdict"] ?? "") \(test["messages"] ?? "")"
    }
  }

  /// What a test outside the parts reports belongs to the code, also when it was run alone.
  private func checkFilteredReport(_ package: GoldenPackage) async throws {
    // Once more all, since which tests are the book's goes by the names of modules, hyphens and all;
    // and with an example mended that did not compile, while another still does not.
    try package.write(
      Self.partlyBroken.replacing("\"four\"", with: "4"), to: "Spec/Passing/02-broken.md")
    let whole = try await package.weft("test", "--json")
    let summary = try JSONSerialization.jsonObject(with: Data(whole.text.utf8)) as? [String: Any]
    #expect(Self.othersPassed(summary) == 1)
    let mended = try Self.tests(whole.text).filter { $0.contains("02-broken.md 14") }
    #expect(mended == ["Spec/Passing/02-broken.md 14 Partly broken (2) passed []"])
    try await checkChoice(package)
    let result = try await package.weft("test", "--filter", "OtherTests", "--json")
    let filtered = try JSONSerialization.jsonObject(with: Data(result.text.utf8))
    #expect(Self.othersPassed(filtered as? [String: Any]) == 1, "\(result.errors)")
    #expect(try await package.weft("weave").status == 1)
    let page = try package.mainPart(ofPage: "checks.html")
    #expect(page.contains("<td>3</td>") && page.contains("From the code of these pages"))
  }

  /// What is chosen runs alone, has all verdicts that it has in a whole run, and leaves the site.
  private func checkChoice(_ package: GoldenPackage) async throws {
    let before = try package.site()
    let result = try await package.weft("test", "01-passing.md", "--repeat", "2", "--json")
    #expect(result.status == 1, "the example that does not compile is told of: \(result.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(result.text.utf8)) as? [String: Any]
    let summary = try #require(json)
    let tally = try #require(summary["tally"] as? [String: Any])
    #expect(summary["chosenTests"] as? Int == 3 && summary["runs"] as? Int == 2)
    #expect(tally["passed"] as? Int == 3 && tally["failed"] as? Int == 0)
    #expect(tally["notRun"] as? Int == 0 && tally["rulesProved"] as? Int == 1)
    #expect(try package.site() == before)
    let list = try await package.weft("test", "--failed", "--list", "Passing")
    #expect(list.text.contains("Spec/Passing/02-broken.md:9: does not compile: Partly broken  ["))
    #expect(list.text.hasSuffix("\n1 test\n") && list.status == 0)
  }

  private static func othersPassed(_ summary: [String: Any]?) -> Int? {
    (summary?["otherTests"] as? [String: Any])?["passed"] as? Int
  }

  private func compare(_ part: String, in package: GoldenPackage) throws {
    for file in try GoldenPackage.chapters(of: part) {
      let chapter = (file as NSString).deletingPathExtension
      let actual = try package.mainPart(ofPage: "\(part)/\(chapter).html")
      let expectedURL = GoldenPackage.books.appending(path: "\(part)/expected/\(chapter).html")
      if ProcessInfo.processInfo.environment["WEFT_ACCEPT"] == "1" {
        try FileManager.default.createDirectory(
          at: expectedURL.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(actual.utf8).write(to: expectedURL)
      }
      let expected = try String(contentsOf: expectedURL, encoding: .utf8)
      if actual != expected {
        let difference = Self.firstDifference(expected, actual)
        Issue.record("\(part)/\(chapter): \(difference); WEFT_ACCEPT=1 accepts the new page")
      }
    }
  }

  /// A book that does not compile is woven with the compiler's message at its line.
  private func checkBrokenBook(_ package: GoldenPackage) async throws {
    try package.write(
      "# Broken\n\nText.\n\n```swift\npublic let size: UInt64 = \"four\"\n```\n",
      to: "Spec/Passing/02-broken.md")
    defer { try? FileManager.default.removeItem(at: package.url("Spec/Passing/02-broken.md")) }
    let result = try await package.weft("build")
    #expect(result.status == 1)
    let message = "cannot convert value of type 'String' to specified type 'UInt64'"
    #expect(result.errors.contains("Spec/Passing/02-broken.md:6:27: error: \(message)"))
    let page = try package.mainPart(ofPage: "Passing/02-broken.html")
    let line = try #require(page.firstRange(of: "id=\"L6\""))
    #expect(page[line.upperBound...].contains("cannot convert value of type &#39;String&#39;"))
    let other = try package.mainPart(ofPage: "Passing/01-passing.html")
    #expect(other.contains("not run") && !other.contains("mark passed"))
  }

  static func firstDifference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let index =
      zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    let was = index < old.count ? old[index] : "(end)"
    let `is` = index < new.count ? new[index] : "(end)"
    return "line \(index + 1) was\n  \(was)\nand is\n  \(`is`)"
  }
}
