// The same tests run several times, to see which of them come to one thing and then to another.

package import Book
package import Evidence

/// What several runs of some tests came to.
package struct RepeatedRuns: Sendable {
  /// A test that passed in some runs and failed in others.
  package struct Flaky: Hashable, Sendable {
    package var test: ListedTest
    package var passed: Int
    package var failed: Int
  }

  package let count: Int
  /// In the order of the book.
  package let flaky: [Flaky]
  /// The worst that each test came to.
  package let evidence: Evidence

  /// A single run.
  package init(_ evidence: Evidence) { (count, flaky, self.evidence) = (1, [], evidence) }

  /// - Parameter runs: at least one.
  package init(_ runs: [Evidence], of chosen: ChosenTests, in book: Book) {
    count = runs.count
    let verdicts = runs.map { Verdicts(book, $0) }
    flaky = chosen.tests.filter { $0.part != nil }.compactMap { test in
      let all = verdicts.map { $0.verdict(of: test) }
      let (passed, failed) = (all.count { $0 == .passed }, all.count(where: \.isFailure))
      return passed > 0 && failed > 0 ? Flaky(test: test, passed: passed, failed: failed) : nil
    }
    evidence = runs.dropFirst().reduce(runs.first ?? .absent) { $0.worst(of: $1) }
  }
}

extension Evidence {
  /// Of each test the worse of two runs; what one run alone knows stays.
  fileprivate func worst(of other: Evidence) -> Evidence {
    var worst = self
    for (path, known) in other.chapters {
      worst.chapters[path] = worst.chapters[path].map { $0.worst(of: known) } ?? known
    }
    for (path, known) in other.elsewhere {
      worst.elsewhere[path] = worst.elsewhere[path].map { $0.worst(of: known) } ?? known
    }
    worst.messages += other.messages.filter { !messages.contains($0) }
    worst.omissions += other.omissions.filter { !omissions.contains($0) }
    return worst
  }
}

extension ChapterEvidence {
  fileprivate func worst(of other: ChapterEvidence) -> ChapterEvidence {
    var worst = self
    for test in other.tests {
      let same = tests.firstIndex { ($0.line, $0.name) == (test.line, test.name) }
      guard let same else {
        worst.tests.append(test)
        continue
      }
      if test.verdict.rank > tests[same].verdict.rank { worst.tests[same] = test }
    }
    // What one run did not reach was not checked in it.
    worst.reachedChecks.merge(other.reachedChecks) { zip($0, $1).map { min($0, $1) } }
    worst.ends.merge(other.ends) { first, _ in first }
    return worst
  }
}

extension Verdict {
  /// Higher is worse.
  fileprivate var rank: Int {
    switch self {
    case .passed: 0
    case .skipped, .gap: 1
    case .notRun, .notCompiled: 2
    case .failed: 3
    case .crashed: 4
    }
  }
}
