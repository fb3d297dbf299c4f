// What whoever runs the tests asks for beyond the usual, and what came of it as lines of a report.

import Foundation

/// The number that a variable of the environment says, or the usual one.
package func asked(_ variable: String, usually number: UInt64) -> UInt64 {
  ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) } ?? number
}

/// A line for each kind of something that was counted, in order: `answers ok: 12`.
package func lines(_ tally: [String: Int], named name: String) -> String {
  tally.sorted { $0.key < $1.key }.map { "\(name) \($0.key): \($0.value)" }
    .joined(separator: "\n")
}
