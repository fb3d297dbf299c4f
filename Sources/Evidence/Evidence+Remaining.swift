// What is left of evidence after an edit, until there is new evidence.

package import Book

extension Evidence {
  /// What it says of chapters whose own code is still the same, at the lines where that stands now.
  ///
  /// It is evidence of the code that it was gathered from, and says so by its key. Whoever shows it
  /// must show as well that the book has been changed since.
  ///
  /// - Parameters:
  ///   - old: the chapters that it was gathered from.
  ///   - new: the chapters as they are now.
  package func remaining(from old: [Outline], for new: [Outline]) -> Evidence {
    let before = Dictionary(old.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let same = new.filter { before[$0.path]?.codeDigest == $0.codeDigest }
    var rest = self
    let kept = Set(same.map(\.path))
    rest.chapters = chapters.filter { kept.contains($0.key) }
    var lines: [String: CodeLines] = [:]
    var present: [String: CodeLines] = [:]
    for outline in same {
      lines[outline.path] = before[outline.path]?.codeLines
      present[outline.path] = outline.codeLines
    }
    return EvidenceRecord(rest, codeLines: lines).evidence(at: present) ?? .absent
  }
}
