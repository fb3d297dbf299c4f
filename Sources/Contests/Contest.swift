// Who does the same work in less time: contestants take turns, and what each took is compared.

/// What contestants came to at the same work.
///
/// What disturbs a machine only adds to a time. So the shortest tells best what a piece of code takes;
/// where each round differs of itself, as whole processes do, the median tells what to expect.
package struct Contest<Contestant: Hashable, Outcome> {
  /// What each came to, round by round.
  package private(set) var outcomes: [Contestant: [Outcome]] = [:]

  /// Lets all contestants do their work once for nothing, so that caches are warm, and then by turns, so
  /// that a slow moment of the machine touches each.
  ///
  /// - Parameters:
  ///   - rounds: how many turns each gets at least.
  ///   - duration: how long they go on at least.
  ///   - measure: has a contestant do its work, and says what came of it. The round is 0 for the one
  ///     that does not count.
  /// - Throws: what `measure` does.
  package init(
    among contestants: [Contestant], rounds: Int, for duration: Duration = .zero,
    measure: (_ contestant: Contestant, _ round: Int) async throws -> Outcome
  ) async rethrows {
    for contestant in contestants { _ = try await measure(contestant, 0) }
    let start = ContinuousClock.now
    var round = 0
    while round < rounds || ContinuousClock.now - start < duration {
      round += 1
      for contestant in contestants {
        outcomes[contestant, default: []].append(try await measure(contestant, round))
      }
    }
  }

  /// The median of a contestant's values, the upper one of two in the middle; `nil` of one that did not
  /// take part.
  package func median(of contestant: Contestant, _ value: (Outcome) -> Double) -> Double? {
    let values = (outcomes[contestant] ?? []).map(value).sorted()
    return values.isEmpty ? nil : values[values.count / 2]
  }
}

extension Contest where Outcome == Double {
  /// The shortest of a contestant's times; `nil` of one that did not take part.
  package func shortest(of contestant: Contestant) -> Double? { outcomes[contestant]?.min() }
}
