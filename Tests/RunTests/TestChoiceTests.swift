// Which tests words name, and what a test process and a summary make of them.

import Book
import Evidence
import Testing

@testable import Run

private let lions = """
  # Lions

  Text.

  > **lions.fed** They are fed.

  > **lions.loud** They roar. (unproved: heard)

  ## Feeding

  ```swift example rule=lions.fed
  1 + 1  // → 2
  ```

  ### At night

  ```swift test rule=lions.fed
  func helper() {}
  @Test func `lions sleep`() { #expect(true) }

  @Test("They roar", .disabled())
  func roar() { #expect(true) }
  ```

  ## Cages

  ```swift
  let cage = 1
  ```

  ```swift fails "cannot find"
  nothing
  ```

  """

private let bears = """
  # Bears

  Text.

  ```swift test
  @Test(arguments: [1, 2])
  @available(macOS 13, *)
  func `bears sleep too`(n: Int) { #expect(n > 0) }
  ```

  """

private let zoo = smallBook(["01-bears.md": bears, "02-lions.md": lions])

/// What a choice comes to, as `line name`.
private func chosen(_ words: String..., filter: String? = nil) throws -> [String] {
  try TestChoice(words: words, filter: filter).chosen(from: zoo).tests.map {
    "\($0.line) \($0.name)"
  }
}

private func failure(_ word: String) -> String? {
  do { _ = try chosen(word) } catch let failure as ChoiceFailure {
    return failure.description
  } catch {}
  return nil
}

struct TestChoiceTests {
  private let all = [
    "6 bears sleep too", "11 Example Feeding", "19 lions sleep", "21 They roar",
    "31 code that must not compile",
  ]

  @Test func `tests are known by their names before anything is compiled`() throws {
    #expect(try chosen() == all)
    #expect(zoo.listedTests.map(\.rules) == [[], ["lions.fed"], ["lions.fed"], ["lions.fed"], []])
  }

  @Test(arguments: [
    "Zoo/02-lions.md", "Spec/Zoo/02-lions.md", "./Spec/Zoo/02-lions.md", "02-lions.md", "#lions",
    "/elsewhere/Spec/Zoo/02-lions.md",
  ])
  func `a chapter is known by its path from any folder`(word: String) throws {
    #expect(try chosen(word) == Array(all[1...]))
  }

  @Test func `a part, a rule, a heading, and a name or a part of it are words too`() throws {
    #expect(try chosen("Zoo") == all)
    #expect(try chosen("lions.fed") == Array(all[1...3]))
    #expect(try chosen("#rule-lions.fed") == Array(all[1...3]))
    #expect(try chosen("#feeding") == Array(all[1...3]))
    #expect(try chosen("Zoo/02-lions.md#at-night") == Array(all[2...3]))
    #expect(try chosen("Lions sleep") == [all[2]])
    #expect(try chosen("sleep") == [all[0], all[2]])
    #expect(try chosen("They roar", "Zoo/01-bears.md") == [all[0], all[3]])
  }

  @Test func `a line is its test's, or that of all tests of its fence or of its section`() throws {
    #expect(try chosen("02-lions.md:12") == [all[1]])
    #expect(try chosen("02-lions.md:20") == [all[2]])
    #expect(try chosen("02-lions.md:22") == [all[3]])
    #expect(try chosen("02-lions.md:18") == Array(all[2...3]))
    #expect(try chosen("02-lions.md:15") == Array(all[2...3]))
    #expect(try chosen("02-lions.md:28") == [all[4]])
  }

