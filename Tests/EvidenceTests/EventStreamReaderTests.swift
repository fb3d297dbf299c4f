import Book
import Evidence
import Testing

/// Records as Swift 6.3.1 writes them, cut down to what matters.
private enum Record {
  static let cages =
    "/src/zoo/.build/weft/swift/plugins/outputs/zoo/ZooTests/destination/TangleChapters"
    + "/01-cages.md.swift"

  static func suite(_ name: String) -> String {
    #"{"kind":"test","payload":{"id":"ZooTests.`\#(name)`","kind":"suite","#
      + #""displayName":"\#(name)","name":"`\#(name)`"},"version":"6.3.0"}"# + "\n"
  }

  static func test(_ name: String, suite: String? = nil, line: Int = 7) -> String {
    #"{"kind":"test","payload":{"id":"\#(id(name, suite))","kind":"function","name":"\#(name)","#
      + #""sourceLocation":{"_filePath":"\#(cages)","line":\#(line),"column":2}},"version":"6.3.0"}"#
      + "\n"
  }

  static func event(
    _ kind: String, _ name: String, suite: String? = nil, at seconds: Double = 0,
    _ rest: String = #""messages":[]"#
  ) -> String {
    #"{"kind":"event","payload":{"instant":{"absolute":\#(seconds)},"kind":"\#(kind)","#
      + #"\#(rest),"testID":"\#(id(name, suite))"},"version":"6.3.0"}"# + "\n"
  }

  static func issue(_ texts: String, file: String = "Spec/Zoo/01-cages.md", line: Int) -> String {
    #""issue":{"isFailure":true,"isKnown":false,"severity":"error","sourceLocation":{"#
      + #""filePath":"\#(file)","line":\#(line),"column":3}},"messages":[\#(texts)]"#
  }

  static let runEnded =
    #"{"kind":"event","payload":{"instant":{"absolute":9},"kind":"runEnded"},"version":"6.3.0"}"#
    + "\n"

  private static func id(_ name: String, _ suite: String?) -> String {
    "ZooTests.\(suite.map { "`\($0)`/" } ?? "")\(name)/01-cages.md.swift:7:2"
  }
}

private func read(_ text: String, _ ending: RunEnding = .exited(0)) -> [LoggedTest] {
  var reader = EventStreamReader(names: smallNames)
  // In small pieces, as a pipe may give them.
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    reader.read(rest.prefix(7))
    rest = rest.dropFirst(7)
  }
  return reader.finish(ending)
}

@Suite struct `The event stream` {
  @Test func `a test that ends without an issue passed, in its chapter, at its line`() throws {
    let tests = read(
      Record.suite("01-cages") + Record.test("`it / works`()", suite: "01-cages", line: 12)
        + Record.event("testStarted", "`it / works`()", suite: "01-cages", at: 1.5)
        + Record.event("testEnded", "`it / works`()", suite: "01-cages", at: 1.75)
        + Record.runEnded)
    let test = try #require(tests.first)
    #expect(test.file == "Spec/Zoo/01-cages.md")
    #expect(test.result.suite == "01-cages")
    #expect(test.result.name == "it / works")
    #expect(test.result.line == 12)
    #expect(test.result.verdict == .passed)
    #expect(test.result.seconds == 0.25)
  }

  @Test(arguments: [(-1e308, 1e308, 0), (0, 1e300, 1e9), (5, 2, 0), (1, 3, 2)])
  func `a time that nobody can have waited is not believed`(
    start: Double, end: Double, seconds: Double
  ) {
    let tests = read(
      Record.test("f()") + Record.event("testStarted", "f()", at: start)
        + Record.event("testEnded", "f()", at: end) + Record.runEnded)
    #expect(tests.first?.result.seconds == seconds)
  }

  @Test func `a test's time begins with its first case, and not with its wait for others`() {
    let tests = read(
      Record.test("f(n:)") + Record.event("testStarted", "f(n:)", at: 1)
        + Record.event("testCaseStarted", "f(n:)", at: 5)
        + Record.event("testCaseEnded", "f(n:)", at: 6)
        + Record.event("testCaseStarted", "f(n:)", at: 7)
        + Record.event("testCaseEnded", "f(n:)", at: 8)
        + Record.event("testEnded", "f(n:)", at: 8.5))
    #expect(tests.first?.result.seconds == 3.5)
  }

  @Test func `a failed test has its issue's line and sentences`() {
    let sentences =
      #"{"symbol":"fail","text":"Expectation failed"},{"symbol":"details","text":"no"}"#
    let tests = read(
      Record.test("f()") + Record.event("testStarted", "f()")
        + Record.event("issueRecorded", "f()", Record.issue(sentences, line: 9))
        + Record.event("testEnded", "f()") + Record.runEnded)
    #expect(tests.first?.result.verdict == .failed)
    #expect(tests.first?.result.issues == [Issue(line: 9, message: "Expectation failed\nno")])
  }

