// The replay as JSON: `steps`, `findings` and `count`.

import Foundation
import Memblock

/// A replay for programs.
struct JSONReport: Encodable {
  struct Step: Encodable {
    var line: Int
    var event: String
    var verdict: String
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
  var steps: [Step]

  init(_ replayed: Replayed) {
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
    steps = replayed.steps.map { moment in
      Step(
        line: moment.step.line, event: "\(moment.step.event)",
        verdict: "\(moment.step.verdict)", isBad: moment.step.verdict.isBad,
        unlogged: moment.step.unlogged.map(\.description), map: moment.map)
    }
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
