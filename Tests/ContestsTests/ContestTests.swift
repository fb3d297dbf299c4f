// Contests whose times are made up, so that who wins is known.

import Contests
import Testing

@Suite struct `A contest` {
  @Test func `lets all take turns, after a round that does not count`() async {
    var turns: [String] = []
    let contest = await Contest(among: ["a", "b"], rounds: 2) { contestant, round in
      turns.append("\(contestant)\(round)")
      return Double(round)
    }
    #expect(turns == ["a0", "b0", "a1", "b1", "a2", "b2"])
    #expect(contest.outcomes == ["a": [1, 2], "b": [1, 2]])
  }

  @Test func `tells the shortest and the median, and nothing of who took no part`() async {
    let times: [Double] = [0.5, 3, 1, 2, 9, 4]
    let contest = await Contest(among: ["a"], rounds: 5) { _, round in times[round] }
    #expect(contest.shortest(of: "a") == 1)
    #expect(contest.median(of: "a") { $0 * 10 } == 30)
    #expect(contest.shortest(of: "b") == nil && contest.median(of: "b") { $0 } == nil)
  }

  @Test func `goes on for as long as it is told to`() async {
    let start = ContinuousClock.now
    let contest = await Contest(among: [1], rounds: 1, for: .milliseconds(5)) { _, _ in 1.0 }
    #expect(ContinuousClock.now - start >= .milliseconds(5))
    #expect((contest.outcomes[1]?.count ?? 0) > 1)
  }

  @Test func `ends with the first failure`() async {
    struct Failed: Error {}
    var turns = 0
    await #expect(throws: Failed.self) {
      _ = try await Contest(among: [1, 2], rounds: 9) { _, round in
        turns += 1
        if round == 2 { throw Failed() }
      }
    }
    #expect(turns == 5)
  }
}