  @Test func `an issue of a helper in another chapter keeps that chapter's place`() {
    let sentence = #"{"symbol":"fail","text":"no"}"#
    let place = Record.issue(sentence, file: "Spec/Zoo/02-food.md", line: 5)
    let tests = read(
      Record.test("f()") + Record.event("testStarted", "f()")
        + Record.event("issueRecorded", "f()", place) + Record.event("testEnded", "f()"))
    let expected = Location(file: "Spec/Zoo/02-food.md", line: 5, column: 3)
    #expect(tests.first?.result.issues == [Issue(line: nil, elsewhere: expected, message: "no")])
  }

  @Test func `an issue of a parameterised test names its arguments`() {
    let start =
      #""messages":[{"text":"Test case passing 2 arguments a → 1, b → 2 to f(a:b:) started."}]"#
    let sentence = #"{"symbol":"fail","text":"no"}"#
    let tests = read(
      Record.test("f(a:b:)") + Record.event("testStarted", "f(a:b:)")
        + Record.event("testCaseStarted", "f(a:b:)", start)
        + Record.event("issueRecorded", "f(a:b:)", Record.issue(sentence, line: 9))
        + Record.event("testCaseEnded", "f(a:b:)") + Record.event("testEnded", "f(a:b:)"))
    #expect(tests.first?.result.issues.map(\.message) == ["no\nwith a → 1, b → 2"])
    #expect(tests.first?.result.name == "f")
  }

