// One size of `weft bench`: makes the book, runs each task several times, keeps the medians.

import Book
import Foundation
import Programs

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

  static func table(_ rows: [BenchRow]) -> [String] {
    var lines = ["chapters  task            seconds    peak MiB  ratio"]
    for row in rows {
      let ratio =
        row.ratio.map { "\(rounded($0, 2)) × \(row.peer ?? "")" } ?? ""
      lines.append(
        pad("\(row.chapters)", 10) + pad(row.task, 16) + pad(rounded(row.seconds, 4), 11)
          + pad(row.peakMiB.map { rounded($0, 1) } ?? "", 10) + ratio)
    }
    return lines
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func rounded(_ value: Double, _ digits: Int) -> String {
    value.formatted(
      .number.precision(.fractionLength(digits)).grouping(.never)
        .locale(Locale(identifier: "en_US_POSIX")))
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
    var results: [BenchTask: [BenchResult]] = [:]
    // All tasks take turns, so that a slow moment of the machine touches each.
    for run in 1...runs {
      for task in BenchTask.allCases {
        console.begin("\(chapterCount) chapters, \(task.rawValue), run \(run) of \(runs)")
        results[task, default: []].append(try await measure(task, in: folder))
      }
    }
    return BenchTask.allCases.map { row($0, results) }
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

  private func row(_ task: BenchTask, _ results: [BenchTask: [BenchResult]]) -> BenchRow {
    func median(_ task: BenchTask, _ value: (BenchResult) -> Double) -> Double {
      let values = (results[task] ?? []).map(value).sorted()
      return values.isEmpty ? 0 : values[values.count / 2]
    }
    let seconds = median(task) { $0.seconds }
    return BenchRow(
      chapters: chapterCount, task: task.rawValue, seconds: seconds,
      peakMiB: median(task) { Double($0.peakKiB) / 1024 },
      peer: task.peer.map { "cmark-gfm's \($0.rawValue)" },
      ratio: task.peer.map { seconds / median($0) { $0.seconds } })
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
    guard try await weave(package, to: output) != nil else { return nil }
    let url = package.url(chapter.path)
    let text = try Data(contentsOf: url)
    defer { try? text.write(to: url) }
    var times: [Double] = []
    for run in 1...runs {
      console.begin("this book, run \(run) of \(runs)")
      try (text + Data("\nRun \(run) of a benchmark.\n".utf8)).write(to: url)
      guard let time = try await weave(package, to: output) else { return nil }
      times.append(time)
    }
    return BenchRow(
      chapters: chapters.count, task: "edit here", seconds: times.sorted()[times.count / 2])
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
