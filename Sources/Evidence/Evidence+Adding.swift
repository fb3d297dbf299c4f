// Evidence of several runs of the same code becomes that of one: of the parts of a book, of its shares.

import Book

extension Evidence {
  /// Adds what came of other tests: those of another part, or another share of them. How often lines
  /// were executed adds up, since several tests execute the same code.
  package mutating func add(tests other: Evidence) {
    for (path, own) in other.chapters { chapters[path, default: ChapterEvidence()].add(own) }
    for (path, own) in other.elsewhere { elsewhere[path, default: ChapterEvidence()].add(own) }
    messages += other.messages
    omissions += other.omissions
  }

  /// Adds what the names in the code stand for, where it says nothing of them yet.
  package mutating func add(names other: Evidence) {
    (symbols, namesMissing) = (other.symbols, other.namesMissing)
    for (path, own) in other.chapters where !own.names.isEmpty {
      chapters[path, default: ChapterEvidence()].names = own.names
    }
  }

  /// Puts tests, and code that must not compile, into the order of their lines, as one run has them.
  package mutating func sortTests() {
    for path in chapters.keys { chapters[path]?.sortTests() }
    for path in elsewhere.keys { elsewhere[path]?.sortTests() }
  }
}

extension ChapterEvidence {
  fileprivate mutating func sortTests() {
    tests.sort { ($0.line, $0.name) < ($1.line, $1.name) }
    refusals.sort { $0.line < $1.line }
  }

  fileprivate mutating func add(_ other: ChapterEvidence) {
    tests += other.tests
    refusals += other.refusals
    add(other.diagnostics)
    hits.merge(other.hits, uniquingKeysWith: Self.sum)
    ends.merge(other.ends, uniquingKeysWith: min)
    // Checks are the same in each run of the same code; of a line that differs, the longer list tells
    // of all of them.
    reachedChecks.merge(other.reachedChecks) { one, another in
      (0..<max(one.count, another.count)).map { index in
        Self.sum(
          index < one.count ? one[index] : 0, index < another.count ? another[index] : 0)
      }
    }
  }

  /// Counts beyond what fits mean often.
  private static func sum(_ a: Int, _ b: Int) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? .max : sum
  }
}
