// Of an edit, the author waits for the verdicts of the edited chapter. Where more than its tests has to be
// run, they run before all others and are told at once.

import Book
package import Evidence
import Foundation

/// Whose verdicts are wanted before all others.
package struct FirstVerdicts: Sendable {
  /// The paths of the chapters that somebody waits for.
  let chapters: Set<String>
  /// Is told what their tests came to, once, while the others still run: verdicts, values that were
  /// reached, code that must not compile. Which lines of the book were executed only the tests of all
  /// chapters tell, and so nothing is said of it.
  let tell: @Sendable (Evidence) -> Void

  /// - Parameters:
  ///   - chapters: the paths of the chapters that somebody waits for.
  ///   - tell: is told what their tests came to, from any thread; never where no test but theirs has to
  ///     be run, nor where the book does not compile.
  package init(of chapters: Set<String>, tell: @escaping @Sendable (Evidence) -> Void) {
    (self.chapters, self.tell) = (chapters, tell)
  }

  /// Tells what of some evidence is of these chapters.
  func tell(_ evidence: Evidence, of paths: Set<String>) {
    var told = Evidence(state: .complete, key: evidence.key, toolchain: evidence.toolchain)
    for path in paths {
      guard var chapter = evidence.chapters[path] else { continue }
      (chapter.hits, chapter.names) = ([:], [])
      told.chapters[path] = chapter
    }
    tell(told)
  }
}

extension PartRuns {
  /// Runs the tests of the chapters that somebody waits for, of those parts that have to be run as a
  /// whole.
  ///
  /// - Parameters:
  ///   - built: what the build came to.
  ///   - parts: the names of the parts that have to be run as a whole.
  func tellFirst(
    _ built: Evidence, _ tests: TestRun?, _ description: BuildDescription, of parts: Set<String>
  ) async throws {
    guard chosen == nil, let first = run.first, var tests else { return }
    let own = run.book.parts.filter { parts.contains($0.name) }.flatMap(\.chapters).map(\.path)
    let paths = first.chapters.intersection(own)
    guard !paths.isEmpty else { return }
    tests.folder.append(path: "first")
    let chosen = ChosenTests(ofChapters: paths.sorted(), in: run.book)
    var runs = PartRuns(run: run, toolchain: toolchain, keys: keys, chosen: chosen)
    var evidence = built
    try await runs.gather(&evidence, tests, description)
    first.tell(evidence, of: paths)
  }
}
