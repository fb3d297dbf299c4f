// What the tests of each part come to. Parts that an edit cannot have changed keep what they had:
// verdicts, and what they executed in the chapters of all parts, which is summed up. Where only stated
// values were edited, the code does what it did, so the edited chapters' tests alone run again.
//
//     key ─┬─ same ──────────────────────────────── kept ─┐
//          ├─ same but for values ─ edited chapters' tests ┼─ evidence of the part ─ sum
//          └─ another ─ tests, coverage, refusals ─────────┘

import Book
import Evidence
import Foundation

/// Runs of the tests of a book's parts.
struct PartRuns: Sendable {
  let run: BookRun
  let toolchain: Toolchain
  let keys: [PartKey]
  /// The tests to run, where not all of them: then nothing that is known counts.
  let chosen: ChosenTests?
  /// What came of the parts that ran and is to be kept.
  private var news: [PartRecord] = []

  init(run: BookRun, toolchain: Toolchain, keys: [PartKey], chosen: ChosenTests? = nil) {
    (self.run, self.toolchain, self.keys, self.chosen) = (run, toolchain, keys, chosen)
  }

  private var store: PartStore { PartStore(folder: run.work.appending(path: "parts")) }

  /// Adds the evidence of all parts.
  ///
  /// - Parameter tests: of all parts; `nil` when there are none.
  mutating func gather(
    _ evidence: inout Evidence, _ tests: TestRun?, _ description: BuildDescription
  ) async throws {
    let wanted = run.book.parts.filter { chosen?.concerns($0) ?? true }
    let jobs = wanted.compactMap { part in
      keys.first { $0.part == part.name }.map { key in
        PartRun(
          run: run, toolchain: toolchain, description: description, part: part, key: key,
          chosen: chosen,
          chapters: run.book.chapters.filter { key.chapters.contains($0.path) })
      }
    }
    let unknown = jobs.filter { !$0.isKnown(to: store) }.map(\.part.name)
    try await tellFirst(evidence, tests, description, of: Set(unknown))
    for (job, outcome) in zip(jobs, try await outcomes(of: jobs, tests)) {
      // One without what does not compile is not whole.
      let isWhole = job.part.chapters.allSatisfy {
        evidence.chapters[$0.path]?.uncompiled.isEmpty != false
      }
      if outcome.isNew, isWhole { news.append(outcome.record) }
      if let own = outcome.record.evidence(for: job.chapters, of: job.part) {
        evidence.add(tests: own)
      }
    }
  }

  /// What comes of each part, in their order. Each part has a process of its own, so several run side
  /// by side.
  private func outcomes(of jobs: [PartRun], _ tests: TestRun?) async throws -> [PartRun.Outcome] {
    let limit = max(1, min(4, ProcessInfo.processInfo.activeProcessorCount))
    var outcomes: [Int: PartRun.Outcome] = [:]
    try await withThrowingTaskGroup(of: (Int, PartRun.Outcome).self) { [store, chosen] group in
      for (index, job) in jobs.enumerated() {
        if index >= limit, let (done, outcome) = try await group.next() { outcomes[done] = outcome }
        let known = chosen == nil ? store.record(job.key) : nil
        group.addTask { (index, try await job.outcome(tests, known: known)) }
      }
      for try await (done, outcome) in group { outcomes[done] = outcome }
    }
    return jobs.indices.compactMap { outcomes[$0] }
  }

  /// Keeps what came of the parts that ran, for the next run of the same code.
  func keep() {
    for record in news where record.evidence.isLasting { store.keep(record, parts: keys.count) }
  }
}

/// A run of the tests of one part.
private struct PartRun: Sendable {
  /// What came of it, and whether it is to be kept.
  struct Outcome: Sendable {
    var record: PartRecord
    var isNew: Bool
  }

  let run: BookRun
  let toolchain: Toolchain
  let description: BuildDescription
  let part: Part
  let key: PartKey
  let chosen: ChosenTests?
  let chapters: [Outline]

  /// Whether not all of it has to be run.
  func isKnown(to store: PartStore) -> Bool {
    store.record(key)?.evidence(for: chapters, of: part) != nil
  }

  /// What is known, as far as it holds; the rest is run.
  func outcome(_ tests: TestRun?, known: PartRecord?) async throws -> Outcome {
    guard let known, let last = known.evidence(for: chapters, of: part) else {
      return Outcome(record: try await whole(tests), isNew: true)
    }
    if known.key == key.key { return Outcome(record: known, isNew: false) }
    guard let tests else { return Outcome(record: try await whole(nil), isNew: true) }
    let edited = known.edited(in: part.chapters)
    return Outcome(record: try await again(tests, last, edited: edited), isNew: true)
  }

  /// All of it: tests, coverage, code that must not compile.
  private func whole(_ tests: TestRun?) async throws -> PartRecord {
    var evidence = Evidence(state: .complete)
    let all = run.testFilter(ofParts: [part])
    let filter = chosen.map { $0.pattern(of: part, within: all) } ?? all
    if var tests, let filter {
      tests.filter = filter
      tests.folder = tests.folder.appending(path: part.name)
      let profile = try await run.step("Running the tests of \(part.name)") {
        try await tests.gather(&evidence)
      }
      try await run.step("Reading the coverage of \(part.name)") {
        try await CoverageExport(
          run: run, toolchain: toolchain, binary: tests.binary, folder: tests.folder, part: part,
          chapters: chapters
        ).gather(&evidence, profile: profile)
      }
    }
    try await run.step("Checking code of \(part.name) that must not compile") {
      try await RefusalCheck(
        run: run, toolchain: toolchain, description: description, part: part, chosen: chosen
      ).gather(&evidence)
    }
    return PartRecord(key, evidence, of: part, chapters)
  }

  /// The tests of chapters whose stated values were edited; all else is as it was.
  private func again(_ tests: TestRun, _ last: Evidence, edited: [Outline]) async throws
    -> PartRecord
  {
    var evidence = last
    var fresh = Evidence(state: .complete)
    var tests = tests
    tests.filter =
      "(?=\(run.testFilter(ofParts: [part]))).*"
      + BookRun.testFilter(ofChapters: edited.map(\.path))
    tests.folder = tests.folder.appending(path: part.name)
    try await run.step("Running the tests of \(part.name) whose values changed") {
      _ = try await tests.gather(&fresh)
    }
    for outline in edited {
      evidence.chapters[outline.path]?.tests = fresh.chapters[outline.path]?.tests ?? []
      evidence.chapters[outline.path]?.placeThrownErrors()
    }
    evidence.messages += fresh.messages
    evidence.omissions += fresh.omissions
    return PartRecord(key, evidence, of: part, chapters)
  }
}
