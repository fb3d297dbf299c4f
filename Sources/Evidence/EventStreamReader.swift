// From the records of a test process to what each test did. What tests print comes on a channel of
// its own, and belongs to the test that began last when it arrives.
//
//     {"kind":"test",…}                      a test exists
//     {"kind":"event",… testStarted …}       from here on, printed text is this test's
//     {"kind":"event",… issueRecorded …}
//     {"kind":"event",… testEnded …}

import Book

/// Reads the records of a test process, and keeps what its tests print.
package struct EventStreamReader: Sendable {
  private let names: SourceNames
  private var lines = LineReader(limit: 4 << 20)
  private var tests: [LoggedTest] = []
  private var indices: [String: Int] = [:]
  private var suites: [String: String] = [:]
  /// The running tests; the innermost is the last.
  private var running: [RunningTest] = []
  /// The test that began last, by index.
  private var last: Int?
  /// What that test printed, up to the limit, and whether it printed more.
  private var printed: (bytes: [UInt8], isCut: Bool) = ([], false)
  private var hasRunEnded = false
  /// What went wrong outside any test.
  package private(set) var messages: [String] = []
  /// Lines that are no records; each is something not known.
  package private(set) var unreadableCount = 0

  /// How many bytes of what a test prints are kept.
  package static let outputLimit = 64 << 10
  /// In seconds; no test has run for longer.
  private static let longest = 1e9

  package init(names: SourceNames) { self.names = names }

  /// The test that is running now, if any.
  package var runningTest: LoggedTest? { running.last.map { tests[$0.index] } }

  /// The number of tests that ended.
  package private(set) var endedCount = 0

  /// Takes the next bytes of the event stream.
  package mutating func read(_ bytes: ArraySlice<UInt8>) {
    var complete: [ArraySlice<UInt8>] = []
    lines.read(bytes) { complete.append($0) }
    for line in complete { take(line) }
  }

  /// Takes the next bytes of what the test that began last has printed; before the first test they
  /// are nobody's.
  package mutating func print(_ text: ArraySlice<UInt8>) {
    guard last != nil else { return }
    let room = Self.outputLimit - printed.bytes.count
    printed.bytes += text.prefix(room)
    printed.isCut = printed.isCut || text.count > room
  }

  /// Ends the reading; a test that did not end is what ended the process.
  package mutating func finish(_ ending: RunEnding) -> [LoggedTest] {
    var last: ArraySlice<UInt8>?
    lines.finish { last = $0 }
    if let last { take(last) }
    keepPrinted()
    // A test that waits for its turn has started too, but it ended nothing.
    let atWork = running.filter { $0.openCases > 0 }
    let suspects = atWork.isEmpty ? running : atWork
    for test in suspects { crash(test.index, ending, besides: suspects.count - 1) }
    if running.isEmpty, !hasRunEnded {
      messages.append("the test process ended early: \(CrashReport(ending, names).message)")
    }
    running = []
    return tests
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    guard let record = EventRecord(line: line) else { return unreadableCount += 1 }
    record.kind == "test" ? declare(record.payload) : happen(record.payload)
  }

  /// Gives what was printed to the test that began last.
  private mutating func keepPrinted() {
    guard let last else { return }
    tests[last].result.output = String(decoding: printed.bytes, as: UTF8.self)
    if printed.isCut { tests[last].result.output += TestResult.cutMark }
    printed = ([], false)
  }

  private mutating func start(_ index: Int, _ event: EventRecord.Payload) {
    keepPrinted()
    last = index
    running.append(RunningTest(index: index, start: event.instant?.absolute ?? 0))
  }

  /// A test's time begins with its first case: until then it may have waited for others.
  private mutating func startCase(_ index: Int, _ event: EventRecord.Payload) {
    guard let place = running.lastIndex(where: { $0.index == index }) else { return }
    running[place].startCase(
      at: event.instant?.absolute, with: Self.arguments(in: Self.text(of: event)))
  }

  private mutating func endCase(_ index: Int) {
    guard let place = running.lastIndex(where: { $0.index == index }) else { return }
    running[place].endCase()
  }

  private mutating func declare(_ test: EventRecord.Payload) {
    guard let id = test.id, let name = test.name else { return }
    let plainName = test.displayName ?? Self.plain(name)
    if test.kind == "suite" {
      suites[id] = plainName
      return
    }
    guard indices[id] == nil, let place = test.sourceLocation, let path = place.path,
      let line = place.line
    else { return }
    let result = TestResult(
      suite: suite(of: id), name: plainName, line: line, verdict: .notRun, seconds: 0)
    indices[id] = tests.count
    tests.append(LoggedTest(id: id, file: names.name(ofPath: path), result: result))
  }

  /// The innermost suite: names may hold slashes, so only known suites are cut off.
  private func suite(of id: String) -> String? {
    id.indices.last { id[$0] == "/" && suites[String(id[..<$0])] != nil }
      .flatMap { suites[String(id[..<$0])] }
  }

  /// A name as a sentence: without backticks, and without the parentheses of a plain function.
  private static func plain(_ name: String) -> String {
    if name.first == "`", let end = name.dropFirst().firstIndex(of: "`") {
      return String(name[name.index(after: name.startIndex)..<end])
    }
    return String(name.prefix { $0 != "(" })
  }
}

