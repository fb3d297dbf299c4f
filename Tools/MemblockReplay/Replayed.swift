// A whole replay, with what the reports need of each step.

import Memblock

/// A log that has been replayed.
struct Replayed {
  struct Moment {
    var step: BootReplay.Step
    /// All memory in one line; see ``TextMap``.
    var map: String
  }

  let name: String
  let log: BootLog
  private(set) var steps: [Moment] = []
  private(set) var tally = BootReplay.Tally()
  /// Where searches end that have to find mapped memory, after the last step.
  private(set) var limit: BootReplay.Limit?

  init(_ log: BootLog, named name: String) {
    (self.log, self.name) = (log, name)
    var replay = BootReplay(log)
    var map = TextMap()
    while let step = replay.next() {
      tally.add(step)
      map.follow(replay.machine, after: step)
      steps.append(Moment(step: step, map: map.line))
    }
    limit = replay.limit
  }

  var isClean: Bool { tally.isClean && log.findings.isEmpty }

  /// The line of the request before a panic for lack of memory; `nil` if there is no such panic.
  var failedLine: Int? {
    let end = steps.firstIndex { if case .panicked = $0.step.event { true } else { false } }
    let asked = steps[..<(end ?? 0)].last {
      if case .request = $0.step.event { true } else { false }
    }
    return asked?.step.line
  }

  /// What the request at a line found; the line of its answer will do too.
  func explanation(at line: Int) -> BootReplay.Explanation? {
    guard log.entries.contains(where: { $0.line == line }),
      let wanted = steps.last(where: { $0.step.line <= line })?.step.line
    else { return nil }
    var replay = BootReplay(log)
    while let step = replay.next() {
      if step.line == wanted { return replay.explanation(of: step) }
    }
    return nil
  }

  /// The lines of the steps after which the lists are shown.
  private func linesShown(_ after: LineSet?) -> Set<Int> {
    if let after { return after.lines }
    let comparisons = steps.filter { moment in
      switch moment.step.event {
      case .configuration, .file: true
      default: false
      }
    }
    return Set((comparisons + steps.suffix(1)).map(\.step.line))
  }

  /// The machine after each step that is to be shown, in order.
  func shown(_ after: LineSet?) -> [(step: BootReplay.Step, machine: Memblock)] {
    let lines = linesShown(after)
    var replay = BootReplay(log)
    var shown: [(step: BootReplay.Step, machine: Memblock)] = []
    while let step = replay.next() {
      if lines.contains(step.line) { shown.append((step, replay.machine)) }
    }
    return shown
  }
}
