// From the words of the command line to tests.

import Book
import Evidence
import Foundation
import Run

extension BookJob {
  /// The tests that options choose.
  ///
  /// - Throws: `ChoiceFailure` for a word that names nothing, `LoadError` for a revision that is not there.
  func chosen(_ options: ChoiceOptions, of snapshot: Snapshot) async throws -> ChosenTests {
    if let share = options.share { return share.chosen(from: snapshot.book) }
    let root = package.path("")
    var choice = TestChoice(
      words: options.choices.map { $0.hasPrefix(root) ? String($0.dropFirst(root.count)) : $0 },
      filter: options.filter)
    choice.tags = options.tag
    if options.failed {
      guard let last = run(snapshot).lastRun() else {
        throw ChoiceFailure("there is no last run to choose from; 'weft test' is one")
      }
      choice.lastRun = last
    }
    if let revision = options.changed {
      choice.changes = try await changes(since: revision, in: snapshot)
    }
    return try choice.chosen(from: snapshot.book)
  }

  /// What changed in the chapters, as git has them in a revision.
  private func changes(
    since revision: String, in snapshot: Snapshot
  ) async throws -> [String: ChangedLines] {
    let repository = try await GitRepository(of: package)
    let commit = try await repository.commit(revision)
    let chapters = Set(snapshot.book.chapters.map(\.path))
    let known = try await repository.entries(of: commit, below: PackageLayout.specFolder)
      .filter { $0.isRegular && chapters.contains($0.path) }
    let contents = try await repository.contents(of: known)
    let objects = Dictionary(known.map { ($0.path, $0.object) }) { first, _ in first }
    var changes: [String: ChangedLines] = [:]
    for path in chapters {
      let old = objects[path].flatMap { contents[$0] }
      changes[path] = try old.map { ChangedLines(from: $0, to: try snapshot.read(path)) } ?? .all
    }
    return changes
  }

  /// The tests that options choose, with what is known of each for the code as it is; runs nothing.
  func list(_ options: ChoiceOptions) async throws -> TestListing {
    let snapshot = try Snapshot(package)
    let chosen = try await chosen(options, of: snapshot)
    let verdicts = Verdicts(snapshot.book, try await run(snapshot).recalled())
    return TestListing(chosen, verdicts)
  }
}
