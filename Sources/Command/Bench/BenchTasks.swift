// The tasks that `weft bench` compares. Each runs in a process of its own, which reports its time
// and its peak memory, so that none profits from another.

import Book
import Evidence
import Foundation
import Programs
import Run
import Tangle
import Weave

/// What one task measured.
struct BenchResult: Codable {
  var seconds: Double
  var peakKiB: Int

  /// What a task measures in a process of its own.
  init(of task: String, in folder: URL, chapters: Int = 1) async throws {
    let process = ChildProcess(
      "/proc/self/exe",
      ["bench", "--task", task, "--folder", folder.path, "--chapters", "\(chapters)"])
    let output = try await process.output()
    guard output.ending.isSuccess else {
      let said = String(decoding: output.standardError, as: UTF8.self)
      throw BenchFailure(description: "\(task) failed: \(said)")
    }
    self = try JSONDecoder().decode(Self.self, from: Data(output.standardOutput))
  }

  /// A time, with the most memory that this process held.
  init(_ elapsed: Duration) { (seconds, peakKiB) = (elapsed / .seconds(1), Self.peakKiB()) }

  /// From /proc.
  private static func peakKiB() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return Int(line.filter(\.isNumber)) ?? 0
  }
}

enum BenchTask: String, CaseIterable {
  /// cmark-gfm parses and renders each file.
  case render
  /// cmark-gfm parses each file.
  case parse
  /// Chapters, read before, become Swift.
  case tangle
  /// Files become chapters become Swift.
  case readAndTangle
  /// The whole site from nothing, evidence given, highlighted.
  case weave
  /// The same again, with nothing changed.
  case unchanged
  /// The same again, with a sentence of one chapter changed, as it was once before.
  case edited

  /// What the task is compared with.
  var peer: BenchTask? {
    switch self {
    case .weave, .unchanged, .edited: .render
    case .tangle, .readAndTangle: .parse
    case .render, .parse: nil
    }
  }

  func run(on book: SyntheticBook, in folder: URL, output: URL) async throws -> BenchResult {
    let paths = (0..<book.chapterCount).map(book.path)
    let read = { (path: String) in [UInt8](try Data(contentsOf: folder.appending(path: path))) }
    let clock = ContinuousClock()
    let elapsed: Duration
    switch self {
    case .render:
      // As the site, the pages are written where none are.
      try EarlierOutput.move(output, into: folder.appending(path: "aside"))
      try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
      elapsed = try clock.measure {
        for path in paths {
          let html = MarkdownDocument(parsing: try read(path)).plainHTML()
          try PlainFile.write(html.utf8, to: "\(output.path)/\(Chapter.stem(of: path)).html")
        }
      }
    case .parse:
      elapsed = try clock.measure {
        for path in paths { _ = MarkdownDocument(parsing: try read(path)) }
      }
    case .tangle:
      var total = Duration.zero
      for path in paths {
        let chapter = Chapter(path: path, bytes: try read(path))
        total += clock.measure { _ = Tangled(chapter, imports: Tangled.Imports()) }
      }
      elapsed = total
    case .readAndTangle:
      elapsed = try clock.measure {
        for path in paths {
          _ = Tangled(Chapter(path: path, bytes: try read(path)), imports: Tangled.Imports())
        }
      }
    case .weave:
      for path in [".build", "site"] {
        let place = folder.appending(path: path)
        try EarlierOutput.move(place, into: folder.appending(path: "aside"))
      }
      elapsed = try await weave(book, in: folder)
    case .unchanged: elapsed = try await weave(book, in: folder)
    case .edited:
      let path = folder.appending(path: book.path(book.chapterCount / 2))
      try Data(book.toggled(try String(contentsOf: path, encoding: .utf8)).utf8).write(to: path)
      elapsed = try await weave(book, in: folder)
    }
    return BenchResult(elapsed)
  }

  private func weave(_ book: SyntheticBook, in folder: URL) async throws -> Duration {
    let package = try BookPackage(containing: folder)
    var evidence = Evidence(state: .complete, key: "synthetic", toolchain: "bench")
    for index in 0..<book.chapterCount {
      let path = book.path(index)
      evidence.chapters[path] = book.evidence(
        of: Chapter(path: path, bytes: try package.read(path)))
    }
    let library = try await Toolchain.found(
      keptIn: package.url(PackageLayout.workFolder)
    ).library("libsourcekitdInProc.so")
    let given = evidence
    return try await ContinuousClock().measure {
      let snapshot = try Snapshot(package)
      _ = try await SiteWriter(
        package: package, snapshot: snapshot,
        inputs: SiteInputs(snapshot.book, given, contents: snapshot.digests),
        theme: ThemeFolder(for: package, parts: snapshot.book.manifest.parts),
        output: folder.appending(path: "site"),
        lexer: CodeLexer(library: library)
      ).write { _, _ in }
    }
  }
}
