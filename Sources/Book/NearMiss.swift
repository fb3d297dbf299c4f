// Suggestions for words that are almost right. Words and candidates come from books, which may have
// tens of thousands of each, and long ones: no pair costs more than a few steps a letter, and a pair
// that differs costs only as much as the letters before.

/// Candidates that many words can be compared with.
package struct NearMisses: Sendable {
  private struct Candidate {
    var text: String
    var letters: [UInt32]
    /// Its place among the candidates.
    var place: Int
  }

  private var byLength: [Int: [Candidate]] = [:]

  package init(_ candidates: some Sequence<String>) {
    for (place, text) in candidates.enumerated() {
      let letters = Self.letters(of: text)
      byLength[letters.count, default: []]
        .append(Candidate(text: text, letters: letters, place: place))
    }
  }

  /// The candidate closest to `word`, when it is close enough to be meant.
  ///
  /// Close enough is at most one edit in three letters, and never more than three. Ties go to the
  /// first candidate, so that the answer does not depend on hashing.
  package func nearest(to word: String) -> String? {
    let letters = Self.letters(of: word)
    let limit = min(3, max(1, letters.count / 3))
    var best: (distance: Int, candidate: Candidate)?
    for length in max(0, letters.count - limit)...(letters.count + limit) {
      for candidate in byLength[length] ?? [] {
        let bound = best?.distance ?? limit
        guard let distance = editDistance(letters, candidate.letters, atMost: bound) else {
          continue
        }
        if let best, (best.distance, best.candidate.place) < (distance, candidate.place) {
          continue
        }
        best = (distance, candidate)
      }
    }
    return best?.candidate.text
  }

  /// What was most likely meant by a word, or what is allowed.
  package func suggestion(for word: String, otherwise: String) -> Suggestion {
    Suggestion(nearest: nearest(to: word), otherwise: otherwise)
  }

  private static func letters(of text: String) -> [UInt32] {
    text.lowercased().unicodeScalars.map(\.value)
  }
}

/// What a word that is wrong might have been.
package struct Suggestion: Sendable {
  /// The candidate that was most likely meant.
  package var nearest: String?
  /// What is allowed, where nothing is near.
  package var otherwise: String

  /// A message that ends with `; did you mean 'x'?`, or else with what is allowed.
  package static func + (message: String, suggestion: Suggestion) -> String {
    message + (suggestion.nearest.map { "; did you mean '\($0)'?" } ?? "; \(suggestion.otherwise)")
  }

  /// The edit that puts what was meant in the place of the word; none where nothing is near, or where
  /// it is not known that the word itself stands there.
  func edits(of word: String, at location: Location?) -> [Finding.Edit] {
    guard let location, let nearest else { return [] }
    return [Finding.Edit(location, replace: word, with: nearest)]
  }
}

/// Suggestions for the findings of one kind. Where very many links are dead, a word for each of them
/// helps nobody; all are found, and the first get a suggestion.
struct FirstSuggestions {
  private var left = 100
  private var lists: [String: NearMisses] = [:]

  /// What was most likely meant by a word, or what is allowed.
  ///
  /// - Parameter list: the name of the list of candidates, which is made once.
  mutating func suggestion(
    for word: String, among list: String, _ candidates: @autoclosure () -> [String],
    otherwise: String
  ) -> Suggestion {
    guard left > 0 else { return Suggestion(nearest: nil, otherwise: otherwise) }
    left -= 1
    let misses = lists[list] ?? NearMisses(candidates())
    lists[list] = misses
    return misses.suggestion(for: word, otherwise: otherwise)
  }
}

/// The one of a few candidates closest to `word`, when it is close enough to be meant.
package func nearMiss(of word: String, among candidates: some Sequence<String>) -> String? {
  NearMisses(candidates).nearest(to: word)
}

/// What was most likely meant by a word, among a few candidates, or what is allowed.
package func suggestion(
  for word: String, among candidates: [String], otherwise: String
) -> Suggestion {
  NearMisses(candidates).suggestion(for: word, otherwise: otherwise)
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two words;
/// `nil` when it is above a limit.
///
/// A row has only the columns that the limit can reach: `columns[k]` of row i is column i + k - limit.
private func editDistance(_ a: [UInt32], _ b: [UInt32], atMost limit: Int) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  let width = 2 * limit + 1
  let far = limit + 1
  var beforeLast = Array(repeating: far, count: width)
  var last = (0..<width).map { $0 < limit ? far : $0 - limit }
  var row = beforeLast
  for i in 1...max(1, a.count) where i <= a.count {
    var least = far
    for k in 0..<width {
      let j = i + k - limit
      var cost = far
      if j == 0 {
        cost = i
      } else if j > 0, j <= b.count {
        cost = last[k] + (a[i - 1] == b[j - 1] ? 0 : 1)
        if k > 0 { cost = min(cost, row[k - 1] + 1) }
        if k + 1 < width { cost = min(cost, last[k + 1] + 1) }
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          cost = min(cost, beforeLast[k] + 1)
        }
      }
      row[k] = min(cost, far)
      least = min(least, row[k])
    }
    // A swap reaches back over a row, and costs one more than there.
    if least > limit, (last.min() ?? far) >= limit { return nil }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  let distance = last[b.count - a.count + limit]
  return distance <= limit ? distance : nil
}
