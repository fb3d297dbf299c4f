// Compiling a package with its tests, in a folder of weft's own, so that coverage does not disturb
// other builds.

import Evidence
import Foundation
import Programs

/// A build of a book's package.
struct PackageBuild: Sendable {
  let run: BookRun
  let toolchain: Toolchain

  /// What the build said.
  struct Outcome: Sendable {
    /// Messages come on either stream: the compiler's on one, the package manager's on the other.
    var outputs: [CompilerOutput]
    var ending: ChildProcess.Ending

    var isSuccess: Bool { ending.isSuccess }

    /// What was said of files of the book, by the file's name.
    var diagnostics: [String: [Diagnostic]] {
      outputs.map(\.diagnostics).reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
    }

    /// All errors with their places, in the words of the tools.
    var errors: [String] {
      diagnostics.sorted { $0.key < $1.key }.flatMap { name, diagnostics in
        diagnostics.filter { $0.severity == .error }
          .map { "\(name):\($0.line):\($0.column): error: \($0.message)" }
      } + outputs.flatMap(\.messages)
    }

    /// What was said last, for a failure without a reason.
    var lastLines: [String] {
      let said = outputs.flatMap(\.lastLines).filter { !$0.isEmpty }.suffix(20)
      return said.isEmpty ? ["error: swift build failed: \(ending)"] : Array(said)
    }
  }

  /// Builds all targets; what did not change since the last time is not built again.
  func run() async throws -> Outcome {
    let process = try run.build("--build-tests", with: toolchain)
    var output = CompilerOutput(names: run.names)
    let (ending, said) = try await process.run { bytes in
      let before = output.progress
      output.read(bytes)
      if output.progress != before { run.progress(.detail(output.progress)) }
    }
    output.finish()
    var complaints = CompilerOutput(names: run.names)
    complaints.read(said[...])
    complaints.finish()
    return Outcome(outputs: [output, complaints], ending: ending)
  }
}

extension BookRun {
  /// A build of a part of the package, in a folder that it can go on with.
  ///
  /// - Parameter what: SwiftPM's words for the part.
  /// - Throws: `CocoaError` when the folder cannot be written, or what an earlier build left in it cannot
  ///   be removed: code that could not be built there is not code that does not compile.
  func build(_ what: String..., with toolchain: Toolchain) throws -> ChildProcess {
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    guard access(scratch.path, W_OK) == 0 else { throw PlainFile.failure(scratch.path, errno) }
    if let last = try? BuildDescription(inScratch: scratch) {
      if !last.isMade(in: scratch) {
        try FileManager.default.removeItem(at: scratch)
      } else if !last.knowsItsPlugins(in: scratch) {
        // The plugins are asked again; what is compiled stays.
        try FileManager.default.removeItem(at: BuildDescription.file(inScratch: scratch))
      }
    }
    var process = ChildProcess(
      "swift",
      ["build"] + what + ["--enable-code-coverage", "--scratch-path", scratch.path]
        + toolchain.buildFlags, in: root)
    // The plugin's tool is built with coverage too, and would leave its profile beside the book.
    process.environment = ["LLVM_PROFILE_FILE": work.appending(path: "plugin.profraw").path]
    return process
  }
}
