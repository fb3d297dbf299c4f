// A test between its first record and its last.

/// A test that started and has not ended.
struct RunningTest: Sendable {
  let index: Int
  /// In seconds of the test process' own clock.
  var start: Double
  /// How many of its cases are at work; a plain test is one case.
  var openCases = 0
  private var hasBegun = false
  /// What its case was called with: `n → 2`; `nil` where cases run side by side, since an issue does not
  /// say whose it is.
  private(set) var arguments: String?

  init(index: Int, start: Double) { (self.index, self.start) = (index, start) }

  mutating func startCase(at instant: Double?, with arguments: String?) {
    if !hasBegun, let instant { start = instant }
    hasBegun = true
    openCases += 1
    self.arguments = openCases == 1 ? arguments : nil
  }

  mutating func endCase() {
    openCases -= 1
    arguments = nil
  }
}
