// A sequence of operations on both sides, and the first of them after which they disagree.

import KernelDriver
import Memblock

struct Comparison {
  /// What the kernel replies to each line of a script.
  let kernel: ([String]) async throws -> [Reply]

  /// What became of a sequence.
  struct Result {
    /// The operations that were performed, by the driver's words for them.
    var operations: [String] = []
    /// The kinds of answer that both sides gave, an operation each: a tally tells how much was
    /// tried.
    var answers: [String] = []
    var disagreement: Disagreement?
  }

  /// Performs a sequence on both sides, up to the first operation about which they disagree.
  func result(of operations: [Operation]) async throws -> Result {
    let twins = operations.map(\.twin)
    let replies = try await kernel(twins.map(\.line))
    var machine = Memblock()
    var result = Result()
    for (twin, reply) in zip(twins, replies) {
      let before = machine
      let answer = twin.perform(&machine)
      result.operations.append(String(twin.line.prefix { $0 != " " }))
      if Twin.isEnd(book: answer, kernel: reply.answer)
        || KnownDifference.overwritesFreedArray(from: before, to: machine)
      {
        result.answers.append("an end")
        break
      }
      let book = Reply(answer: answer, state: machine.state)
      guard book == twin.comparable(reply) else {
        result.disagreement = Disagreement(
          script: twins.prefix(result.operations.count).map(\.line), book: book, kernel: reply)
        break
      }
      result.answers.append(kind(ofAnswer: answer))
    }
    return result
  }

  private func kind(ofAnswer answer: String) -> String {
    if answer.contains("warned-of") { return "with warnings" }
    if answer.contains("unmirrored") { return "without mirrored memory" }
    if answer == "at 0x0" { return "nowhere" }
    if answer == "shows" { return "shows nothing" }
    if answer.hasPrefix("0x") { return "a number" }
    if answer.hasPrefix("error") { return answer }
    return String(answer.prefix { $0.isLetter })
  }

  /// A disagreement of as few operations as leaving some out can get to.
  func shortest(of operations: [Operation]) async throws -> Disagreement? {
    let short = try await shrunk(operations) { try await result(of: $0).disagreement != nil }
    return try await result(of: short).disagreement
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
    # the book:   \(Self.shown(book.answer, beside: kernel.answer))
    #             \(Self.shown(book.state, beside: kernel.state))
    # the kernel: \(Self.shown(kernel.answer, beside: book.answer))
    #             \(Self.shown(kernel.state, beside: book.state))
    """
  }

  /// A text; of a long one what follows the words that it begins with like another.
  private static func shown(_ text: String, beside other: String) -> String {
    guard text.utf8.count > 400 else { return text }
    let words = text.split(separator: " ")
    let common = zip(words, other.split(separator: " ")).prefix { $0.0 == $0.1 }.count
    if common == words.count { return "… \(words.count) words, all the same" }
    return "… \(words.dropFirst(max(common - 3, 0)).prefix(24).joined(separator: " "))"
  }
}
