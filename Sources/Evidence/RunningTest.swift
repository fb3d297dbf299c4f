// A test between its first record and its last.

/// A test that started and has not ended.
struct RunningTest: Sendable {
  let index: Int
  /// In seconds of the test process' own clock.
  var start: Double
  /// How many of its cases are at work; a plain test is one case.
  var openCases = 0
  private var hasBegun = false

  init(index: Int, start: Double) { (self.index, self.start) = (index, start) }

  mutating func startCase(at instant: Double?) {
    if !hasBegun, let instant { start = instant }
    hasBegun = true
    openCases += 1
  }
}
