// Each revision of a review built, and its tests run, in a place of its own: the stages are those of
// `weft build`. What is kept of the same code is taken as it is.

import Book
import Evidence
import Foundation
import Review
import Run

struct RevisionRunner {
  let package: BookPackage
  let repository: GitRepository
  let console: Console
  /// How long a test may take.
  let timeLimit: Duration
  /// What the programs of both revisions are asked to write.
  var formats: [String] = []

  /// What came of a revision.
  struct Outcome {
    var origin = RunReport.Origin.none
    var evidence = Evidence.absent
    /// Why it was not built.
    var refusals: [String] = []
    /// What was not as its author had it.
    var notes: [String] = []
    /// What its programs wrote, and what they made of blobs.
    var writings = ProgramWritings(otherwise: "it was not built and run")
    var readings = ProgramReadings(otherwise: "it was not built and run")
  }

  private var slots: RevisionSlots { RevisionSlots(of: package) }

  // MARK: Recalling

  /// What is kept of a revision; builds and runs nothing.
  func recalled(_ revision: BookRevision) async throws -> Outcome {
    guard let commit = revision.commit else {
      return Outcome(.kept, try await revision.recalled(in: package))
    }
    let tree = try await repository.tree(of: commit)
    if let held = try? slots.holding(tree) {
      defer { withExtendedLifetime(held) {} }
      let root = try await root(in: held)
      let evidence = try? await run(revision, at: root).recalled()
      if let evidence, evidence.state != .absent { return Outcome(.kept, evidence) }
    }
    return Outcome(.keptBeside, try await revision.recalled(in: package))
  }

  // MARK: Running

  /// Builds a revision and runs its tests, unless that is kept.
  ///
  /// - Parameter other: the other revision, whose folder is not taken from it.
  /// - Throws: `LoadError` for what git cannot read.
  func gathered(_ revision: BookRevision, sparing other: BookRevision) async throws -> Outcome {
    guard !revision.book.hasErrors || revision.book.manifest.weavesFaultyBook else {
      let errors = revision.book.findings.filter { $0.severity == .error }
      return Outcome(refusals: errors.map(\.description))
    }
    do {
      return try await inPlace(revision, sparing: other) { tree, root in
        if let tree, !tree.refusals.isEmpty { return Outcome(refusals: tree.refusals) }
        var outcome = try await gathered(revision, at: root)
        outcome.notes += tree?.notes ?? []
        return outcome
      }
    } catch let error as LoadError { throw error } catch let error as CancellationError {
      throw error
    } catch {
      let reason = FileFailure(error)?.description ?? "\(error)"
      return Outcome(refusals: [reason])
    }
  }

  /// Asks a revision that was built what its programs make of blobs.
  ///
  /// - Parameter other: the other revision, whose folder is not taken from it.
  /// - Throws: `LoadError` for what git cannot read.
  func read(
    _ questions: [BlobQuestion], by revision: BookRevision, sparing other: BookRevision,
    into outcome: inout Outcome
  ) async throws {
    guard outcome.evidence.state == .complete, !questions.isEmpty else { return }
    do {
      outcome.readings = try await inPlace(revision, sparing: other) { _, root in
        let programs = ProgramRun(run: run(revision, at: root), manifest: revision.book.manifest)
        return try await programs.readings(of: questions)
      }
    } catch let error as LoadError { throw error } catch let error as CancellationError {
      throw error
    } catch {
      let reason = FileFailure(error)?.description ?? "\(error)"
      outcome.readings = ProgramReadings(otherwise: reason)
    }
  }

  /// Does something where the files of a revision are: in the working tree, or in a folder that no other
  /// review is at work in meanwhile.
  private func inPlace<Result>(
    _ revision: BookRevision, sparing other: BookRevision,
    _ work: (RevisionTree?, URL) async throws -> Result
  ) async throws -> Result {
    guard let commit = revision.commit else { return try await work(nil, package.root) }
    let tree = try await RevisionTree(of: commit, in: repository)
    guard tree.refusals.isEmpty else { return try await work(tree, package.root) }
    var spared: Set<String> = []
    if let commit = other.commit { spared.insert(try await repository.tree(of: commit)) }
    let held = try await slots.take(tree.name, sparing: spared.subtracting([tree.name])) {
      console.begin("\(revision.shown): Waiting for another review")
    }
    defer { withExtendedLifetime(held) {} }
    console.begin("\(revision.shown): Putting it in its place")
    return try await work(tree, try await put(tree, into: held))
  }

  private func gathered(_ revision: BookRevision, at root: URL) async throws -> Outcome {
    let run = run(revision, at: root)
    let kept = try await run.recalled()
    var outcome =
      kept.state == .absent ? Outcome(.run, try await run.gathered()) : Outcome(.kept, kept)
    if outcome.evidence.state == .complete {
      let programs = ProgramRun(run: run, manifest: revision.book.manifest)
      outcome.writings = try await programs.writings(of: formats)
    }
    return outcome
  }

  private func run(_ revision: BookRevision, at root: URL) -> BookRun {
    let contents = revision.contents
    return BookRun(
      revision.book, root: root,
      read: { path in
        guard let bytes = contents[path] else { throw LoadError("there is no chapter \(path)") }
        return bytes
      },
      reread: { path in
        do { return try [UInt8](Data(contentsOf: root.appending(path: path))) } catch {
          throw RunFailure("\(path) cannot be read again")
        }
      }, timeLimit: timeLimit
    ) { [console, name = revision.shown] progress in
      switch progress {
      case .stage(let stage): console.begin("\(name): \(stage)")
      case .detail(let detail): console.advance(detail)
      case .took: break
      }
    }
  }

  // MARK: Places

  /// The files of a revision, with what they need beside them.
  private func put(_ tree: RevisionTree, into held: RevisionSlots.Held) async throws -> URL {
    let top = try await repository.topFolder()
    try await held.hold(tree.name) {
      try await tree.checkOut(into: held.place(of: top), index: held.index)
    }
    let root = try await root(in: held)
    let packages = NeighbourPackages(repository: top, prefix: repository.prefix)
    try packages.link(from: root, below: held.place(of: "/"))
    return root
  }

  private func root(in held: RevisionSlots.Held) async throws -> URL {
    let place = held.place(of: try await repository.topFolder())
    return repository.prefix.isEmpty ? place : place.appending(path: repository.prefix)
  }
}

extension RevisionRunner.Outcome {
  fileprivate init(_ origin: RunReport.Origin, _ evidence: Evidence) {
    self.evidence = evidence
    self.origin = evidence.state == .absent ? .none : origin
  }
}
