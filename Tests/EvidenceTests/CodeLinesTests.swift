import Book
import Evidence
import Testing
import Trials

private let path = "Spec/Zoo/01-cages.md"

private func chapter(_ text: String) -> Chapter { Chapter(path: path, bytes: Array(text.utf8)) }

/// A chapter whose prose depends on the generator and whose code does not.
private func randomProse(_ generator: inout SeededGenerator) -> String {
  func prose() -> String {
    let lines = [
      "Words.", "", "> quoted", "- item", "## Extra heading", "~~~dts\na;\n~~~", "`code`",
    ]
    return (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      (lines.randomElement(using: &generator) ?? "") + "\n\n"
    }.joined()
  }
  return "# Cages\n\nText.\n\n" + prose() + "```swift\nstruct A {\n\n```\n\n" + prose()
    + "```swift\n}\n```\n\n" + prose() + "## One\n\n```swift example\nA() // → A()\n```\n\n"
    + prose()
    + "```swift fails \"no\"\nA(1)\n```\n\n" + prose()
}

/// Evidence about every checked line, whose contents say where it belongs.
private func evidence(_ lines: CodeLines) -> Evidence {
  var chapter = ChapterEvidence()
  for (position, line) in lines.fences.joined().enumerated() {
    chapter.hits[line] = position
    chapter.reached[line] = position
    chapter.names.append(
      NamedPlace(line: line, column: position + 1, length: 1, symbol: 0, isDefinition: true))
    chapter.diagnostics.append(
      Diagnostic(severity: .note, line: line, column: 1, message: "\(position)"))
    chapter.refusals.append(Refusal(line: line, verdict: .passed, diagnostics: []))
    var test = TestResult(
      suite: nil, name: "\(position)", line: line, verdict: .passed, seconds: 0)
    test.issues = [Issue(line: line, message: "\(position)")]
    test.attachments = [Attachment(name: Attachment.shownValueName(line: line), bytes: [1])]
    chapter.tests.append(test)
  }
  var helper = TestResult(suite: nil, name: "h", line: 4, verdict: .failed, seconds: 0)
  let first = lines.fences[0].lowerBound
  helper.issues = [
    Issue(line: nil, elsewhere: Location(file: path, line: first), message: "there")
  ]
  var other = ChapterEvidence()
  other.tests = [helper]
  var evidence = Evidence(state: .complete, key: "k")
  evidence.symbols = [
    NamedSymbol(name: "A", module: "Zoo", definition: Location(file: path, line: first)),
    NamedSymbol(name: "max(_:_:)", module: "Swift"),
  ]
  evidence.namesMissing = "so"
  evidence.chapters = [path: chapter, "Spec/Zoo/02-food.md": other]
  return evidence
}

@Suite struct `Evidence after an edit` {
  @Test func `of prose alone is the same evidence at the lines where the code stands now`() throws {
    let seed: UInt64 = 1
    var generator = SeededGenerator(seed: seed)
    for round in 0..<200 {
      let before = chapter(randomProse(&generator))
      let after = chapter(randomProse(&generator))
      #expect(before.evidenceText == after.evidenceText, "seed \(seed), round \(round)")
      let lines = [path: CodeLines(before), "Spec/Zoo/02-food.md": CodeLines(chapter(""))]
      var present = lines
      present[path] = CodeLines(after)
      let record = EvidenceRecord(evidence(CodeLines(before)), codeLines: lines)
      let moved = try #require(record.evidence(at: present))
      #expect(moved == evidence(CodeLines(after)), "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: [
    ("```swift\nlet a = 1\n```", "```swift\nlet a = 2\n```"),
    ("```swift\nlet a = 1\n```", "```swift support\nlet a = 1\n```"),
    ("```swift\nlet a = 1\n```", "```swift\nlet a = 1\n"),
    ("## One\n```swift example\na()\n```", "## Two\n```swift example\na()\n```"),
    ("```swift fails \"x\"\na()\n```", "```swift fails \"y\"\na()\n```"),
    ("```swift\na\n```\n```swift\nb\n```", "```swift\nb\n```\n```swift\na\n```"),
  ])
  func `of code is other evidence`(before: String, after: String) {
    let start = "# Cages\n\nText.\n\n"
    #expect(chapter(start + before).evidenceText != chapter(start + after).evidenceText)
  }

  @Test func `of a rule's proof or an illustration is the same evidence`() {
    let start = "# Cages\n\nText.\n\n"
    let before = chapter(start + "```swift test\na\n```\n")
    let after = chapter(
      start + "```swift illustration \"x\"\nb\n```\n\n```swift test rule=a.b\na\n```\n")
    #expect(before.evidenceText == after.evidenceText)
  }

  @Test func `lines of other code are refused`() {
    let record = EvidenceRecord(
      Evidence(state: .complete, key: "k"),
      codeLines: [path: CodeLines(chapter("# A\n\n\n```swift\na\n```\n"))])
    let longer = CodeLines(chapter("# A\n\n\n```swift\na\nb\n```\n"))
    #expect(record.evidence(at: [path: longer]) == nil)
    #expect(record.evidence(at: [:]) == nil)
  }
}

@Suite struct `A kept record` {
  @Test func `reads back as it was and has the same bytes each time`() throws {
    let lines = CodeLines(chapter("# A\n\n\n```swift\na\n```\n"))
    let record = EvidenceRecord(evidence(lines), codeLines: [path: lines])
    let bytes = record.encoded()
    #expect(try EvidenceRecord(decoding: bytes) == record)
    #expect(try EvidenceRecord(decoding: bytes).encoded() == bytes)
  }

  @Test func `of an attachment that was too large keeps its name`() throws {
    var record = EvidenceRecord(Evidence(state: .complete), codeLines: [:])
    var test = TestResult(suite: nil, name: "a", line: 1, verdict: .passed, seconds: 0)
    test.attachments = [Attachment(name: "big.svg", bytes: nil)]
    record.evidence.elsewhere["a"] = ChapterEvidence()
    record.evidence.elsewhere["a"]?.tests = [test]
    #expect(try EvidenceRecord(decoding: record.encoded()) == record)
  }

  @Test func `real values are known by their lines`() {
    var test = TestResult(suite: nil, name: "a", line: 4, verdict: .failed, seconds: 0)
    test.attachments = [
      Attachment(name: "shown-value-5.txt", bytes: Array("3".utf8)),
      Attachment(name: "shown-value-5.txt", bytes: Array("4".utf8)),
      Attachment(name: "shown-value-x.txt", bytes: Array("5".utf8)),
    ]
    var chapter = ChapterEvidence()
    chapter.tests = [test]
    #expect(chapter.shownValues == [5: "3"])
  }
}
