// The replay as text.

import Memblock
import BookTool

/// A line for each step, the lists where they are asked for, findings and the count.
struct TextReport {
  private let replayed: Replayed
  private let isSummary: Bool
  private let after: LineSet?
  private let colour: Bool

  init(_ replayed: Replayed, isSummary: Bool, after: LineSet?, colour: Bool) {
    (self.replayed, self.isSummary) = (replayed, isSummary)
    (self.after, self.colour) = (after, colour)
  }

  func print() throws(Failure) {
    for moment in replayed.steps where !isSummary || moment.step.verdict.isBad {
      for unlogged in moment.step.unlogged where !isSummary { try write("", "· \(unlogged)") }
      try write("\(moment.step.line)", text(moment))
    }
    if after != nil {
      for (step, machine) in replayed.shown(after) {
        try write("", "After line \(step.line):\n\(machine.dump)")
      }
    }
    try write("", count)
  }

  private func write(_ number: String, _ text: String) throws(Failure) {
    let pad = String(repeating: " ", count: max(7 - number.utf8.count, 0))
    try Console.print(number.isEmpty ? text : pad + number + "  " + text)
  }

  private func text(_ moment: Replayed.Moment) -> String {
    let verdict = moment.step.verdict
    let word = "\(verdict)".harmless
    let pad = String(repeating: " ", count: max(22 - word.count, 0))
    let mark = colour ? (verdict.isBad ? "\u{1B}[31m" : verdict.isGood ? "\u{1B}[32m" : "") : ""
    let end = mark.isEmpty ? "" : "\u{1B}[0m"
    return "|\(moment.map)|  \(mark)\(word)\(end)\(pad)  " + "\(moment.step.event)".harmless
  }

  private var count: String {
    let tally = replayed.tally
    return """

      predicted    \(tally.predicted)
      explained    \(tally.explained)
      missed       \(tally.missed)
      unasked      \(tally.unasked)
      dropped      \(tally.dropped)
      undecided    \(tally.undecided)
      compared     \(tally.agreed + tally.disagreed), of which \(tally.disagreed) disagree
      refused      \(tally.refused)
      done         \(tally.done)
      unlogged     \(tally.unlogged)
      unreadable   \(replayed.log.findings.count)
      """ + limit
  }

  /// Where searches end, if that is inferred, and how much follows from it.
  private var limit: String {
    guard let limit = replayed.limit, limit.isInferred else { return "" }
    return "\n\nlimit \(limit.address), inferred from the answer to line \(limit.line): "
      + "\(limit.predicted) predicted with it"
  }
}

extension BootReplay.Verdict {
  /// Whether the replay and the kernel were found to agree.
  var isGood: Bool {
    switch self {
    case .predicted, .agreed: true
    default: false
    }
  }
}
