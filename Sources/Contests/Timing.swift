// How long something takes.

/// Does something; returns what came of it, and how many nanoseconds it took.
package func timed<Result, Failure: Error>(
  _ work: () throws(Failure) -> Result
) throws(Failure) -> (result: Result, nanoseconds: Double) {
  let start = ContinuousClock.now
  let result = try work()
  let passed = (ContinuousClock.now - start).components
  return (result, Double(passed.attoseconds) / 1e9 + Double(passed.seconds) * 1e9)
}