  @Test func `a word that names nothing is told, with what may have been meant`() {
    #expect(failure("lions.fde") == "nothing is called 'lions.fde'; did you mean 'lions.fed'?")
    #expect(failure("Zoo/02-lion.md")?.hasSuffix("did you mean 'Zoo/02-lions.md'?") == true)
    #expect(
      failure("Zoo/02-lion.md:3")
        == "there is no chapter 'Zoo/02-lion.md'; did you mean 'Zoo/02-lions.md'?")
    #expect(failure("#feding") == "there is no heading '#feding'; did you mean 'feeding'?")
    #expect(
      failure("lions.loud")
        == "no test stands in or proves 'lions.loud'; 'weft test --list' lists all")
    #expect(
      failure("xyzzy")?.hasPrefix("nothing is called 'xyzzy'; write a chapter's path") == true)
  }

  @Test func `a filter that is no regular expression is told`() {
    #expect(throws: ChoiceFailure.self) { try chosen(filter: "(") }
  }

  @Test(arguments: [
    ("lions sleep", "ZooTests.`02-lions.md`/`lions sleep`()/02-lions.md.swift:19:2", true),
    ("lions sleep", "ZooTests.`02-lions.md`/roar()/02-lions.md.swift:21:2", false),
    ("lions sleep", "ZooTests.`bears sleep too`(n:)/01-bears.md.swift:19:2", false),
    ("lions sleep", "ApeTests.`lions sleep`()/02-lions.md.swift:19:2", false),
    ("02-lions.md", "ZooTests.anything()/02-lions.md.swift:77:2", true),
    ("#cages", "ZooTests.anything()/02-lions.md.swift:31:2", nil),
  ])
  func `the test process is told the tests of a part by their places`(
    word: String, id: String, isChosen: Bool?
  ) throws {
    let part = try #require(zoo.parts.first)
    let tests = try TestChoice(words: [word]).chosen(from: zoo)
    let pattern = tests.pattern(of: part, within: "^(?:ZooTests)\\.")
    #expect(try pattern.map { try id.contains(Regex($0)) } == isChosen)
  }

  @Test func `tags narrow down what words name, and of several any is enough`() throws {
    let tagged = lions.replacing(
      "example rule=lions.fed", with: "example tag=slow,food rule=lions.fed"
    )
    .replacing("swift fails \"cannot find\"", with: "swift fails \"cannot find\" tag=broken")
    let book = smallBook(["01-bears.md": bears, "02-lions.md": tagged])
    func chosen(_ tags: String..., words: [String] = []) throws -> [Int] {
      var choice = TestChoice(words: words)
      choice.tags = tags
      let tests = try choice.chosen(from: book)
      return tests.tests.map(\.line)
    }
    #expect(try chosen("slow") == [11])
    #expect(try chosen("broken", "food") == [11, 31])
    #expect(try chosen("slow", words: ["lions.fed"]) == [11])
    #expect(try chosen("slow", words: ["#cages"]).isEmpty)
    #expect { try chosen("slov") } throws: {
      "\($0)" == "no test has the tag 'slov'; did you mean 'slow'?"
    }
    #expect { try chosen("x") } throws: {
      "\($0)" == "no test has the tag 'x'; there are broken, food, slow"
    }
  }

  @Test func `a filter narrows down what words name`() throws {
    let part = try #require(zoo.parts.first)
    let tests = try TestChoice(words: ["#at-night"], filter: "roar").chosen(from: zoo)
    let pattern = try #require(tests.pattern(of: part, within: "^(?:ZooTests)\\."))
    let ids = ["`lions sleep`()/02-lions.md.swift:19:2", "roar()/02-lions.md.swift:21:2"]
    #expect(try ids.map { try "ZooTests.\($0)".contains(Regex(pattern)) } == [false, true])
  }
}

struct ChosenTestsTests {
  private func evidence(_ verdicts: [Int: Verdict]) -> Evidence {
    var evidence = Evidence(state: .complete)
    var chapter = ChapterEvidence()
    for (line, verdict) in verdicts.sorted(by: { $0.key < $1.key }) {
      chapter.tests.append(
        TestResult(suite: nil, name: "t\(line)", line: line, verdict: verdict, seconds: 0))
    }
    chapter.reached = [12: 1, 19: 1, 22: 1]
    evidence.chapters["Spec/Zoo/02-lions.md"] = chapter
    return evidence
  }

  private func tally(_ word: String, _ evidence: Evidence) throws -> Tally {
    try TestChoice(words: [word]).chosen(from: zoo).tally(zoo, Verdicts(zoo, evidence))
  }

