// How long each stage of a job took.

struct Timings {
  private(set) var stages: [JobSummary.Stage] = []

  /// Does a stage, and notes its time.
  mutating func time<Result>(
    _ stage: String, _ work: () async throws -> Result
  ) async rethrows -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try await work()
    stages.append(JobSummary.Stage(name: stage, seconds: (clock.now - start) / .seconds(1)))
    return result
  }
}
