// Code that must not compile: each `swift fails` fence is compiled alone, as top-level code that
// imports its part.

import Book
import Evidence
import Foundation
import Programs

struct RefusalCheck: Sendable {
  let run: BookRun
  let toolchain: Toolchain
  let description: BuildDescription
  /// The part whose fences are tried.
  let part: Part
  /// Which of them, where not all.
  let chosen: ChosenTests?

  /// One fence, and what its compilation needs.
  private struct Trial: Sendable {
    var path: String
    var fence: Fence
    var expected: String
    var imports: [String]
    var flags: [String]
  }

  /// Adds the outcomes of the part's chapters, several at once.
  func gather(_ evidence: inout Evidence) async throws {
    let trials = try self.trials()
    guard !trials.isEmpty else { return }
    guard let compiler = toolchain.program("swiftc") else {
      evidence.omissions.append(
        "\(trials.count) fences that must not compile were not tried: the toolchain in"
          + " \(toolchain.folder.path) has no swiftc; install a whole one")
      return
    }
    var outcomes: [Int: Refusal] = [:]
    try await withThrowingTaskGroup(of: (Int, Refusal).self) { group in
      for (index, trial) in trials.enumerated() {
        if index >= 2, let (done, refusal) = try await group.next() { outcomes[done] = refusal }
        group.addTask { (index, try await refusal(trial, compiler)) }
      }
      for try await (done, refusal) in group { outcomes[done] = refusal }
    }
    for (index, trial) in trials.enumerated() {
      guard let refusal = outcomes[index] else { continue }
      evidence.chapters[trial.path, default: ChapterEvidence()].refusals.append(refusal)
    }
  }

  private func trials() throws -> [Trial] {
    let parts = run.book.parts.map(\.name)
    var trials: [Trial] = []
    let imports = description.imports(ofPart: part.name, among: parts)
    let flags = description.importFlags(ofPart: part.name)
    for outline in part.chapters where outline.checkedFences.contains(where: \.mustFail) {
      let chapter = try run.chapter(outline)
      for fence in chapter.fences {
        guard case .fails(let expected) = fence.role,
          chosen?.includes(refusalAt: fence.line, of: outline.path) ?? true
        else { continue }
        trials.append(
          Trial(
            path: outline.path, fence: fence, expected: expected, imports: imports, flags: flags))
      }
    }
    return trials
  }

  private func refusal(_ trial: Trial, _ compiler: String) async throws -> Refusal {
    let imports = trial.imports.map { "import \(Part.module(ofPart: $0))" }.joined(separator: "; ")
    let place = "#sourceLocation(file: \"\(trial.path)\", line: \(trial.fence.firstCodeLine))"
    var process = ChildProcess(compiler, ["-typecheck"] + trial.flags + ["-"], in: run.root)
    process.input = Array("\(imports)\n\(place)\n\(trial.fence.code)".utf8)
    process.timeLimit = .seconds(60)
    let output = try await process.output(limit: 1 << 20)
    var said = CompilerOutput(names: run.names)
    said.read(output.standardOutput[...])
    said.read(output.standardError[...])
    said.finish()
    let diagnostics = said.diagnostics[trial.path] ?? []
    let isRefused = diagnostics.contains {
      $0.severity == .error && $0.message.contains(trial.expected)
    }
    return Refusal(
      line: trial.fence.line, verdict: isRefused && !output.ending.isSuccess ? .passed : .failed,
      diagnostics: diagnostics + Self.placeless(said.messages, at: trial.fence.line))
  }

  /// Messages without a place in the chapter must not be lost: a module that is not found, a
  /// compiler that crashed.
  private static func placeless(_ messages: [String], at line: Int) -> [Diagnostic] {
    messages.map { Diagnostic(severity: .error, line: line, column: 1, message: $0) }
  }
}

extension Outline.CheckedFence {
  fileprivate var mustFail: Bool {
    if case .fails = role { true } else { false }
  }
}
