// A sequence of operations on both sides, and the first of them after which they disagree.

import KernelDriver
import Memblock

struct Comparison {
  /// What the kernel replies to each line of a script.
  let kernel: ([String]) throws -> [Reply]

  /// What became of a sequence.
  struct Result {
    /// The kinds of answer that both sides gave, an operation each: a tally tells how much was
    /// tried.
    var answers: [String] = []
    var disagreement: Disagreement?
  }

  /// Performs a sequence on both sides, up to the first operation about which they disagree.
  func result(of operations: [Operation]) throws -> Result {
    let twins = operations.map(\.twin)
    let replies = try kernel(twins.map(\.line))
    var machine = Memblock()
    var result = Result()
    for (index, twin) in twins.enumerated() {
      let answer = twin.perform(&machine)
      let book = Reply(answer: answer, state: machine.state)
      guard book == twin.comparable(replies[index]) else {
        result.disagreement = Disagreement(
          script: twins[...index].map(\.line), book: book, kernel: replies[index])
        break
      }
      result.answers.append(kind(ofAnswer: answer))
    }
    return result
  }

  private func kind(ofAnswer answer: String) -> String {
    if answer.hasPrefix("panic") { return "panics" }
    if answer.contains("warned-of") { return "with warnings" }
    if answer == "at 0x0" { return "nowhere" }
    if answer.hasPrefix("at ") { return "found" }
    if answer == "shows" { return "walks over nothing" }
    return answer.hasPrefix("shows ") ? "walks" : answer
  }

  /// A disagreement of as few operations as leaving some out can get to.
  func shortest(of operations: [Operation]) throws -> Disagreement? {
    let short = try shrunk(operations) { try result(of: $0).disagreement != nil }
    return try result(of: short).disagreement
  }
}

/// Two replies to the last line of a script that should be the same.
struct Disagreement: CustomStringConvertible {
  let script: [String]
  let book: Reply
  let kernel: Reply

  /// The script, ready for the driver, and what either side makes of it.
  var description: String {
    """
    \(script.joined(separator: "\n"))
    # the book:   \(book.answer)
    #             \(book.state)
    # the kernel: \(kernel.answer)
    #             \(kernel.state)
    """
  }
}
