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
    // Who edits does so again and again; from the second time on there is a site that can become the next.
    if task == .edited {
      _ = try await BenchResult(of: task.rawValue, in: folder, chapters: chapterCount)
    }
    return try await BenchResult(of: task.rawValue, in: folder, chapters: chapterCount)
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

/// A task that did not finish.
struct BenchFailure: Error, CustomStringConvertible {
  var description: String
}
