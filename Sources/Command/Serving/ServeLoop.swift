// The author's loop: every change of the package is read and woven at once with what is known of it,
// and what is not known is built and run meanwhile. A change during a run ends it.
//
//     change ─ Snapshot ─ key ─┬─ known ──────────────────────┬─ weave
//                              └─ what remains ─ weave ─ run ─┘

import Book
import Evidence
import Foundation
import Run
import Serve
import Synchronization
import Weave

/// Keeps a served site as the book is.
struct ServeLoop {
  /// What there is to react to.
  private enum Event: Sendable {
    /// Some file was changed.
    case changed
    /// A run came to its end.
    case ran(Result<Evidence, any Error>, of: Snapshot, number: Int)
    /// A run that goes on has told the verdicts of the edited chapters.
    case told(Evidence, of: Snapshot, number: Int)
  }

  /// A run that is under way.
  private struct Running {
    var key: String?
    var number: Int
    var task: Task<Void, Never>
    /// What it told before its end, and the chapters that this is of.
    var told: (evidence: Evidence, chapters: [Outline])?
  }

  private let job: BookJob
  private let announcer: Announcer
  private let events: AsyncStream<Event>
  private let continuation: AsyncStream<Event>.Continuation
  private var running: Running?
  private var runCount = 0
  /// The last evidence of a whole run, and the chapters that it is of.
  private var last: (evidence: Evidence, chapters: [Outline])?
  /// Of the content of each chapter, as its verdicts were shown last.
  private var shown: [String: Digest] = [:]

  init(_ job: BookJob, _ announcer: Announcer) {
    var job = job
    job.observer = { progress in
      let activity: String
      switch progress {
      case .stage(let text), .detail(let text): activity = text
      case .took: return
      }
      Task { await announcer.update { if $0.activity != nil { $0.activity = activity } } }
    }
    self.job = job
    self.announcer = announcer
    (events, continuation) = AsyncStream.makeStream()
  }

  /// Reacts until the task is cancelled; then the run that is under way ends too.
  mutating func follow(_ changes: AsyncStream<Void>) async {
    let listening = Task { [continuation] in
      for await _ in changes { continuation.yield(.changed) }
    }
    continuation.yield(.changed)
    for await event in events {
      switch event {
      case .changed:
        // An editor that saves does so in several steps.
        try? await Task.sleep(for: .milliseconds(10))
        await take()
      case .ran(let result, let snapshot, let number) where number == running?.number:
        await take(result, of: snapshot)
      case .told(let evidence, let snapshot, let number) where number == running?.number:
        running?.told = (evidence, snapshot.book.chapters)
        // The text may be newer than the run.
        await take()
      case .ran, .told: break
      }
    }
    listening.cancel()
    running?.task.cancel()
    await running?.task.value
  }

  /// Reads the book as it is now.
  private mutating func take() async {
    let snapshot: Snapshot
    let known: (key: String?, evidence: Evidence?)
    do {
      snapshot = try Snapshot(job.package)
      guard !snapshot.book.hasErrors || snapshot.book.manifest.weavesFaultyBook else {
        // A run goes on: the code in it may still be what it will be when the text is mended.
        return await tell(ServeReport(JobSummary(snapshot.book), snapshot.book))
      }
      known = try await job.run(snapshot).known(besides: last?.evidence.key)
    } catch {
      await endRun()
      return await tell(error)
    }
    if let evidence = evidence(known, in: snapshot) {
      last = (evidence, snapshot.book.chapters)
      await show(evidence, of: snapshot)
      // It may take its time, and nobody waits for it any more.
      return await endRun()
    }
    // The text may have changed and the code that is being run not.
    if running?.key != known.key { running?.task.cancel() }
    if running == nil { await begin(snapshot, key: known.key) }
    // Nobody waits for a run to begin, or for one to end, to see the text.
    await showRemains(in: snapshot)
    if running?.key != known.key {
      await endRun()
      await begin(snapshot, key: known.key)
    }
  }

  /// What is known of the code, from the disk or from before.
  private func evidence(
    _ known: (key: String?, evidence: Evidence?), in snapshot: Snapshot
  ) -> Evidence? {
    if let evidence = known.evidence { return evidence }
    guard let last, last.evidence.key == known.key else { return nil }
    return last.evidence.remaining(from: last.chapters, for: snapshot.book.chapters)
  }

