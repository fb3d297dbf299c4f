// A book that is run as shares, and merged, has the site of one that is run at once.

import Foundation
import Programs
import Testing
import Trials

extension GoldenBookTests {
  /// A suite, whose tests are in it; two tests on a line; and a line that tests of two shares reach.
  private static let shared = """
    # Shared

    Each of these runs once.

    > **shared.sum** Sums are the same whoever runs them.

    ```swift test rule=shared.sum
    func check(_ isOne: Bool) { if isOne { #expect(isOne) } else { #expect(!isOne) } }

    @Suite struct Sums {
      @Test func `one and one`() { #expect(1 + 1 == 2) }
      @Test(arguments: [1, 2]) func `one more`(number: Int) { #expect(number + 1 > number) }
    }

    @Test func `checks one`() { check(true) }
    @Test func `checks none`() { check(false) }
    @Test func a() { #expect(1 < 2) }; @Test func b() { #expect(2 < 3) }
    ```

    """

  private static let elsewhere = """
    import Testing
    @testable import Passing

    @Test func `a test that stands in no chapter`() {
      var counter = Counter()
      #expect(counter.next() == 1)
    }

    """

  /// Runs the book at once and as three shares, and compares the sites; then hands in results that are
  /// not whole.
  func checkShares(_ package: GoldenPackage) async throws {
    try package.write(Self.shared, to: "Spec/Passing/03-shared.md")
    try package.write(Self.elsewhere, to: "Tests/PassingTests/PassingTests.swift")
    let whole = try await package.weft("build", "--json")
    let wholeSite = try package.siteWithoutTimes()
    #expect(try package.mainPart(ofPage: "Passing/03-shared.html").contains("mark passed"))
    // What was run is forgotten, so that nothing but the results can be shown.
    for name in ["evidence", "parts", "../../Site/public"] {
      try FileManager.default.removeItem(at: package.url(".build/weft/\(name)"))
    }
    for number in 1...3 {
      let part = try await package.weft(
        "test", "--shard", "\(number)/3", "--results", "results", "--json")
      #expect(part.status == 1 || part.status == 0, "\(part.errors)")
      #expect(try summary(part)["results"] as? String == "results/\(number)-of-3.results")
    }
    let merged = try await package.weft("merge", "results", "--json")
    #expect(merged.status == whole.status, "\(merged.errors)")
    #expect(!merged.errors.contains("Compiling") && !merged.errors.contains("Running"))
    let (one, other) = (try summary(merged), try summary(whole))
    #expect(one["tally"] as? NSDictionary == other["tally"] as? NSDictionary)
    #expect(try Self.tests(merged.text) == Self.tests(whole.text))
    let site = try package.siteWithoutTimes()
    #expect(site.keys.sorted() == wholeSite.keys.sorted())
    for (path, text) in site where wholeSite[path] != text {
      Issue.record("\(path): \(Self.firstDifference(wholeSite[path] ?? "", text))")
    }
    try await checkFaultyResults(package)
    // What comes after finds what it found before.
    try FileManager.default.removeItem(at: package.url("Spec/Passing/03-shared.md"))
    try package.write("// Tests of Passing.\n", to: "Tests/PassingTests/PassingTests.swift")
    #expect(try await package.weft("build").status == 1)
  }

  private func summary(_ output: ChildProcess.Output) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(output.text.utf8))
    return try #require(json as? [String: Any])
  }

  /// Nothing is written where a share is missing, doubled, cut off, or of other code.
  private func checkFaultyResults(_ package: GoldenPackage) async throws {
    let before = try package.site()
    let third = package.url("results/3-of-3.results")
    let bytes = try Data(contentsOf: third)
    let twice = try await package.weft("merge", "results", "results/1-of-3.results")
    #expect(twice.status == 3 && twice.errors.contains("1-of-3.results: this is shard 1/3, as is"))
    try bytes.prefix(bytes.count / 2).write(to: third)
    let cut = try await package.weft("merge", "results", "--json")
    #expect(
      cut.status == 3 && cut.errors.contains("error: results/3-of-3.results: this file is cut off"))
    #expect(try summary(cut)["exitCode"] as? Int == 3)
    try FileManager.default.removeItem(at: third)
    let missing = try await package.weft("merge", "results")
    #expect(missing.status == 3 && missing.errors.contains("error: shard 3/3 is missing; give the"))
    try bytes.write(to: third)
    let text = Self.shared.replacing("1 + 1 == 2", with: "1 + 2 == 3")
    try package.write(text, to: "Spec/Passing/03-shared.md")
    let edited = try await package.weft("merge", "results")
    #expect(edited.status == 3)
    #expect(edited.errors.split(separator: "\n").count { $0.contains("is of other code") } == 3)
    #expect(try package.site() == before)
    try FileManager.default.removeItem(at: package.url("results"))
  }
}
