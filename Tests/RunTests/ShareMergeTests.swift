// Results of shares: as bytes, put together, and what is wrong with them.

import Book
import Evidence
import Testing
import Trials

@testable import Run

private func text(_ tests: Int) -> String {
  (1...tests).reduce("# A\n\nText.\n\n") { text, number in
    text
      + (number % 4 == 0
        ? "```swift fails \"no\"\nno\(number)\n```\n\n"
        : "```swift example\n\(number)  // → \(number)\n```\n\n")
  }
}

private let zoo = smallBook(["01-a.md": text(9), "02-b.md": text(4)])
private let lines = BookCode(zoo).lines

/// A run whose results are made up by chance.
private struct Chance {
  var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }

  /// What one test alone comes to, with lines that it executes in all chapters.
  mutating func evidence(of test: ListedTest) -> Evidence {
    var evidence = Evidence(state: .complete)
    var own = ChapterEvidence()
    if test.isRun {
      let verdict = [Verdict.passed, .failed, .crashed, .skipped][number(0...3)]
      var result = TestResult(
        suite: nil, name: test.name, line: test.line, verdict: verdict,
        seconds: Double(number(0...99)) / 8)
      result.output = String(repeating: "x\n", count: number(0...3))
      result.attachments = [Attachment(name: "a.svg", bytes: [UInt8(number(0...255))])]
      if verdict == .failed { result.issues = [Issue(line: test.line + 1, message: "no")] }
      own.tests = [result]
      if number(0...4) == 0 { own.ends = [test.line: test.line + 1] }
      if number(0...9) == 0 { evidence.omissions = ["\(test.name) took too long"] }
    } else {
      own.refusals = [Refusal(line: test.line, verdict: .passed, diagnostics: [])]
    }
    evidence.chapters[test.file] = own
    guard test.isRun else { return evidence }
    for path in lines.keys {
      for line in 4...7 {
        evidence.chapters[path, default: ChapterEvidence()].hits[line] = number(0...2)
        // Two checks on a line, of which a test may reach either.
        evidence.chapters[path]?.reachedChecks[line] = [number(0...1), number(0...1)]
      }
    }
    return evidence
  }
}

private let build: Evidence = {
  var build = Evidence(state: .complete, key: "key", toolchain: "Swift 6")
  build.chapters["Spec/Zoo/01-a.md", default: ChapterEvidence()].diagnostics = [
    Diagnostic(severity: .warning, line: 5, column: 1, message: "unused")
  ]
  build.chapters["Spec/Zoo/02-b.md", default: ChapterEvidence()].names = [
    NamedPlace(line: 5, column: 1, length: 1, symbol: 0)
  ]
  build.symbols = [NamedSymbol(name: "a", module: "Zoo")]
  build.messages = ["warning: of no file"]
  return build
}()

private func merge(_ files: [(name: String, bytes: [UInt8])]) -> ShareMerge {
  ShareMerge(files: files, book: zoo, key: "key", toolchain: "Swift 6", lines: lines)
}

private func results(
  _ share: TestShare, title: String = "Zoo", build: Evidence = build,
  tests: Evidence = Evidence(state: .complete)
) -> ShareResults {
  ShareResults(share, title: title, build: build, tests: tests, codeLines: lines)
}

/// A file of results with nothing in it but a share.
private func file(_ share: String, title: String = "Zoo", build: Evidence = build) throws
  -> (name: String, bytes: [UInt8])
{
  let share = try #require(TestShare(share))
  return ("\(share.number).results", results(share, title: title, build: build).encoded())
}

private func faults(_ files: [(name: String, bytes: [UInt8])]) -> [String] {
  do throws(MergeFailure) { _ = try merge(files).evidence() } catch { return error.faults }
  return []
}

