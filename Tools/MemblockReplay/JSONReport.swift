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

  struct Why: Encodable {
    struct Candidate: Encodable {
      var range: String
      var node: Int32?
      var flags: String
      var judgement: String
    }

    var line: Int
    var answered: String?
    var bounds: String
    var isBottomUp: Bool
    var isPartial: Bool
    var candidates: [Candidate]
  }

  struct Limit: Encodable {
    var address: String
    var line: Int
    var isInferred: Bool
    var predicted: Int
  }

  var log: String
  var clean: Bool
  var count: [String: Int]
  var findings: [Finding]
  var limit: Limit?
  var steps: [Step]?
  var why: Why?

  init(_ replayed: Replayed, isSummary: Bool, explanation: BootReplay.Explanation?) {
    log = replayed.name
    clean = replayed.isClean
    let tally = replayed.tally
    count = [
      "predicted": tally.predicted, "explained": tally.explained, "missed": tally.missed,
      "unasked": tally.unasked, "dropped": tally.dropped, "undecided": tally.undecided,
      "agreed": tally.agreed, "disagreed": tally.disagreed,
      "refused": tally.refused, "done": tally.done, "unlogged": tally.unlogged,
    ]
    findings = replayed.log.findings.map {
      Finding(line: $0.line, column: $0.column, message: $0.what)
    }
    limit = replayed.limit.map {
      Limit(
        address: $0.address.description, line: $0.line, isInferred: $0.isInferred,
        predicted: $0.predicted)
    }
    steps = isSummary ? nil : replayed.steps.map(Step.init)
    why = explanation.map(Why.init)
  }

}

extension JSONReport.Why {
  init(_ explanation: BootReplay.Explanation) {
    line = explanation.line
    answered = explanation.answer?.description
    bounds = explanation.bounds.description
    isBottomUp = explanation.isBottomUp
    isPartial = explanation.isPartial
    candidates = explanation.candidates.map { candidate in
      let region = candidate.region
      return Candidate(
        range: region.range.description, node: region.node.isValid ? region.node.rawValue : nil,
        flags: region.flags.description, judgement: candidate.judgement.description)
    }
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
    case .deviated(let place, let deviations):
      (predicted, answered) = (place.description, place.description)
      differences = deviations.map(\.description)
    case .missed(let mine, let theirs), .undecided(let mine, let theirs):
      (predicted, answered) = (mine?.description, theirs?.description)
    case .disagreed(let all): differences = all.map(\.description)
    case .done, .unasked, .dropped, .agreed, .refused: break
    }
  }
}
