// `weft review --run`: both revisions built and run, each in a folder of its own.

import Foundation
import Programs
import Testing
import Trials

@Suite(.serialized) struct ReviewRunTests {
  /// A chapter with a rule, what it speaks of, and what proves it.
  private func chapter(
    _ body: String = "number * 2", value: Int = 6, _ more: String = ""
  ) -> String {
    """
    # A

    Text.

    ## Doubling

    > **double.twice** Doubling gives twice as much.

    ```swift
    /// Twice a number.
    public func doubled(_ number: Int) -> Int {
      if number < 0 { return -doubled(-number) }
      return \(body)
    }
    ```

    ```swift example rule=double.twice
    doubled(3)  // → \(value)
    ```

    \(more)

    """
  }

  private func sides(_ report: [String: Any]) throws -> (base: [String: Any], head: [String: Any]) {
    let runs = try #require(report["runs"] as? [String: Any])
    return (
      try #require(runs["base"] as? [String: Any]), try #require(runs["head"] as? [String: Any])
    )
  }

  @Test(.timeLimit(.minutes(10)))
  func `both revisions run, what fails now comes first, and the checkout is as it was`()
    async throws
  {
    let repository = try await BuiltRepository("verdicts")
    try await repository.commit(chapter(), as: "one")
    try await repository.commit(chapter("number + number"), as: "two")
    try await repository.commit(chapter("number * 3"), as: "three")
    let index = try Data(contentsOf: repository.folder.appending(path: ".git/index"))
    let well = try await repository.json("one", "two", "--run")
    #expect(well["status"] as? String == "clean")
    let lines = (well["runs"] as? [String: Any])?["lines"] as? [[String: Any]]
    #expect(lines?.first?["ran"] as? [Int] == [13])

    let text = try await repository.review("two", "three", "--run")
    #expect(text.status == 1, "\(text.errors)")
    #expect(text.text.hasPrefix("No format changed. Of the runs: 1 test newly failing, 1 rule no"))
    #expect(
      text.text.contains(
        "Spec/P/01-a.md:17:1: test 'Example Doubling' is newly failing: passed → failed"))
    #expect(text.text.contains("rule double.twice was proved, and is refuted"))
    #expect(text.text.contains("Spec/P/01-a.md: of the changed lines, ran 13"))