struct ShareMergeTests {
  @Test(arguments: 0..<40)
  func `shares in any order come to what one run of everything comes to`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let single = Dictionary(
      uniqueKeysWithValues: zoo.listedTests.map { ($0, chance.evidence(of: $0)) })
    var whole = build
    for test in zoo.listedTests { if let own = single[test] { whole.add(tests: own) } }
    whole.sortTests()
    let count = chance.number(1...15)
    var files = try (1...count).map { number in
      let share = try #require(TestShare(number, of: count))
      var tests = Evidence(state: .complete)
      for test in share.chosen(from: zoo).tests {
        if let own = single[test] { tests.add(tests: own) }
      }
      return (name: "\(number)", bytes: results(share, tests: tests).encoded())
    }
    files.shuffle(using: &chance.generator)
    var merged = try merge(files).evidence()
    // In which order it is said what could not be done, the number of shares decides.
    merged.omissions.sort()
    whole.omissions.sort()
    #expect(merged == whole, "seed \(seed), \(count) shares")
  }

  @Test func `a line whose checks different shares reached was reached`() throws {
    let path = "Spec/Zoo/01-a.md"
    let files = try [("1/2", [1, 0]), ("2/2", [0, 2])].map { text, counts in
      var tests = Evidence(state: .complete)
      tests.chapters[path, default: ChapterEvidence()].reachedChecks = [6: counts]
      let share = try #require(TestShare(text))
      return (name: text, bytes: results(share, tests: tests).encoded())
    }
    let merged = try merge(files).evidence()
    #expect(merged.chapters[path]?.reachedChecks == [6: [1, 2]])
    #expect(merged.chapters[path]?.reached == [6: 1])
  }

  @Test func `a file with tests of another share is refused, whatever it says it is`() throws {
    var chance = Chance(seed: 1)
    let (first, second) = (try #require(TestShare("1/2")), try #require(TestShare("2/2")))
    var tests = Evidence(state: .complete)
    for test in first.chosen(from: zoo).tests { tests.add(tests: chance.evidence(of: test)) }
    let own = (name: "1", bytes: results(first, tests: tests).encoded())
    let relabelled = (name: "2", bytes: results(second, tests: tests).encoded())
    #expect(try merge([own, file("2/2")]).evidence().state == .complete)
    #expect(
      faults([own, relabelled]) == [
        "2: this file is cut off or damaged; copy it again, or run its shard again"
      ])
  }

  @Test func `results come back from their bytes, and prose may have moved them`() throws {
    let share = try #require(TestShare("2/3"))
    let one = results(share)
    #expect(try ShareResults(decoding: one.encoded()) == one)
    #expect(one.fileName == "2-of-3.results")
    let moved = smallBook([
      "01-a.md": "# A\n\nMore.\n\n" + text(9).dropFirst(5), "02-b.md": text(4),
    ])
    let evidence = try ShareMerge(
      files: [file("1/1")], book: moved, key: "key", toolchain: "Swift 6",
      lines: BookCode(moved).lines
    ).evidence()
    #expect(evidence.chapters["Spec/Zoo/01-a.md"]?.diagnostics.map(\.line) == [7])
  }

  @Test func `a file that was cut off anywhere is told of`() throws {
    let whole = try file("1/1").bytes
    for length in 0..<whole.count {
      #expect(
        faults([("1.results", Array(whole[..<length]))]) == [
          "1.results: this file is cut off or damaged; copy it again, or run its shard again"
        ])
    }
    #expect(faults([("1.results", whole)]).isEmpty)
  }

  @Test(arguments: 0..<200) func `changed bytes are told of and never trap`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var bytes = try file("1/1").bytes
    let place = Int.random(in: bytes.indices, using: &generator)
    bytes[place] ^= UInt8.random(in: 1...255, using: &generator)
    #expect(faults([("1.results", bytes)]).count == 1, "seed \(seed), byte \(place)")
  }

  @Test func `bytes of other files are no results`() throws {
    let foreign =
      "1.results: this is no file of results; 'weft test --shard I/N --results DIR' writes them"
    #expect(faults([("1.results", Array("{\"tests\": []}".utf8))]) == [foreign])
    #expect(
      faults([("1.results", Array("weft results 999\n".utf8))]) == [
        "1.results: another version of weft wrote this; run the shard and merge with the same one"
      ])
  }

  @Test func `what speaks of other chapters, names or lines is damaged, though it is whole`() throws
  {
    var strange: [Evidence] = [build, build, build, build]
    strange[0].chapters["Spec/Zoo/03-c.md"] = ChapterEvidence()
    strange[1].symbols = []
    strange[2].chapters["Spec/Zoo/01-a.md"]?.uncompiled = [-1]
    strange[3].elsewhere["Tests/A.swift", default: ChapterEvidence()].hits = [.max: 1]
    for build in strange {
      #expect(
        faults([try file("1/1", build: build)]) == [
          "1.results: this file is cut off or damaged; copy it again, or run its shard again"
        ])
    }
  }

  @Test func `results of another book, code or toolchain are told apart`() throws {
    var (edited, newer) = (build, build)
    edited.key = "other"
    newer.toolchain = "Swift 7"
    let files = [
      try file("1/4", title: "Farm"), try file("2/4", build: edited), try file("3/4", build: newer),
      try file("4/4"),
    ]
    #expect(
      faults(files) == [
        "1.results: these are results of the book 'Farm', and this is 'Zoo'",
        "2.results: shard 2/4 is of other code than the book here; run all shards and merge them on one"
          + " revision",
        "3.results: shard 3/4 was run with Swift 7, and here is Swift 6; run it, or merge, with the"
          + " other toolchain",
      ])
  }

  @Test func `missing and doubled shards, and those of another number, are told of`() throws {
    var again = try file("1/3")
    again.name = "copy.results"
    #expect(
      faults([try file("1/3"), again]) == [
        "copy.results: this is shard 1/3, as is 1.results; give one of them",
        "shards 2/3, 3/3 are missing; give the results of all 3",
      ])
    #expect(
      faults([try file("1/2"), try file("2/3")]) == [
        "2.results: this is shard 2/3, and 1.results is shard 1/2; merge shards of one number",
        "shard 2/2 is missing; give the results of all 2",
      ])
    #expect(faults([]) == ["there are no results; give the files or folders with them"])
  }

  @Test func `a build that failed on one machine is no whole run`() throws {
    var broken = build
    broken.state = .broken
    broken.omissions = ["no disk"]
    let files = [try file("1/2"), try file("2/2", build: broken)]
    let merged = try merge(files).evidence()
    #expect(merged.state == .broken && merged.omissions == ["no disk"] && !merged.isLasting)
  }
}
