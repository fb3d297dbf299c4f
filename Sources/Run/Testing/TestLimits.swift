// How long a test may take. Each is measured for itself, from the moment that the toolchain says that it
// began, so that one endless loop costs its own time alone.

import Book
import Evidence

/// The time limits of a book's tests.
struct TestLimits: Sendable {
  /// Of a test whose fence names none.
  var standard: Duration
  /// How long a process that is asked where it stands may take to tell.
  var grace = Duration.seconds(10)
  /// Of fences, by the chapter's path.
  private var ofFences: [String: [(lines: ClosedRange<Int>, seconds: Int)]] = [:]

  init(standard: Duration) { self.standard = standard }

  init(_ book: Book, standard: Duration) {
    self.init(standard: standard)
    for chapter in book.chapters {
      for fence in chapter.checkedFences {
        guard let seconds = fence.timeLimit else { continue }
        let lines = fence.line...max(fence.line, fence.lastLine)
        ofFences[chapter.path, default: []].append((lines, seconds))
      }
    }
  }

  /// - Parameter test: the running one; `nil` between tests, where a process has a minute at least, to
  ///   begin or to write its report.
  func limit(of test: LoggedTest?) -> Duration {
    guard let test else { return max(standard, .seconds(60)) }
    let own = ofFences[test.file]?.first { $0.lines.contains(test.result.line) }
    return own.map { .seconds($0.seconds) } ?? standard
  }
}

/// Looks at the clock while tests run one after another.
struct TestWatch {
  let limits: TestLimits
  /// Of what runs now.
  private(set) var limit: Duration
  private var running: String?
  private var endedCount = 0
  private var end: ContinuousClock.Instant

  init(limits: TestLimits) {
    self.limits = limits
    limit = limits.limit(of: nil)
    end = .now + limit
  }

  var timeLeft: Duration { end - .now }

  /// Begins anew when another test runs than at the last look.
  mutating func look(at reader: EventStreamReader) {
    let test = reader.runningTest
    guard test?.id != running || reader.endedCount != endedCount else { return }
    (running, endedCount) = (test?.id, reader.endedCount)
    limit = limits.limit(of: test)
    end = .now + limit
  }

  /// Allows what runs some more time from now on.
  mutating func allow(_ time: Duration) { end = .now + time }
}
