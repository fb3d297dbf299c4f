// Makes a failing sequence short. This is Zeller's delta debugging: leave out large pieces while
// the rest still fails, then smaller ones, down to single elements.

/// The shortest failing sequence that is found by leaving out elements of one that fails.
///
/// None of the elements that are left can be left out alone. An error ends the search.
func shrunk<Element>(
  _ failing: [Element], while fails: ([Element]) async throws -> Bool
) async rethrows -> [Element] {
  var kept = failing
  var length = (kept.count + 1) / 2
  while length > 0 {
    var start = 0
    var hasShrunk = false
    while start < kept.count {
      let rest = Array(kept[..<start] + kept[min(start + length, kept.count)...])
      if try await fails(rest) {
        kept = rest
        hasShrunk = true
      } else {
        start += length
      }
    }
    // What could not be left out before may be now that others are gone.
    if !hasShrunk || length > 1 { length /= 2 }
  }
  return kept
}
