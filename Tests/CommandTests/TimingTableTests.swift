// Where the time went, as lines.

import Book
import Evidence
import Run
import Testing

@testable import Command

struct TimingTableTests {
  private let stages: [JobSummary.Stage] = [
    .init(name: "read", seconds: 0.25), .init(name: "run", seconds: 12),
  ]

  private func test(_ name: String, _ seconds: Double) -> JobSummary.Test {
    .init(
      test: name, location: Location(file: "a.md", line: 3), verdict: .passed, seconds: seconds)
  }

  @Test func `stages, steps and the slowest tests are listed with their seconds`() {
    let log = StepLog()
    log.note(.stage("Compiling"))
    log.note(.took("Compiling", .milliseconds(1500)))
    let tests = [test("quick", 0.001), test("slow", 0.5), test("slower", 2)]
    #expect(
      TimingTable(stages: stages, steps: log.steps, tests: tests).lines == [
        "seconds  stage", "   0.25  read", "  12.00  run",
        "seconds  step of what ran", "   1.50  Compiling",
        "seconds  slowest tests, when they ran last", "   2.00  a.md:3: slower",
        "   0.50  a.md:3: slow",
      ])
  }

  @Test func `where nothing ran there are stages alone`() {
    let lines = TimingTable(stages: stages).lines
    #expect(lines == ["seconds  stage", "   0.25  read", "  12.00  run"])
  }
}
