// The tests that a choice came to: what a test process is told, and how they count.

package import Book
package import Evidence

/// Some of a book's tests, to be run without the others.
package struct ChosenTests: Sendable {
  /// In the order of the book, those outside of chapters last.
  package let tests: [ListedTest]
  /// How many there are in the chapters.
  package let bookCount: Int
  /// What the test process leaves of them, as a regular expression over identifiers.
  package let filter: String?
  /// Whether tests were chosen one by one; else the filter alone chooses among all of the parts.
  package let isNarrow: Bool
  private let countByFile: [String: Int]
  /// The parts whose tests that stand in no chapter are chosen as well.
  private let unlistedParts: Set<String>
  /// All tests of chapters, where such are chosen.
  private let listed: [ListedTest]

  init(tests: [ListedTest], of all: [ListedTest], filter: String?, isNarrow: Bool) {
    (self.tests, self.filter, self.isNarrow) = (tests, filter, isNarrow)
    bookCount = all.count
    countByFile = all.reduce(into: [:]) { $0[$1.file, default: 0] += $1.isRun ? 1 : 0 }
    (unlistedParts, listed) = ([], [])
  }

  /// Some of the chapters' tests, and of some parts all that the chapters' text does not tell of.
  init(tests: [ListedTest], of all: [ListedTest], unlistedOf parts: Set<String>) {
    (self.tests, filter, isNarrow) = (tests, nil, true)
    (bookCount, listed, unlistedParts) = (all.count, all, parts)
    // A whole chapter has tests that are not told of too, so each is named by its line.
    countByFile = [:]
  }

  /// Those of some chapters.
  package init(ofChapters paths: [String], in book: Book) {
    let all = book.listedTests
    self.init(
      tests: all.filter { paths.contains($0.file) }, of: all, filter: nil, isNarrow: true)
  }

  /// Whether a part has any to run or to compile.
  func concerns(_ part: Part) -> Bool {
    !isNarrow || unlistedParts.contains(part.name)
      || tests.contains { $0.part == part.name || $0.part == nil }
  }

  /// The tests of a part to run, as a regular expression over identifiers, which end in file and place:
  /// …/`name`()/02-lions.md.swift:12:3. `nil` when there are none.
  func pattern(of part: Part, within partFilter: String) -> String? {
    let rest = filter.map { "(?:\($0))" } ?? ""
    guard isNarrow else { return rest.isEmpty ? partFilter : "(?=\(partFilter)).*\(rest)" }
    let chosen = places(of: part, tests)
    guard unlistedParts.contains(part.name) else {
      return chosen.map { "(?=\(partFilter))(?=\($0)).*\(rest)" }
    }
    guard let known = places(of: part, listed) else { return "(?=\(partFilter)).*\(rest)" }
    // Of a suite the identifier has no place, and one that matches takes all of its tests along.
    let unlisted = "(?=.*:[0-9]+:[0-9]+$)(?!\(known))"
    return "(?=\(partFilter))\(chosen.map { "(?:(?=\($0))|\(unlisted))" } ?? unlisted).*\(rest)"
  }

  /// Where those of some tests stand that a part runs, as a regular expression; `nil` when there are none.
  private func places(of part: Part, _ tests: [ListedTest]) -> String? {
    let own = tests.filter { $0.isRun && ($0.part == part.name || $0.part == nil) }
    let files = Dictionary(grouping: own, by: \.file).sorted { $0.key < $1.key }
    guard !files.isEmpty else { return nil }
    let places = files.map { path, tests in
      let lines = Set(tests.map(\.line)).sorted().map(String.init)
      let isWhole = countByFile[path] == tests.count
      return Self.file(path) + ":" + (isWhole ? "[0-9]+" : "(?:\(lines.joined(separator: "|")))")
    }
    return ".*/(?:\(places.joined(separator: "|"))):[0-9]+$"
  }

  private static func file(_ path: String) -> String {
    let name =
      Chapter.isNamed(path)
      ? Chapter.tangledName(of: path) : String(path.split(separator: "/").last ?? "")
    return TestRun.escaped(name)
  }

  /// Whether code that must not compile is to be tried.
  func includes(refusalAt line: Int, of path: String) -> Bool {
    guard isNarrow else { return filter == nil }
    return filter == nil && tests.contains { !$0.isRun && $0.file == path && $0.line == line }
  }

  /// Counts what was chosen: of the rest nothing was asked. A rule counts as proved only where each
  /// test that proves it was among them.
  package func tally(_ book: Book, _ verdicts: Verdicts) -> Tally {
    var tally = Tally()
    tally.compileErrors = verdicts.total.compileErrors
    let chosen = Dictionary(grouping: tests, by: \.file)
    for chapter in book.chapters {
      let lines = Set((chosen[chapter.path] ?? []).map(\.fence.lowerBound))
      for fence in chapter.checkedFences where lines.contains(fence.line) {
        let known = verdicts.fence(atLine: fence.line, of: chapter.path)
        for test in known?.tests ?? [] { tally.count(test.verdict) }
        guard known?.tests.isEmpty != false, let verdict = known?.verdict else { continue }
        if filter == nil || verdict != .notRun { tally.count(verdict) }
      }
    }
    let unrun = Self.rulesNotWhollyRun(book, verdicts)
    for rule in verdicts.rules {
      if rule.standing == .refuted || rule.standing == .proved && !unrun.contains(rule.rule.id) {
        tally.count(rule.standing)
      }
    }
    return tally
  }

  /// The rules of fences of which some tests alone ran.
  private static func rulesNotWhollyRun(_ book: Book, _ verdicts: Verdicts) -> Set<String> {
    var rules: Set<String> = []
    for chapter in book.chapters {
      for fence in chapter.checkedFences where !fence.provedRules.isEmpty {
        let known = verdicts.fence(atLine: fence.line, of: chapter.path)
        if (known?.tests.count ?? 0) < fence.tests.count { rules.formUnion(fence.provedRules) }
      }
    }
    return rules
  }
}