  @Test func `of cases that run side by side an issue names no arguments, lest it be others'`() {
    func start(_ n: Int, of name: String) -> String {
      let text = "Test case passing 1 argument n → \(n) to \(name) started."
      return Record.event("testCaseStarted", name, #""messages":[{"text":"\#(text)"}]"#)
    }
    func issue(_ name: String) -> String {
      Record.event(
        "issueRecorded", name, Record.issue(#"{"symbol":"fail","text":"no"}"#, line: 9))
    }
    let tests = read(
      Record.test("f(n:)") + Record.test("g(n:)") + Record.event("testStarted", "f(n:)")
        + Record.event("testStarted", "g(n:)") + start(1, of: "f(n:)") + start(2, of: "g(n:)")
        + issue("f(n:)") + start(3, of: "g(n:)") + issue("g(n:)"))
    #expect(tests.map { $0.result.issues.first?.message } == ["no\nwith n → 1", "no"])
  }

  @Test func `a known issue and a warning fail nothing`() {
    let known = #""issue":{"isFailure":false,"isKnown":true,"severity":"error"},"messages":[]"#
    let warning =
      #""issue":{"isFailure":false,"isKnown":false,"severity":"warning"},"#
      + #""messages":[{"symbol":"warning","text":"careful"}]"#
    let tests = read(
      Record.test("f()") + Record.event("testStarted", "f()")
        + Record.event("issueRecorded", "f()", known)
        + Record.event("issueRecorded", "f()", warning) + Record.event("testEnded", "f()"))
    #expect(tests.first?.result.verdict == .passed)
    #expect(tests.first?.result.issues.map(\.isKnown) == [true, true])
    #expect(tests.first?.result.issues.last?.message == "warning: careful")
  }

  @Test func `a skipped test says why`() {
    let reason = #""messages":[{"symbol":"skip","text":"Test f() skipped: \"not today\""}]"#
    let tests = read(Record.test("f()") + Record.event("testSkipped", "f()", reason))
    #expect(tests.first?.result.verdict == .skipped)
    #expect(tests.first?.result.skipReason == "not today")
  }

  @Test func `a test that never starts was not run`() {
    #expect(read(Record.test("f()") + Record.runEnded).first?.result.verdict == .notRun)
  }

  @Test func `an attachment has the name that its test gave, and the path of its file`() {
    let attachment =
      #""attachment":{"path":"/tmp/a/fig-1x.svg"},"messages":[{"text":"Attached 'fig.svg' to f()."}]"#
    let tests = read(
      Record.test("f()") + Record.event("testStarted", "f()")
        + Record.event("valueAttached", "f()", attachment) + Record.event("testEnded", "f()"))
    #expect(tests.first?.result.attachments == [Attachment(name: "fig.svg", bytes: nil)])
    #expect(tests.first?.attachmentPaths == ["/tmp/a/fig-1x.svg"])
  }
}

@Suite struct `What tests print` {
  private func reading(_ records: String) -> EventStreamReader {
    var reader = EventStreamReader(names: smallNames)
    reader.read(Array(records.utf8)[...])
    return reader
  }

  @Test func `belongs to the test that began last when it arrives, even if that has ended`() {
    var reader = reading(Record.test("a()") + Record.test("b()"))
    reader.print(Array("before all\n".utf8)[...])
    reader.read(Array(Record.event("testStarted", "a()").utf8)[...])
    reader.print(Array("one\nno line ".utf8)[...])
    reader.read(Array(Record.event("testEnded", "a()").utf8)[...])
    reader.print(Array("break".utf8)[...])
    reader.read(Array(Record.event("testStarted", "b()").utf8)[...])
    reader.print(Array("two\n".utf8)[...])
    reader.read(Array(Record.event("testEnded", "b()").utf8)[...])
    let tests = reader.finish(.exited(0))
    #expect(tests.map(\.result.output) == ["one\nno line break", "two\n"])
  }

  @Test func `is text, also when it looks like a record`() {
    let forged = Record.event("testEnded", "a()")
    var reader = reading(Record.test("a()") + Record.event("testStarted", "a()"))
    reader.print(Array(forged.utf8)[...])
    let tests = reader.finish(.crashed(signal: 6, standardError: ""))
    #expect(tests.first?.result.output == forged)
    #expect(tests.first?.result.verdict == .crashed)
  }

  @Test func `may be cut in the middle of a letter on its way`() {
    var reader = reading(Record.test("a()") + Record.event("testStarted", "a()"))
    for byte in "grün".utf8 { reader.print([byte]) }
    #expect(reader.finish(.exited(0)).first?.result.output == "grün")
  }

  @Test func `is cut when it is huge, and says so`() throws {
    let line = Array((String(repeating: "x", count: 999) + "\n").utf8)
    var reader = reading(Record.test("a()") + Record.event("testStarted", "a()"))
    for _ in 0..<500 { reader.print(line[...]) }
    reader.read(Array(Record.event("testEnded", "a()").utf8)[...])
    let result = try #require(reader.finish(.exited(0)).first?.result)
    #expect(result.output.utf8.count < EventStreamReader.outputLimit + 100)
    #expect(result.output.hasSuffix("… (more was printed)"))
    #expect(result.verdict == .passed)
  }
}

@Suite struct `A line of the event stream` {
  @Test(arguments: [#"{"kind":"event","payload":{"kind":1}}"#, "text", ""])
  func `that is no record is counted, not believed`(line: String) {
    var reader = EventStreamReader(names: smallNames)
    reader.read(Array((line + "\n").utf8)[...])
    _ = reader.finish(.exited(0))
    #expect(reader.unreadableCount == 1)
  }
}

@Suite struct `A test process that ends early` {
  static let trap = """
    Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range
    *** Program crashed: Illegal instruction at 0x00007fdd3d96df7f ***
      2 [ra]  0x00007fdd specialized Array.subscript.getter + 84 in libswiftSwiftOnoneSupport.so
      3 [ra]  0x00005615 help() + 269 in zooPackageTests.xctest at Spec/Zoo/02-food.md:48:8
      4 [ra]  0x00005615 f() + 1 in zooPackageTests.xctest at Spec/Zoo/01-cages.md:9:3
    """

  @Test func `a trap gives the running test its message and its line`() {
    let tests = read(
      Record.test("f()") + Record.test("g()") + Record.event("testStarted", "f()"),
      .crashed(signal: 4, standardError: Self.trap))
    #expect(tests[0].result.verdict == .crashed)
    #expect(tests[0].result.issues == [Issue(line: 9, message: "Fatal error: Index out of range")])
    #expect(tests[1].result.verdict == .notRun)
  }

  @Test(arguments: [
    (
      RunEnding.crashed(
        signal: 4, standardError: "*** Swift runtime failure: arithmetic overflow ***"),
      "Swift runtime failure: arithmetic overflow"
    ),
    (
      .crashed(
        signal: 11, standardError: "*** Program crashed: Bad pointer dereference at 0x01 ***"),
      "Program crashed: Bad pointer dereference"
    ),
    (.crashed(signal: 9, standardError: ""), "the test process was ended by signal 9"),
    (
      .crashed(signal: 9, standardError: "said 'a.swift:1: Fatal error: of another'"),
      "the test process was ended by signal 9"
    ),
    (.exited(3), "ended the test process with exit code 3"),
    (.stopped(afterSeconds: 600), "did not end within 600 seconds and was stopped"),
  ])
  func `the running test says how`(ending: RunEnding, message: String) {
    let tests = read(Record.test("f()") + Record.event("testStarted", "f()"), ending)
    #expect(tests.first?.result.verdict == .crashed)
    #expect(tests.first?.result.issues == [Issue(line: nil, message: message)])
  }

  @Test func `of tests that run side by side, those that wait for their turn ended nothing`() {
    let tests = read(
      ["f()", "g()", "h()", "i()"].map { Record.test($0) + Record.event("testStarted", $0) }
        .joined()
        + Record.event("testCaseStarted", "f()") + Record.event("testCaseStarted", "g()")
        + Record.event("testCaseStarted", "h()") + Record.event("testCaseEnded", "h()")
        + Record.event("testEnded", "h()"),
      .crashed(signal: 9, standardError: ""))
    #expect(tests.map(\.result.verdict) == [.crashed, .crashed, .passed, .notRun])
    #expect(
      tests[0].result.issues.map(\.message) == [
        "the test process was ended by signal 9 (while 1 other test was running too)"
      ])
  }

  @Test func `without a running test it is a message`() {
    var reader = EventStreamReader(names: smallNames)
    reader.read(Array(Record.test("f()").utf8)[...])
    _ = reader.finish(.crashed(signal: 6, standardError: ""))
    #expect(
      reader.messages == [
        "the test process ended early: the test process was ended by signal 6"
      ])
  }
}
