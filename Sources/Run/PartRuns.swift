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
  /// What came of the parts that ran and is to be kept.
  private var news: [PartRecord] = []

  init(run: BookRun, toolchain: Toolchain, keys: [PartKey]) {
    (self.run, self.toolchain, self.keys) = (run, toolchain, keys)
  }

  private var store: PartStore { PartStore(folder: run.work.appending(path: "parts")) }

  /// Adds the evidence of all parts.
  ///
  /// - Parameter tests: of all parts; `nil` when there are none.
  mutating func gather(
    _ evidence: inout Evidence, _ tests: TestRun?, _ description: BuildDescription
  ) async throws {
    for part in run.book.parts {
      guard let key = keys.first(where: { $0.part == part.name }) else { continue }
      let chapters = run.book.chapters.filter { key.chapters.contains($0.path) }
      let job = PartRun(
        run: run, toolchain: toolchain, description: description, part: part, key: key,
        chapters: chapters)
      let record: PartRecord
      let known = store.record(key)
      if let known, known.key == key.key, known.evidence(for: chapters, of: part) != nil {
        record = known
      } else if let known, let last = known.evidence(for: chapters, of: part), let tests {
        record = try await job.again(tests, last, edited: known.edited(in: part.chapters))
        news.append(record)
      } else {
        record = try await job.whole(tests)
        news.append(record)
      }
      if let own = record.evidence(for: chapters, of: part) { evidence.add(part: own) }
    }
  }

  /// Keeps what came of the parts that ran, for the next run of the same code.
  func keep() {
    for record in news where record.evidence.isLasting { store.keep(record, parts: keys.count) }
  }
}

/// A run of the tests of one part.
private struct PartRun {
  let run: BookRun
  let toolchain: Toolchain
  let description: BuildDescription
  let part: Part
  let key: PartKey
  let chapters: [Outline]

  /// All of it: tests, coverage, code that must not compile.
  func whole(_ tests: TestRun?) async throws -> PartRecord {
    var evidence = Evidence(state: .complete)
    if var tests {
      run.progress(.stage("Running the tests of \(part.name)"))
      tests.filter = run.testFilter(ofParts: [part])
      tests.folder = tests.folder.appending(path: part.name)
      let profile = try await tests.gather(&evidence)
      run.progress(.stage("Reading coverage"))
      try await CoverageExport(
        run: run, toolchain: toolchain, binary: tests.binary, folder: tests.folder, part: part,
        chapters: chapters
      ).gather(&evidence, profile: profile)
    }
    run.progress(.stage("Checking code that must not compile"))
    try await RefusalCheck(run: run, toolchain: toolchain, description: description, part: part)
      .gather(&evidence)
    return PartRecord(key, evidence, of: part, chapters)
  }

  /// The tests of chapters whose stated values were edited; all else is as it was.
  func again(_ tests: TestRun, _ last: Evidence, edited: [Outline]) async throws -> PartRecord {
    var evidence = last
    var fresh = Evidence(state: .complete)
    if !edited.isEmpty {
      run.progress(.stage("Running the tests of \(part.name) whose values changed"))
      var tests = tests
      // An identifier ends with its file and place: …/`name`()/02-lions.md.swift:12:3.
      let files = edited.map { TestRun.escaped(Chapter.tangledName(of: $0.path)) }
      tests.filter =
        "(?=\(run.testFilter(ofParts: [part]))).*/(?:\(files.joined(separator: "|"))):[0-9]+:[0-9]+$"
      tests.folder = tests.folder.appending(path: part.name)
      _ = try await tests.gather(&fresh)
    }
    for outline in edited {
      evidence.chapters[outline.path]?.tests = fresh.chapters[outline.path]?.tests ?? []
    }
    evidence.messages += fresh.messages
    evidence.omissions += fresh.omissions
    return PartRecord(key, evidence, of: part, chapters)
  }
}

extension Evidence {
  /// Adds what came of the tests of one part. How often lines were executed adds up, since the tests of
  /// several parts execute the same code.
  mutating func add(part: Evidence) {
    for (path, own) in part.chapters { chapters[path, default: ChapterEvidence()].add(own) }
    for (path, own) in part.elsewhere { elsewhere[path, default: ChapterEvidence()].add(own) }
    messages += part.messages
    omissions += part.omissions
  }
}

extension ChapterEvidence {
  fileprivate mutating func add(_ other: ChapterEvidence) {
    tests += other.tests
    refusals += other.refusals
    diagnostics += other.diagnostics
    hits.merge(other.hits) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
    reached.merge(other.reached) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
  }
}
