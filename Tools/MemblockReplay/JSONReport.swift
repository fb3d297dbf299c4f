// The replay as JSON: `count`, `findings` and `steps`.

import Foundation
import Memblock
import BookTool

/// A replay for programs.
struct JSONReport: Encodable {
  struct Step: Encodable {
    var line: Int
    var event: String
    /// The kind of verdict, as in `count`.
    var kind: String
    var verdict: String
    var predicted: String?
    var answered: String?
    var differences: [String]?
    var isBad: Bool
    var unlogged: [String]
    var map: String
  }

  struct Finding: Encodable {
    var line: Int
    var column: Int
    var message: String
  }

  var log: String
  var clean: Bool
  var count: [String: Int]
  var findings: [Finding]
  var steps: [Step]?

  init(_ replayed: Replayed, isSummary: Bool) {
    log = replayed.name
    clean = replayed.isClean
    let tally = replayed.tally
    count = [
      "predicted": tally.predicted, "explained": tally.explained, "missed": tally.missed,
      "unasked": tally.unasked, "agreed": tally.agreed, "disagreed": tally.disagreed,
      "refused": tally.refused, "done": tally.done, "unlogged": tally.unlogged,
    ]
    findings = replayed.log.findings.map {
      Finding(line: $0.line, column: $0.column, message: $0.what)
    }
    steps = isSummary ? nil : replayed.steps.map(Step.init)
  }

}

extension JSONReport.Step {
  init(_ moment: Replayed.Moment) {
    let (step, verdict) = (moment.step, moment.step.verdict)
    line = step.line
    event = "\(step.event)".harmless
    self.verdict = "\(verdict)".harmless
    kind = String(self.verdict.prefix { $0.isLetter })
    isBad = verdict.isBad
    unlogged = step.unlogged.map(\.description)
    map = moment.map
    switch verdict {
    case .predicted(let place): (predicted, answered) = (place?.description, place?.description)
    case .explained(let place): answered = place.description
    case .missed(let mine, let theirs):
      (predicted, answered) = (mine?.description, theirs?.description)
    case .disagreed(let all): differences = all.map(\.description)
    case .done, .unasked, .agreed, .refused: break
    }
  }
}
