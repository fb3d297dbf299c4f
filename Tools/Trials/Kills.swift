// A program is killed at moments that nobody chose, and that can be had again.

import Foundation
package import Programs

/// How often, and by which chance, tests kill the program that they are about.
///
/// The environment says both: WEFT_KILLS, else few, so that a run of all tests stays short, and
/// WEFT_KILL_SEED, else 1.
package struct Kills {
  package let count: Int
  package let seed: UInt64
  /// How many of the programs were at work when they were killed.
  package private(set) var hits = 0
  package var generator: SeededGenerator

  /// - Parameter few: how many kills there are unless the environment says otherwise.
  package init(few: Int) {
    let environment = ProcessInfo.processInfo.environment
    count = environment["WEFT_KILLS"].flatMap { Int($0) } ?? few
    seed = environment["WEFT_KILL_SEED"].flatMap { UInt64($0) } ?? 1
    generator = SeededGenerator(seed: seed)
  }

  /// A moment from now to the end of so long a time.
  package mutating func moment(within time: Duration) -> Duration {
    time * (Double(Int.random(in: 0..<1000, using: &generator)) / 1000)
  }

  /// Runs a program and kills it.
  ///
  /// - Parameters:
  ///   - moment: how long after its start, or after the sign.
  ///   - sign: what has to be the case before; it is looked for ten thousand times a second.
  package mutating func kill(
    _ program: ChildProcess, after moment: Duration,
    where sign: @escaping @Sendable () -> Bool = { true }
  ) async throws {
    var killer: Task<Void, any Error>?
    let (ending, _) = try await program.run(
      onStart: { process in
        killer = Task {
          while !sign() { try await Task.sleep(for: .microseconds(100)) }
          try await Task.sleep(for: moment)
          Foundation.kill(process, SIGKILL)
        }
      }, onOutput: { _ in })
    killer?.cancel()
    if ending == .signalled(SIGKILL) { hits += 1 }
  }
}