  /// Shows the text at once, with what is left of the last run.
  private func showRemains(in snapshot: Snapshot) async {
    await announcer.update { state in
      state.activity = state.activity ?? Self.beginning
      state.isClean = true
      state.tell([])
    }
    guard let last else { return await weave(snapshot, .absent, total: nil) }
    var rest = last.evidence.remaining(from: last.chapters, for: snapshot.book.chapters)
    if let told = running?.told {
      let first = told.evidence.remaining(from: told.chapters, for: snapshot.book.chapters)
      rest.chapters.merge(first.chapters) { $1 }
    }
    let before = Verdicts(snapshot.book, last.evidence).total
    await weave(snapshot, rest, total: before)
  }

  private mutating func begin(_ snapshot: Snapshot, key: String?) async {
    await announcer.update { $0.activity = $0.activity ?? Self.beginning }
    runCount += 1
    let number = runCount
    let run = run(snapshot, number)
    let task = Task { [continuation] in
      let result: Result<Evidence, any Error>
      do { result = .success(try await run.gathered()) } catch { result = .failure(error) }
      continuation.yield(.ran(result, of: snapshot, number: number))
    }
    running = Running(key: key, number: number, task: task)
  }

  /// A run of the book that first tells the verdicts of what was edited since the last one.
  private func run(_ snapshot: Snapshot, _ number: Int) -> BookRun {
    var run = job.run(snapshot)
    let known = Dictionary(
      last?.chapters.map { ($0.path, $0.codeDigest) } ?? [],
      uniquingKeysWith: { first, _ in first })
    let edited = snapshot.book.chapters.filter { known[$0.path] != $0.codeDigest }.map(\.path)
    // Who changes many at once, as another branch does, waits for none of them.
    if edited.count <= Self.mostEdited {
      run.first = FirstVerdicts(of: Set(edited)) { [continuation] evidence in
        continuation.yield(.told(evidence, of: snapshot, number: number))
      }
    }
    return run
  }

  private static let mostEdited = 3
  /// What is under way before a run tells more.
  private static let beginning = "Compiling the book"

  /// Ends the run that is under way, and waits until its processes are gone, since the next one
  /// needs the same build folder.
  private mutating func endRun() async {
    guard let ending = running else { return }
    running = nil
    ending.task.cancel()
    await ending.task.value
    await announcer.update { $0.activity = nil }
  }

  /// Takes what a run came to.
  private mutating func take(_ result: Result<Evidence, any Error>, of snapshot: Snapshot) async {
    running = nil
    switch result {
    case .success(let evidence):
      last = (evidence, snapshot.book.chapters)
      // The text may be newer than the run; its prose then is.
      continuation.yield(.changed)
    case .failure(let error): await tell(error)
    }
  }

  private mutating func show(_ evidence: Evidence, of snapshot: Snapshot) async {
    await weave(snapshot, evidence, total: nil)
    shown = snapshot.digests
    await tell(ServeReport(JobSummary(snapshot.book, evidence), snapshot.book))
  }

  private func weave(_ snapshot: Snapshot, _ evidence: Evidence, total: Tally?) async {
    let edited = snapshot.digests.keys.filter { shown[$0] != snapshot.digests[$0] }
    do {
      _ = try await job.weave(
        snapshot, evidence, total: total, first: edited.count <= Self.mostEdited ? edited : []
      ) { [announcer] in
        await announcer.update { $0.weaving += 1 }
      }
      await announcer.update { $0.weaving += 1 }
    } catch { await tell(error) }
  }

  /// Says what stood in the way; at the end of the server that is nothing.
  private func tell(_ error: any Error) async {
    if !Task.isCancelled { await tell(ServeReport(failure: error)) }
  }

  private func tell(_ report: ServeReport) async {
    job.console.clearProgress()
    let isNews = await announcer.state.standing != report.standing
    if isNews || !report.problems.isEmpty { report.print(to: job.console) }
    await announcer.update { state in
      state.activity = nil
      state.standing = report.standing
      state.isClean = report.isClean
      state.tell(report.problems)
    }
  }
}