    // What was run is taken from what is kept, and decides nothing unless it was asked for.
    let again = try sides(await repository.json("two", "three", "--run"))
    #expect(again.base["origin"] as? String == "kept" && again.head["origin"] as? String == "kept")
    let kept = try await repository.json("two", "three")
    #expect(kept["status"] as? String == "clean")
    #expect(try sides(kept).head["origin"] as? String == "kept")
    let page = repository.path("review.html")
    #expect(try await repository.review("two", "three", "--run", "--html", page).status == 1)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(
      html.contains("<td class=\"breaking\">newly failing</td><td>passed</td><td>failed</td>"))
    try FileManager.default.removeItem(atPath: page)

    #expect(try await repository.git("status", "--porcelain") == "")
    #expect(try Data(contentsOf: repository.folder.appending(path: ".git/index")) == index)
  }

  @Test(.timeLimit(.minutes(10)))
  func `a revision that does not build makes a review incomplete`() async throws {
    let repository = try await BuiltRepository("broken")
    try await repository.commit(chapter("nothing"), as: "one")
    try await repository.commit(chapter(), as: "two")
    let result = try await repository.review("one", "two", "--run", "--allow-inconclusive")
    #expect(result.status == 4, "\(result.text)\(result.errors)")
    #expect(result.text.hasPrefix("INCOMPLETE: base ("))
    #expect(result.text.contains("    Spec/P/01-a.md:13:10: error: cannot find 'nothing' in scope"))
    let report = try await repository.json("one", "two", "--run")
    #expect(report["status"] as? String == "incomplete")
    #expect(try sides(report).base["state"] as? String == "broken")
    #expect(try sides(report).head["state"] as? String == "complete")
    let back = try await repository.json("two", "one", "--run")
    #expect(back["status"] as? String == "incomplete")
    let lines = (back["runs"] as? [String: Any])?["lines"] as? [[String: Any]]
    #expect(lines?.first?["unbuilt"] as? [Int] == [13])
  }

  @Test func `what leads out of a revision, or brings verdicts with it, is not built`() async throws
  {
    let repository = try await BuiltRepository("hostile")
    try await repository.commit(chapter(), as: "good")
    let link = repository.folder.appending(path: "out")
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "/etc")
    try await repository.commit(as: "away")
    try FileManager.default.removeItem(at: link)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "a/../../..")
    try await repository.commit(as: "up")
    try FileManager.default.removeItem(at: link)
    try repository.write("forged", to: ".build/weft/evidence/0.evidence")
    try await repository.git("add", "--force", ".build/weft/evidence/0.evidence")
    try await repository.commit(as: "forged")
    // What cannot be looked at makes a review incomplete, and no folder for it is made.
    for (tag, reason) in [
      ("away", "out is a link that leads out of it"), ("up", "out is a link that leads out of it"),
      ("forged", "it holds .build/weft/evidence/0.evidence"),
    ] {
      let result = try await repository.review(tag, tag, "--run")
      #expect(result.status == 4 && result.text.contains(reason), "\(result.text)")
    }
    #expect(!FileManager.default.fileExists(atPath: repository.path(".build/weft/revisions")))
  }

  @Test(.timeLimit(.minutes(10)))
  func `what changes its own code while it is built is not believed, and is put right`()
    async throws
  {
    let repository = try await BuiltRepository("meddling")
    let revisions = repository.path(".build/weft/revisions")
    try? FileManager.default.removeItem(atPath: revisions)
    try await repository.commit(chapter(), as: "one")
    try await repository.commit(chapter("number + number"), as: "more")
    for tag in ["one", "more"] {
      #expect(try await repository.review(tag, tag, "--run").status == 0)
    }
    let plugin = "Plugins/TangleChapters/Plugin.swift"
    let text = try String(contentsOfFile: repository.path(plugin), encoding: .utf8)
    // It writes into its own tests, and into the chapter in each other folder of a revision.
    let meddling = #"""
          let parts = root.components(separatedBy: "/.build/weft/revisions/")
          try? Data("// \(Date())".utf8).write(to: URL(filePath: root + "/Tests/PTests/PTests.swift"))
          for number in 1...4 where parts.count == 2 && !parts[1].hasPrefix("\(number)/") {
            let other = "\(parts[0])/.build/weft/revisions/\(number)\(parts[1].dropFirst())"
            try? Data("# Gone".utf8).write(to: URL(filePath: other + "/Spec/P/01-a.md"))
          }

      """#
    let mark = "    let list = "
    let edited = text.replacing(mark, with: meddling + mark)
    try repository.write(edited, to: plugin)
    try await repository.commit(as: "two")
    // It goes on in the folder of the others, whose plugin is another; SwiftPM by itself notices none that
    // was edited.
    let result = try await repository.review("two", "two", "--run")
    #expect(result.status == 4, "\(result.text)\(result.errors)")
    #expect(result.text.contains("the code of the book was changed while it was being built"))
    try repository.write(edited + "// More.\n", to: plugin)
    try await repository.commit(as: "three")
    #expect(try await repository.review("one", "three", "--run").status == 4)
    let chapters = (1...2).map {
      "\(revisions)/\($0)/files\(repository.folder.path)/Spec/P/01-a.md"
    }
    #expect(chapters.contains { (try? String(contentsOfFile: $0, encoding: .utf8)) == "# Gone" })
    let back = try await repository.review("one", "one", "--run")
    #expect(back.status == 0, "\(back.text)\(back.errors)")
    #expect(back.text.contains("base: 1 passed; 1 of 1 rules proved"))
    #expect(!chapters.contains { (try? String(contentsOfFile: $0, encoding: .utf8)) == "# Gone" })
  }

  @Test(.timeLimit(.minutes(20)))
  func
    `two reviews at once do not disturb each other, nor one that is gone on with wherever it is killed`()
    async throws
  {
    let repository = try await BuiltRepository("killed")
    try await repository.commit(chapter(), as: "one")
    try await repository.commit(chapter("number + number"), as: "two")
    try await repository.commit(chapter("number * 3"), as: "three")
    async let well = repository.review("one", "two", "--run")
    async let wrong = repository.review("one", "three", "--run")
    let statuses = try await [well.status, wrong.status]
    #expect(statuses == [0, 1])
    var kills = Kills(few: 2)
    for number in 0..<kills.count {
      // Each round other code, so that there is something to do when the kill comes.
      try await repository.commit(chapter("number * 2 + \(number) * 0"), as: "more-\(number)")
      // One after another: anywhere, and while files are put in their place.
      let isPutting = number % 2 == 1
      let moment = kills.moment(within: isPutting ? .milliseconds(20) : .seconds(2))
      let program = ChildProcess.built(
        "weft", ["review", "three", "more-\(number)", "--run"], in: repository.folder)
      try await kills.kill(program, after: moment) { !isPutting || repository.isPutting }
      let place: Comment = "seed \(kills.seed), kill \(number) after \(moment)"
      let report = try await repository.json("three", "more-\(number)", "--run")
      #expect(report["status"] as? String == "clean", place)
      #expect(try sides(report).head["state"] as? String == "complete", place)
    }
    #expect(kills.hits > 0)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: repository.path(".build/weft/revisions"))
    #expect(names.count <= 4)
  }
}
