// The tasks that `weft bench` compares. Each runs in a process of its own, which reports its time
// and its peak memory, so that none profits from another.

import Book
import Evidence
import Foundation
import Lexer
import Tangle
import Weave

/// What one task measured.
struct BenchResult: Codable {
  var seconds: Double
  var peakKiB: Int
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
  /// The whole site, evidence given, highlighted.
  case weave

  func run(on book: SyntheticBook, in folder: URL, output: URL) async throws -> BenchResult {
    let paths = (0..<book.chapterCount).map(book.path)
    let read = { (path: String) in [UInt8](try Data(contentsOf: folder.appending(path: path))) }
    let clock = ContinuousClock()
    let elapsed: Duration
    switch self {
    case .render:
      elapsed = try clock.measure {
        for path in paths {
          let html = MarkdownDocument(parsing: try read(path)).plainHTML()
          try Data(html.utf8).write(to: output.appending(path: Chapter.stem(of: path) + ".html"))
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
    case .weave: elapsed = try await weave(book, in: folder, output: output)
    }
    return BenchResult(seconds: elapsed / .seconds(1), peakKiB: Self.peakKiB())
  }

  private func weave(_ book: SyntheticBook, in folder: URL, output: URL) async throws -> Duration {
    let package = try BookPackage(containing: folder)
    var evidence = Evidence(state: .complete, key: "synthetic", toolchain: "bench")
    for index in 0..<book.chapterCount {
      let path = book.path(index)
      evidence.chapters[path] = book.evidence(
        of: Chapter(path: path, bytes: try package.read(path)))
    }
    let theme = try ThemeFolder(for: package)
    let library = try await Toolchain.found().library("libsourcekitdInProc.so")
    let lexer = try Lexer(library: library)
    let given = evidence
    return try await ContinuousClock().measure {
      let weaver = Weaver(
        WeaveContext(try package.book(), given), theme: theme.theme,
        lex: { lexer.tokens(of: $0) })
      try await SiteWriter(
        package: package, weaver: weaver, theme: theme, output: output.appending(path: "site")
      ).write { _ in }
    }
  }

  /// The most memory that this process held, from /proc.
  private static func peakKiB() -> Int {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
