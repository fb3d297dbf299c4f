// Where the time of a job went.

import Book
import Run
import Synchronization
import TextTables

/// The steps of a run as they end, from any thread.
final class StepLog: Sendable {
  private let noted = Mutex<[JobSummary.Stage]>([])

  /// In the order of their ends.
  var steps: [JobSummary.Stage] { noted.withLock { $0 } }

  func note(_ progress: BookRun.Progress) {
    guard case .took(let step, let time) = progress else { return }
    noted.withLock { $0.append(JobSummary.Stage(name: step, seconds: time / .seconds(1))) }
  }
}

/// `--timings`: stages, the steps of what ran, and the slowest tests.
struct TimingTable {
  var stages: [JobSummary.Stage]
  var steps: [JobSummary.Stage] = []
  var tests: [JobSummary.Test] = []
  private static let mostTests = 10

  /// The stages add up to the whole; steps may run side by side.
  var lines: [String] {
    let times = stages.map { Self.row($0.seconds, $0.name) }
    let steps = steps.map { Self.row($0.seconds, $0.name) }
    let tests = slowest.map {
      Self.row($0.seconds, "\($0.location.file):\($0.location.line): \($0.test)")
    }
    let tables = [
      ("stage", times), ("step of what ran", steps), ("slowest tests, when they ran last", tests),
    ]
    return tables.filter { !$0.1.isEmpty }.flatMap {
      TextTable(["seconds", $0.0], $0.1).lines.map { Console.cleaned($0) }
    }
  }

  private static func row(_ seconds: Double, _ what: String) -> [String] {
    [seconds.decimals(2), what]
  }

  /// Those that took time, the slowest first.
  private var slowest: ArraySlice<JobSummary.Test> {
    let timed = tests.filter { $0.seconds >= 0.005 }
    let sorted = timed.sorted {
      ($1.seconds, $0.location.file, $0.location.line) < (
        $0.seconds, $1.location.file, $1.location.line
      )
    }
    return sorted.prefix(Self.mostTests)
  }
}

extension TimingTable {
  init(_ summary: JobSummary) {
    self.init(stages: summary.stages, steps: summary.steps, tests: summary.tests)
  }
}
