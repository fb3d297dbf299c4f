// One size of `weft bench`: makes the book, runs each task several times, keeps the medians.

import Book
import Contests
import Foundation
import Programs
import TextTables

/// One line of the result.
struct BenchRow: Codable {
  var chapters: Int
  var task: String
  /// The median of the runs.
  var seconds: Double
  var peakMiB: Double?
  /// The peer's name, and this task's time as a multiple of its.
  var peer: String?
  var ratio: Double?

  static func table(_ rows: [BenchRow]) -> TextTable {
    TextTable(
      ["chapters", "task", "seconds", "peak MiB", "ratio", "to"],
      rows.map { row in
        [
          "\(row.chapters)", row.task, row.seconds.decimals(4), row.peakMiB?.decimals(1) ?? "",
          row.ratio?.decimals(2) ?? "", row.peer ?? "",
        ]
      })
  }
}

struct BenchRun {
  let chapterCount: Int
  let runs: Int
  let console: Console

  func rows() async throws -> [BenchRow] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "weft-bench-\(ProcessInfo.processInfo.processIdentifier)-\(chapterCount)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try makeBook(in: folder)
    let contest = try await Contest(among: BenchTask.allCases, rounds: runs) { task, run in
      console.begin("\(chapterCount) chapters, \(task.rawValue), \(Self.words(run, of: runs))")
      return try await measure(task, in: folder)
    }
    return BenchTask.allCases.map { row($0, contest) }
  }

  /// What the console says of a run.
  static func words(_ run: Int, of runs: Int) -> String {
    run == 0 ? "once to warm up" : "run \(run) of \(runs)"
  }

  private func makeBook(in folder: URL) throws {
    let book = SyntheticBook(chapterCount: chapterCount)
    let part = folder.appending(path: "Spec/Synthetic")
    try FileManager.default.createDirectory(at: part, withIntermediateDirectories: true)
    try Data("title: Synthetic\nparts: [Synthetic]\n".utf8)
      .write(to: folder.appending(path: "Spec/book.yml"))
    try Data().write(to: folder.appending(path: "Package.swift"))
    for index in 0..<chapterCount {
      try Data(book.text(index).utf8).write(to: folder.appending(path: book.path(index)))
    }
  }

  private func measure(_ task: BenchTask, in folder: URL) async throws -> BenchResult {
    let process = ChildProcess(
      "/proc/self/exe",
      [
        "bench", "--task", task.rawValue, "--folder", folder.path, "--chapters", "\(chapterCount)",
      ])
    let output = try await process.output()
    guard output.ending.isSuccess else {
      let said = String(decoding: output.standardError, as: UTF8.self)
      throw BenchFailure(description: "\(task) failed: \(said)")
    }
    return try JSONDecoder().decode(BenchResult.self, from: Data(output.standardOutput))
  }

  private func row(_ task: BenchTask, _ contest: Contest<BenchTask, BenchResult>) -> BenchRow {
    let seconds = contest.median(of: task) { $0.seconds } ?? 0
    let peer = task.peer.flatMap { peer in contest.median(of: peer) { $0.seconds } }
    return BenchRow(
      chapters: chapterCount, task: task.rawValue, seconds: seconds,
      peakMiB: contest.median(of: task) { Double($0.peakKiB) / 1024 },
      peer: task.peer.map { "cmark-gfm's \($0.rawValue)" }, ratio: peer.map { seconds / $0 })
  }
}

/// What an edit of prose costs in the book of this folder: one process that reads the book, recalls
/// its evidence and weaves the chapter that was edited. The chapter is put back afterwards.
struct OwnBookBench {
  let runs: Int
  let console: Console

  /// `nil` when there is no book here.
  func row() async throws -> BenchRow? {
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

/// A task that did not finish.
struct BenchFailure: Error, CustomStringConvertible {
  var description: String
}
