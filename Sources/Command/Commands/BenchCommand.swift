// `weft bench`: how weaving and tangling compare with cmark-gfm on the same files, in one run.

import ArgumentParser
import Book
import Foundation
import TextTables

struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures weaving and tangling against cmark-gfm.",
    discussion: """
      Makes synthetic books of several sizes (about 300 lines and six Swift fences a chapter) and \
      compares: weaving a whole site with evidence and highlighting against cmark-gfm rendering \
      the same files, and tangling against cmark-gfm parsing them. Each task runs in a process of \
      its own; the median of the runs counts. A chapter is edited twice, and the second time counts. In a package with a book, the time of a whole 'weft weave' of \
      it is measured too, which is what an edit of prose costs, and weaving its whole site with links \
      and index against weaving it without.
      """)

  @Option(help: "Numbers of chapters, comma separated.")
  var chapters = "100,1000"

  @Option(help: "Runs of each task.")
  var runs = 5

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Option(help: .hidden)
  var task: String?

  @Option(help: .hidden)
  var folder: String?

  func validate() throws {
    let counts = chapters.split(separator: ",").map { Int($0) }
    guard !counts.isEmpty, counts.allSatisfy({ ($0 ?? 0) > 0 && ($0 ?? 0) < 100_000 }) else {
      throw ValidationError("--chapters takes numbers from 1 to 99999, such as 100,1000")
    }
    guard (1...99).contains(runs) else { throw ValidationError("--runs takes 1 to 99") }
  }

  func run() async throws {
    let counts = chapters.split(separator: ",").compactMap { Int($0) }
    if let task, let folder, let count = counts.first {
      return try await runTask(task, URL(filePath: folder), count)
    }
    let console = Console(isQuiet: false)
    var rows: [BenchRow] = []
    for count in counts {
      rows += try await BenchRun(chapterCount: count, runs: runs, console: console).rows()
    }
    rows += try await OwnBookBench(runs: runs, console: console).rows()
    if json {
      console.print(try rows.jsonText())
    } else {
      for line in BenchRow.table(rows).lines { console.print(line) }
    }
  }

  private func runTask(_ name: String, _ folder: URL, _ count: Int) async throws {
    if let task = OwnBookTask(rawValue: name) {
      let result = try await task.run(in: folder)
      return print(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
    }
    guard let task = BenchTask(rawValue: name) else { throw ExitStatus.usage }
    let output = folder.appending(path: "out-\(name)")
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    let result = try await task.run(
      on: SyntheticBook(chapterCount: count), in: folder, output: output)
    print(String(decoding: try JSONEncoder().encode(result), as: UTF8.self))
  }
}