  @Test func `what was chosen counts alone, and what did not run of it as not run`() throws {
    let one = try tally("#feeding", evidence([11: .passed, 19: .failed]))
    #expect([one.passed, one.failed, one.notRun] == [1, 1, 0])
    let none = try tally("02-lions.md", evidence([19: .passed]))
    #expect([none.passed, none.failed, none.notRun] == [1, 0, 2])
    #expect(none.coverage == nil)
  }

  @Test func `a rule is proved only where each of its tests ran`() throws {
    let half = evidence([11: .passed, 19: .passed])
    #expect(try tally("#feeding", half).rulesProved == 0)
    let whole = evidence([11: .passed, 19: .passed, 21: .passed])
    #expect(try tally("#feeding", whole).rulesProved == 1)
    let refuted = evidence([19: .failed])
    #expect(try tally("lions sleep", refuted).rulesRefuted == 1)
  }

  @Test func `of several runs each test has its worst, and one that changes is flaky`() throws {
    let chosen = try TestChoice(words: ["#feeding"]).chosen(from: zoo)
    let runs = RepeatedRuns(
      [
        evidence([11: .passed, 19: .passed, 21: .failed]),
        evidence([11: .passed, 19: .crashed, 21: .failed]),
        evidence([11: .passed, 19: .passed, 21: .failed]),
      ], of: chosen, in: zoo)
    #expect(runs.flaky.map(\.test.line) == [19])
    #expect(runs.flaky.map { [$0.passed, $0.failed] } == [[2, 1]])
    let worst = runs.evidence.chapters["Spec/Zoo/02-lions.md"]?.tests.map(\.verdict)
    #expect(worst == [.passed, .crashed, .failed])
  }

  @Test func `what did not pass in the last run is found by its name after an edit`() throws {
    let last = LastRun(zoo, evidence([11: .failed, 19: .passed, 21: .passed]))
    var writer = ByteWriter()
    writer.put(last)
    var reader = ByteReader(writer.bytes)
    let kept: LastRun = try reader.value()
    let moved = smallBook(["02-lions.md": lions.replacing("Text.", with: "Text.\n\nMore.")])
    let tests = try TestChoice(lastRun: kept).chosen(from: moved).tests
    #expect(
      tests.map { "\($0.line) \($0.name)" } == [
        "13 Example Feeding", "33 code that must not compile",
      ])
    #expect(try TestChoice(words: ["#at-night"], lastRun: kept).chosen(from: moved).tests.isEmpty)
  }
}

struct ChangedLinesTests {
  private func changed(_ old: String, _ new: String) -> ChangedLines {
    ChangedLines(from: Array(old.utf8), to: Array(new.utf8))
  }

  @Test func `lines that are new or other, and places where some are gone`() {
    #expect(changed("a\nb\nc", "a\nB\nc") == .some(lines: [2], gaps: [1]))
    #expect(changed("a\nc", "a\nb\nc") == .some(lines: [2], gaps: []))
    #expect(changed("a\nb\nc", "a\nc") == .some(lines: [], gaps: [1]))
    #expect(changed("a", "a") == .some(lines: [], gaps: []))
    #expect(changed("a\nb\nc\nd\ne", "A\nb\nc\nD\ne") == .some(lines: [1, 4], gaps: [0, 3]))
  }

  private func tests(_ edit: (old: String, new: String)) throws -> [Int] {
    let path = "Spec/Zoo/02-lions.md"
    let changes = [path: changed(lions.replacing(edit.new, with: edit.old), lions)]
    return try TestChoice(changes: changes).chosen(from: zoo).tests.map(\.line)
  }

  @Test func `a change chooses the tests of its fence, and other code all of its chapter`() throws {
    #expect(try tests(("Other words.", "Text.")) == [])
    #expect(try tests(("1 + 2", "1 + 1")) == [11])
    #expect(try tests(("  let gone = 1\n}\n", "func helper() {}\n")) == [19, 21])
    #expect(try tests(("let cage = 2", "let cage = 1")) == [11, 19, 21, 31])
    let new = try TestChoice(changes: ["Spec/Zoo/01-bears.md": .all]).chosen(from: zoo)
    #expect(new.tests.map(\.line) == [6])
  }
}
