// What weaving costs in the book of the folder that `weft bench` runs in: after an edit of prose, and of
// the whole site with links and index against without.

import Book
import Contests
import Evidence
import Foundation
import Programs
import Run
import Weave

/// Weaves the whole book of a folder from nothing, with the evidence that is there.
enum OwnBookTask: String, CaseIterable {
  case linked = "weave here"
  /// No name in code leads anywhere, and there is no index, no search, and no list of uses.
  case plain = "plain here"

  var peer: OwnBookTask? { self == .linked ? .plain : nil }

  /// Where sites go, until all is measured.
  static func folder(in package: BookPackage) -> URL {
    package.url("\(PackageLayout.workFolder)/bench")
  }

  func run(in folder: URL) async throws -> BenchResult {
    let package = try BookPackage(containing: folder)
    let work = Self.folder(in: package)
    let output = work.appending(path: "site")
    try EarlierOutput.move(output, into: work.appending(path: "aside"))
    let job = BookJob(package, Console(isQuiet: true), output: output)
    let snapshot = try Snapshot(package)
    var evidence = try await job.run(snapshot).recalled()
    if self == .plain {
      evidence.symbols = []
      for path in evidence.chapters.keys { evidence.chapters[path]?.names = [] }
    }
    let given = evidence
    let extent: SiteWriter.Extent = self == .plain ? .withoutIndex : .whole
    let elapsed = try await ContinuousClock().measure {
      _ = try await job.weave(snapshot, given, extent: extent)
    }
    return BenchResult(elapsed)
  }
}

/// What an edit of prose costs in the book of this folder: one process that reads the book, recalls
/// its evidence and weaves the chapter that was edited. The chapter is put back afterwards.
struct OwnBookBench {
  let runs: Int
  let console: Console

  /// None where there is no book, or none that can be woven.
  func rows() async throws -> [BenchRow] {
    guard let edit = try await edited() else { return [] }
    return [edit] + (try await whole(chapters: edit.chapters))
  }

  /// The whole site from nothing, with the evidence and the tokens that are kept: as it is, and without
  /// what names need.
  private func whole(chapters: Int) async throws -> [BenchRow] {
    let package = try BookPackage(containing: URL(filePath: "."))
    let job = BookJob(package, Console(isQuiet: true), output: OwnBookTask.folder(in: package))
    if try await job.run(Snapshot(package)).recalled().state != .complete {
      console.complain(
        "note: no whole run is kept of this book as it is, so its pages have neither"
          + " verdicts nor links and take less time; 'weft build' makes one")
    }
    defer { try? FileManager.default.removeItem(at: OwnBookTask.folder(in: package)) }
    let contest = try await Contest(among: OwnBookTask.allCases, rounds: runs) { task, run in
      console.begin("this book, \(task.rawValue), \(BenchRun.words(run, of: runs))")
      return try await BenchResult(of: task.rawValue, in: package.root)
    }
    func seconds(_ task: OwnBookTask) -> Double { contest.median(of: task) { $0.seconds } ?? 0 }
    return OwnBookTask.allCases.map { task in
      BenchRow(
        chapters: chapters, task: task.rawValue, seconds: seconds(task),
        peakMiB: contest.median(of: task) { Double($0.peakKiB) / 1024 },
        peer: task.peer?.rawValue, ratio: task.peer.map { seconds(task) / seconds($0) })
    }
  }

  private func edited() async throws -> BenchRow? {
    guard let package = try? BookPackage(containing: URL(filePath: ".")),
      let chapters = try? package.book().chapters, let chapter = chapters.last
    else { return nil }
    let output = FileManager.default.temporaryDirectory
      .appending(path: "weft-bench-\(ProcessInfo.processInfo.processIdentifier)-own")
    defer { try? FileManager.default.removeItem(at: output) }
    let url = package.url(chapter.path)
    let text = try Data(contentsOf: url)
    defer { try? text.write(to: url) }
    let task = "edit here"
    let contest = try await Contest(among: [task], rounds: runs) { _, run in
      console.begin("this book, \(BenchRun.words(run, of: runs))")
      if run > 0 { try (text + Data("\nRun \(run) of a benchmark.\n".utf8)).write(to: url) }
      return try await weave(package, to: output)
    }
    // Of a book that cannot be woven there is no time.
    guard let times = contest.outcomes[task], times.allSatisfy({ $0 != nil }),
      let seconds = contest.median(of: task, { $0 ?? 0 })
    else { return nil }
    return BenchRow(chapters: chapters.count, task: task, seconds: seconds)
  }

  /// The time of one process; `nil` when it does not end well.
  private func weave(_ package: BookPackage, to output: URL) async throws -> Double? {
    let start = ContinuousClock.now
    let weave = ChildProcess(
      "/proc/self/exe", ["weave", "--quiet", "--output", output.path], in: package.root)
    guard try await weave.output().ending.isSuccess else { return nil }
    return (ContinuousClock.now - start) / .seconds(1)
  }
}