// Events.
extension EventStreamReader {
  private mutating func happen(_ event: EventRecord.Payload) {
    if event.kind == "runEnded" { hasRunEnded = true }
    guard let id = event.testID, let index = indices[id] else {
      if event.kind == "issueRecorded", event.issue?.isKnown != true {
        messages.append(Self.text(of: event))
      }
      return
    }
    switch event.kind {
    case "testStarted": start(index, event)
    case "testEnded": end(index, event)
    case "testCaseStarted": startCase(index, event)
    case "testCaseEnded": endCase(index)
    case "testSkipped", "testCancelled": skip(index, event)
    case "issueRecorded": record(event, index)
    case "valueAttached": attach(event, index)
    default: break
    }
  }

  private mutating func end(_ index: Int, _ event: EventRecord.Payload) {
    guard let place = running.lastIndex(where: { $0.index == index }) else { return }
    let start = running.remove(at: place).start
    endedCount += 1
    // A test can write events, so no time is believed.
    let seconds = (event.instant?.absolute ?? start) - start
    tests[index].result.seconds = seconds.isFinite ? min(max(0, seconds), Self.longest) : 0
    guard tests[index].result.verdict != .skipped else { return }
    let failed = tests[index].result.issues.contains { !$0.isKnown }
    let saysFailed = event.messages?.first?.symbol == "fail"
    tests[index].result.verdict = failed || saysFailed ? .failed : .passed
  }

  /// `Test case passing 2 arguments a → 1, b → 2 to name(a:b:) started.`
  private static func arguments(in text: String) -> String? {
    guard text.hasPrefix("Test case passing "), let start = text.firstRange(of: " argument"),
      let end = text.range(ofLast: " to "), start.upperBound < end.lowerBound
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound].drop { $0 != " " }.dropFirst())
  }

  private mutating func skip(_ index: Int, _ event: EventRecord.Payload) {
    tests[index].result.verdict = .skipped
    let text = Self.text(of: event)
    tests[index].result.skipReason =
      text.range(ofLast: "skipped: \"").map { String(text[$0.upperBound...].dropLast()) }
  }

  private mutating func record(_ event: EventRecord.Payload, _ index: Int) {
    let issue = event.issue
    let isFailure =
      issue?.isFailure ?? (issue?.isKnown != true && issue?.severity != "warning")
    let arguments = running.last { $0.index == index }?.arguments
    let isWarning = !isFailure && issue?.isKnown != true
    let message =
      (isWarning ? "warning: " : "") + Self.text(of: event)
      + (arguments.map { "\nwith \($0)" } ?? "")
    var found = Issue(line: nil, message: message, isKnown: !isFailure)
    if let place = issue?.sourceLocation, let path = place.path, let line = place.line {
      let location = Location(
        file: names.name(ofPath: path), line: line, column: place.column ?? 1)
      found.place(at: location, in: tests[index].file)
    }
    // A loop over bad values must not fill the memory.
    if tests[index].result.issues.count < 1000 { tests[index].result.issues.append(found) }
  }

  private mutating func attach(_ event: EventRecord.Payload, _ index: Int) {
    guard let path = event.attachment?.path, tests[index].attachmentPaths.count < 1000 else {
      return
    }
    // The file may be named otherwise, lest it overwrite another.
    let text = event.messages?.first?.text ?? ""
    var name = path.split(separator: "/").last.map(String.init) ?? path
    if text.hasPrefix("Attached '"), let end = text.range(ofLast: "' to ") {
      name = String(text[..<end.lowerBound].dropFirst("Attached '".count))
    }
    tests[index].result.attachments.append(Attachment(name: name, bytes: nil))
    tests[index].attachmentPaths.append(path)
  }

  /// The sentences of an event, one to a line; `Issue recorded` says nothing beside its comment.
  private static func text(of event: EventRecord.Payload) -> String {
    var texts = (event.messages ?? []).compactMap(\.text)
    if texts.count > 1, texts[0] == "Issue recorded" { texts.removeFirst() }
    return texts.joined(separator: "\n")
  }

  private mutating func crash(_ index: Int, _ ending: RunEnding, besides others: Int) {
    let report = CrashReport(ending, names)
    let file = tests[index].file
    // Of tests that ran side by side, nobody knows which it was.
    let beside =
      others > 0
      ? " (while \(others) other test\(others == 1 ? " was" : "s were") running too)" : ""
    var issue = Issue(line: nil, message: report.message + beside)
    let place = report.places.first { $0.file == file } ?? report.places.first
    if let place { issue.place(at: place, in: file) }
    tests[index].endedProcess = true
    if case .overran = ending {
      tests[index].result.verdict = .failed
    } else {
      tests[index].result.verdict = .crashed
    }
    tests[index].result.issues.append(issue)
  }
}

extension Issue {
  /// Says where the issue arose: in the test's own file, or in another.
  mutating func place(at location: Location, in file: String) {
    if location.file == file { line = location.line } else { elsewhere = location }
  }
}
