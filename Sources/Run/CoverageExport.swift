// Which lines the tests of a part executed: llvm-profdata and llvm-cov of the toolchain, asked only
// about the tangled chapters that they depend on.

import Book
import Evidence
import Foundation
import Programs

struct CoverageExport: Sendable {
  let run: BookRun
  let toolchain: Toolchain
  let binary: String
  let folder: URL
  /// The part whose tests ran.
  let part: Part
  /// The chapters that they depend on.
  let chapters: [Outline]

  /// Adds the hits of the chapters; what stands in the way becomes an omission.
  func gather(_ evidence: inout Evidence, profile: URL?) async throws {
    do {
      guard let profile else {
        throw RunFailure("the test process did not come to its end, so it left no profile")
      }
      let merged = folder.appending(path: "tests.profdata").path
      _ = try await output("llvm-profdata", ["merge", "-sparse", profile.path, "-o", merged])
      let coverage = Coverage(
        lcov: try await export(["-format=lcov"], of: implementations, merged), names: run.names)
      for outline in chapters where coverage.hits[outline.path] != nil {
        evidence.chapters[outline.path, default: ChapterEvidence()].hits = coverage.hits(
          of: try run.chapter(outline))
      }
      let checks = try await self.checks(merged)
      for outline in part.chapters {
        var known = evidence.chapters[outline.path] ?? ChapterEvidence()
        known.reachedChecks = checks?.reached(in: outline) ?? [:]
        known.ends = try checks.map { try ends(outline, known.tests, $0) } ?? [:]
        known.placeThrownErrors()
        if known != ChapterEvidence() { evidence.chapters[outline.path] = known }
      }
    } catch let failure as RunFailure {
      evidence.omissions.append("coverage is not known: \(failure)")
    }
  }

  /// Where errors left the examples of a chapter.
  private func ends(
    _ outline: Outline, _ tests: [TestResult], _ coverage: CheckCoverage
  ) throws -> [Int: Int] {
    let left = Set(tests.filter(\.isLeft).map(\.line))
    guard !left.isEmpty else { return [:] }
    let examples = try run.chapter(outline).fences.filter {
      $0.role == .example && left.contains($0.line)
    }
    return Dictionary(
      examples.compactMap { example in
        coverage.end(of: example, in: outline.path).map { (example.line, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The targets that the chapters are tangled into.
  private var implementations: [String] {
    let paths = Set(chapters.map(\.path))
    return run.book.parts.filter { $0.chapters.contains { paths.contains($0.path) } }.map(\.name)
  }

  /// What was executed of the tests themselves; `nil` when the part has none.
  private func checks(_ profile: String) async throws -> CheckCoverage? {
    let bytes = try await export(
      ["-format=text", "-skip-functions", "-skip-expansions"], of: [part.name + "Tests"], profile)
    guard !bytes.isEmpty else { return nil }
    do { return try CheckCoverage(export: bytes, names: run.names) } catch {
      throw RunFailure("llvm-cov's export of the tests cannot be read")
    }
  }

  /// The export of what the plugin wrote for some targets; empty when there is none.
  private func export(
    _ arguments: [String], of targets: [String], _ profile: String
  ) async throws -> [UInt8] {
    let sources = try TangledFolders(scratch: run.scratch).ofTargets(targets).map(\.path)
    guard !sources.isEmpty else { return [] }
    return try await output(
      "llvm-cov", ["export"] + arguments + ["-instr-profile=\(profile)", binary] + sources)
  }

  private func output(_ name: String, _ arguments: [String]) async throws -> [UInt8] {
    guard let program = toolchain.program(name) else {
      throw RunFailure(
        "the toolchain in \(toolchain.folder.path) has no \(name); install a whole one")
    }
    let output = try await ChildProcess(program, arguments).output()
    guard output.ending.isSuccess, !output.isCut else {
      throw RunFailure("\(name) failed", output.standardError)
    }
    return output.standardOutput
  }
}
