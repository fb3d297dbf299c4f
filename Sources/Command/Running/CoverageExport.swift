// Which lines the tests executed: llvm-profdata and llvm-cov of the toolchain, asked only about
// the tangled implementation.

import Book
import Evidence
import Foundation

struct CoverageExport: Sendable {
  let run: BookRun
  let toolchain: Toolchain
  let binary: String
  let folder: URL

  /// Adds the hits of all chapters; what stands in the way becomes an omission.
  func gather(_ evidence: inout Evidence, profile: URL?) async throws {
    do {
      guard let profile else {
        throw RunFailure("the test process did not come to its end, so it left no profile")
      }
      let coverage = try await coverage(profile)
      for outline in run.book.chapters where coverage.hits[outline.path] != nil {
        let chapter = Chapter(path: outline.path, bytes: try run.read(outline.path))
        evidence.chapters[outline.path, default: ChapterEvidence()].hits = coverage.hits(
          of: chapter)
      }
    } catch let failure as RunFailure {
      evidence.omissions.append("coverage is not known: \(failure)")
    }
  }

  private func coverage(_ profile: URL) async throws -> Coverage {
    let merged = folder.appending(path: "tests.profdata")
    _ = try await output(
      "llvm-profdata", ["merge", "-sparse", profile.path, "-o", merged.path])
    let sources = try tangledImplementations()
    guard !sources.isEmpty else { return Coverage(lcov: [], names: run.names) }
    let lcov = try await output(
      "llvm-cov",
      ["export", "-format=lcov", "-instr-profile=\(merged.path)", binary] + sources)
    return Coverage(lcov: lcov, names: run.names)
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

  /// The folders that the plugin wrote the parts' implementation to.
  private func tangledImplementations() throws -> [String] {
    let outputs = run.scratch.appending(path: "plugins/outputs")
    let manager = FileManager.default
    var folders: [String] = []
    for package in try manager.contentsOfDirectory(at: outputs, includingPropertiesForKeys: nil) {
      for part in run.book.parts {
        let folder = package.appending(path: "\(part.name)/destination")
        if manager.fileExists(atPath: folder.path) { folders.append(folder.path) }
      }
    }
    return folders
  }
}
