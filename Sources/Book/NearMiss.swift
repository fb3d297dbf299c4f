// Suggestions for words that are almost right.

/// The candidate closest to `word`, when it is close enough to be meant.
///
/// Close enough is at most one edit in three letters, and never more than three. Ties go to the
/// first candidate, so that the answer does not depend on hashing.
package func nearMiss(of word: String, among candidates: some Sequence<String>) -> String? {
  let limit = min(3, max(1, word.count / 3))
  var best: (distance: Int, candidate: String)?
  for candidate in candidates where abs(candidate.count - word.count) <= limit {
    let distance = editDistance(Array(word.lowercased()), Array(candidate.lowercased()))
    if distance <= limit, distance < best?.distance ?? Int.max { best = (distance, candidate) }
  }
  return best?.candidate
}

/// The end of a message: `; did you mean 'x'?` for a near miss, else what is allowed.
package func suggestion(
  for word: String, among candidates: [String], otherwise: String
) -> String {
  if let meant = nearMiss(of: word, among: candidates) { return "; did you mean '\(meant)'?" }
  return "; \(otherwise)"
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two words.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforeLast = [Int]()
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
