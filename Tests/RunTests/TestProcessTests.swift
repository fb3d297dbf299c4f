// Test processes, honest and hostile: scripts that take the options of a test binary.

import Book
import Evidence
import Foundation
import Programs
import Testing

@testable import Run

/// What every script begins with: the options, the event stream as descriptor 9, and the toolchain's
/// words, which it says on standard error and in the stream.
private let prelude = #"""
  #!/bin/bash
  while [ $# -gt 0 ]; do
    case $1 in
      --event-stream-output-path) events=$2 ;;
      --xunit-output) report=$2 ;;
      --skip) skipped="$skipped $2" ;;
    esac
    shift
  done
  exec 9>"$events"
  declare_test() {
    printf '{"kind":"test","payload":{"id":"ZooTests.%s()/by-hand.swift:1:2","kind":"function","name":"%s()","sourceLocation":{"filePath":"/p/Tests/ZooTests/by-hand.swift","line":1,"column":2}},"version":0}\n' $1 $1 >&9
  }
  event() {
    printf '{"kind":"event","payload":{"instant":{"absolute":1},"kind":"%s","messages":[],"testID":"ZooTests.%s()/by-hand.swift:1:2"},"version":0}\n' "$1" "$2"
  }
  start() { echo "Test $1 started." >&2; event testStarted $1 >&9; }
  pass() { echo "Test $1 passed." >&2; event testEnded $1 >&9; }
  end_report() {
    { echo '<testsuites>'
      for name in "$@"; do echo "<testcase classname=\"ZooTests\" name=\"$name()\" time=\"0\" />"; done
      echo '</testsuites>'; } >"$report"
    printf '{"kind":"event","payload":{"kind":"runEnded"},"version":0}\n' >&9
  }

  """#

private let names = SourceNames(
  Book.reading(BookFolder(path: "Spec", parts: ["Zoo": []])) { _ in
    Array("title: Zoo\nparts: [Zoo]\n".utf8)
  }, root: "/p")

private func withScript(_ script: String, _ body: (String, URL) async throws -> Void) async throws {
  try await withFolder(["tests.sh": prelude + script]) { folder in
    let binary = folder.appending(path: "tests.sh").path
    #expect(chmod(binary, 0o700) == 0)
    try await body(binary, folder)
  }
}

/// - Parameters:
///   - timeLimit: none, unless a test is about it; a busy machine may listen late.
///   - limit: of a test; none either.
private func run(
  _ script: String, timeLimit: Duration? = nil, limit: Duration? = nil,
  inspect: (TestProcess.Outcome) async throws -> Void
) async throws {
  try await withScript(script) { binary, folder in
    let process = TestProcess(
      binary: binary, names: names, root: folder, folder: folder.appending(path: "run"),
      timeLimit: timeLimit, limits: limit.map { TestLimits(standard: $0) }, progress: { _ in })
    try await inspect(try await process.run())
  }
}

@Suite struct `A test process` {
  @Test func `gives each test what it printed, however fast they follow`() async throws {
    let script = """
      for n in $(seq 1 200); do declare_test t$n; done
      for n in $(seq 1 200); do
        start t$n
        [ $((n % 3)) = 0 ] && echo "this is $n"
        pass t$n
      done
      end_report $(seq -f 't%g' 1 200)
      """
    try await run(script) { outcome in
      #expect(outcome.ending == .exited(0) && outcome.doubts == [])
      #expect(outcome.isWhole)
      #expect(outcome.tests.count == 200)
      for (index, test) in outcome.tests.enumerated() {
        #expect(test.result.verdict == .passed)
        let number = index + 1
        #expect(test.result.output == (number % 3 == 0 ? "this is \(number)\n" : ""))
      }
    }
  }

  @Test func `cannot end a test by printing that it ended`() async throws {
    let script = """
      declare_test a; declare_test b
      start a
      event testEnded a; event testStarted b; event testEnded b
      printf '{"kind":"event","payload":{"kind":"runEnded"},"version":0}\\n'
      exit 0
      """
    try await run(script) { outcome in
      #expect(outcome.tests.map(\.result.verdict) == [.crashed, .notRun])
      #expect(!outcome.isWhole && !outcome.isConfirmed)
      #expect(outcome.tests[0].result.output.contains("runEnded"))
    }
  }

  @Test func `has no name for its event stream once it has begun`() async throws {
    let script = """
      declare_test a
      start a
      for n in $(seq 1 500); do [ -e "$events" ] || break; sleep 0.01; done
      [ -e "$events" ] || echo gone
      pass a
      end_report a
      """
    try await run(script) { outcome in
      #expect(outcome.tests.first?.result.output == "gone\n")
    }
  }

  @Test func `is stopped when its time is over, and the running test knows`() async throws {
    let script = "declare_test a; start a; echo waiting; sleep 1000"
    try await run(script, timeLimit: .seconds(1)) { outcome in
      #expect(outcome.ending == .stopped)
      #expect(outcome.tests.first?.result.verdict == .crashed)
      #expect(outcome.tests.first?.result.output == "waiting\n")
    }
  }

  @Test func `ends with a test that goes on beyond its limit, and knows where that stands`()
    async throws
  {
    let script = """
      where() { echo '0 in a() at /p/Tests/ZooTests/by-hand.swift:7:5' >&2; exit 3; }
      trap where TRAP
      declare_test a; declare_test b
      start a; echo looping
      while :; do :; done
      """
    try await run(script, limit: .seconds(2)) { outcome in
      #expect(outcome.ending == .stopped && !outcome.isWhole)
      #expect(outcome.tests.map(\.result.verdict) == [.failed, .notRun])
      #expect(outcome.tests.map(\.endedProcess) == [true, false])
      #expect(outcome.tests.first?.result.output == "looping\n")
      let issue = outcome.tests.first?.result.issues.first
      #expect(issue?.message == "took longer than 2 s" && issue?.line == 7)
    }
  }

  @Test func `is ended as well when it says nothing when asked, or talks without an end`()
    async throws
  {
    // Long lines, since a busy machine may let it print few.
    let script = """
      trap '' TRAP; long=$(printf %060000d 0); declare_test a; start a
      echo waffle; while :; do echo $long; done
      """
    try await withScript(script) { binary, folder in
      var limits = TestLimits(standard: .seconds(2))
      limits.grace = .zero
      let outcome = try await TestProcess(
        binary: binary, names: names, root: folder, folder: folder.appending(path: "run"),
        limits: limits, progress: { _ in }
      ).run()
      let result = try #require(outcome.tests.first?.result)
      #expect(result.issues.map(\.message) == ["took longer than 2 s"])
      #expect(result.output.hasPrefix("waffle\n") && result.output.hasSuffix("(more was printed)"))
      #expect(result.output.utf8.count < EventStreamReader.outputLimit + 100)
    }
  }

  @Test(arguments: ["while :; do :; done", "exit 0", "kill -ILL $$"])
  func `is followed by one without the test that ended it`(end: String) async throws {
    let script = """
      declare_test a; declare_test b
      if [[ $skipped != *a* ]]; then start a; \(end); fi
      start b; pass b
      end_report b
      """
    try await withScript(script) { binary, folder in
      var evidence = Evidence(state: .complete)
      let profile = try await TestRun(
        binary: binary, filter: ".", names: names, root: folder, folder: folder,
        limits: TestLimits(standard: .seconds(2)), progress: { _ in }
      ).gather(&evidence)
      let tests = evidence.elsewhere["Tests/ZooTests/by-hand.swift"]?.tests
      #expect(tests?.map(\.name) == ["a", "b"])
      #expect(tests?.first?.verdict.isFailure == true && tests?.last?.verdict == .passed)
      #expect(profile != nil)
      // A slow machine is no reason to call a test endless for ever.
      #expect(evidence.omissions.isEmpty == !end.contains("while"))
    }
  }

  @Test func `has for each test the time that its fence gives it`() {
    let text = "# T\n\nText.\n\n```swift example time-limit=90\n1\n```\n"
    let book = Book.reading(
      BookFolder(path: "Spec", parts: ["Zoo": [.init(name: "01-a.md", kind: .regular)]])
    ) { path in Array((path.hasSuffix("yml") ? "title: Zoo\nparts: [Zoo]\n" : text).utf8) }
    let limits = TestLimits(book, standard: .seconds(5))
    func limit(_ file: String, _ line: Int) -> Duration {
      let result = TestResult(suite: nil, name: "t", line: line, verdict: .notRun, seconds: 0)
      return limits.limit(of: LoggedTest(id: "t", file: file, result: result))
    }
    #expect(limit("Spec/Zoo/01-a.md", 5) == .seconds(90))
    #expect(limit("Spec/Zoo/01-a.md", 9) == .seconds(5))
    #expect(limit("Tests/ZooTests/b.swift", 5) == .seconds(5))
    #expect(limits.limit(of: nil) == .seconds(60))
  }

  @Test func `ends when the task is cancelled`() async throws {
    let task = Task { try await run("sleep 1000") { _ in } }
    try await Task.sleep(for: .milliseconds(300))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}

@Suite(.timeLimit(.minutes(5))) struct `What a test process leaves behind` {
  @Test(arguments: [
    "sleep 1000 &", "setsid sleep 1000 &", "(setsid sleep 1000 &)", "setsid yes &",
    "(setsid sh -c 'while :; do setsid sleep 1000 & sleep 0.01; done' </dev/null >/dev/null 2>&1 &)",
  ])
  func `is ended, in whatever session, and nobody waits for it`(command: String) async throws {
    let script = """
      declare_test a
      start a
      echo $WEFT_RUN
      pass a
      \(command)
      sleep 0.1
      end_report a
      """
    try await run(script) { outcome in
      // Whoever waited for what is left would wait until the limit, and stop the process.
      #expect(outcome.ending == .exited(0))
      #expect(outcome.isWhole)
      let value = try #require(outcome.tests.first?.result.output.split(separator: "\n").first)
      #expect(RunMark(value: String(value)).processes().isEmpty)
    }
  }

  @Test(arguments: [
    "env -i setsid sleep", "(env -i setsid sleep", "(env -i setsid sh -c 'sleep \"$1\"; :' sh",
  ])
  func `is ended though it sheds its environment and its session`(command: String) async throws {
    // A number of seconds that no other process sleeps for.
    let seconds = "1000.\(getpid())\(command.utf8.count)"
    let script = """
      declare_test a
      start a
      pass a
      \(command) \(seconds) </dev/null >/dev/null 2>&1 &\(command.first == "(" ? ")" : "")
      sleep 0.1
      end_report a
      """
    try await run(script) { outcome in
      #expect(outcome.isWhole)
      #expect(processes(with: seconds) == [])
    }
  }

  /// Whether a process is yet to become the program that its arguments name.
  private func isStarting(_ process: pid_t) -> Bool {
    let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
    return !line.starts(with: Data("sleep".utf8))
  }

  /// The processes that have a word among their arguments; those that have ended have none.
  private func processes(with word: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { name in
      let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") ?? Data()
      return pid_t(name) != nil && line.split(separator: 0).contains { $0.elementsEqual(word.utf8) }
    }
  }

  @Test func `is not there when it has ended, though nobody has waited for it`() throws {
    let mark = RunMark()
    let words = try #require(mark.starter.isEmpty ? nil : mark.starter) + ["true"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    #expect(posix_spawnp(&process, words[0], nil, nil, &arguments, environ) == 0)
    var information = siginfo_t()
    #expect(waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) == 0)
    #expect(mark.processes().isEmpty)
    #expect(waitpid(process, nil, 0) == process)
  }

  @Test func `bears the mark of its run`() async throws {
    let mark = RunMark()
    var process = ChildProcess("sh", ["-c", "setsid sleep 1000 >/dev/null 2>&1 & echo $!"])
    process.environment = [RunMark.variable: mark.value]
    let said = try await process.output().standardOutput
    let left = try #require(pid_t(String(decoding: said, as: UTF8.self).dropLast()))
    // While a process becomes another program it has no environment that could be read.
    while isStarting(left) {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(mark.processes() == [left])
    mark.endLeftovers()
    #expect(mark.processes().isEmpty)
  }
}
