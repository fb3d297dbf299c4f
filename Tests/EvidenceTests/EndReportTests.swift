// The toolchain's last word about a run holds over the records that tests could print.

import Testing

@testable import Evidence

@Suite struct `The report at a run's end` {
  private let report = """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite name="TestResults" errors="0" tests="4" failures="1" skipped="1" time="1">
        <testcase classname="ATests.`01-a.md`" name="`One & <two> "quoted" name="x" time="y"`()" time="0.1" />
        <testcase classname="ATests" name="free()" time="0.1">
          <failure message="no" />
        </testcase>
        <testcase classname="ATests" name="never()" time="0">
          <skipped>why</skipped>
        </testcase>
      </testsuite>
    </testsuites>
    """

  private func test(_ id: String, _ verdict: Verdict) -> LoggedTest {
    LoggedTest(
      id: id, file: "a",
      result: TestResult(suite: nil, name: id, line: 1, verdict: verdict, seconds: 0))
  }

  @Test func `confirms what the records say`() throws {
    var tests = [
      test(
        "ATests.`01-a.md`/`One & <two> \"quoted\" name=\"x\" time=\"y\"`()/01-a.md.swift:4:2",
        .passed),
      test("ATests.free()/01-a.md.swift:8:2", .failed),
      test("ATests.never()/01-a.md.swift:9:2", .skipped),
    ]
    let before = tests
    let read = try #require(EndReport(xUnit: Array(report.utf8)))
    #expect(read.correct(&tests) == 0 && tests == before)
  }

  @Test func `holds over records that a test printed`() throws {
    var tests = [
      test("ATests.free()/01-a.md.swift:8:2", .passed),
      test("ATests.forged()/01-a.md.swift:9:2", .passed),
    ]
    let read = try #require(EndReport(xUnit: Array(report.utf8)))
    #expect(read.correct(&tests) == 2)
    #expect(tests.map(\.result.verdict) == [.failed, .notRun])
    #expect(tests[0].result.issues.first?.message.contains("toolchain's report") == true)
  }

  @Test func `of tests with one name is the same in whatever order they come`() throws {
    let cases = [
      "<testcase classname=\"A\" name=\"same()\" time=\"0\">\n<failure message=\"no\" />\n</testcase>",
      "<testcase classname=\"A\" name=\"same()\" time=\"0\" />",
    ]
    for order in [cases, cases.reversed()] {
      let text = "<testsuites>\n" + order.joined(separator: "\n") + "\n</testsuites>\n"
      let read = try #require(EndReport(xUnit: Array(text.utf8)))
      var tests = [test("A.same()/a.swift:1:1", .failed), test("A.same()/b.swift:1:1", .passed)]
      #expect(read.correct(&tests) == 0)
      #expect(tests.map(\.result.verdict) == [.failed, .passed])
      var forged = [test("A.same()/a.swift:1:1", .passed), test("A.same()/b.swift:1:1", .passed)]
      #expect(read.correct(&forged) == 2)
      #expect(forged.allSatisfy { $0.result.verdict == .failed })
    }
  }

  @Test func `turns no failure into a pass`() throws {
    let text = "<testsuites>\n<testcase classname=\"A\" name=\"f()\" time=\"0\" />\n</testsuites>"
    let read = try #require(EndReport(xUnit: Array(text.utf8)))
    var tests = [test("A.f()/a.swift:1:1", .failed)]
    _ = read.correct(&tests)
    #expect(tests[0].result.verdict == .failed)
  }

  @Test(arguments: [
    "", "<a/>", "<testsuites>", "{}",
    "<testsuites>\n<testcase classname=\"A\" name=\"b\" time=\"0\" />",
  ])
  func `is none when the bytes are none`(text: String) {
    #expect(EndReport(xUnit: Array(text.utf8)) == nil)
  }
}
