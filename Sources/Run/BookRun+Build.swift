// Compiling the book with its tests.

import Evidence
package import Foundation

extension BookRun {
  /// Builds the package in a folder of our own, so that coverage does not disturb other builds.
  ///
  /// - Returns: whether there is something to run.
  func build(_ evidence: inout Evidence) async throws -> Bool {
    if let last = try? BuildDescription(inScratch: scratch), !last.isMade(in: scratch) {
      try FileManager.default.removeItem(at: scratch)
    }
    var output = CompilerOutput(names: names)
    // Messages come on either stream: the compiler's on one, the package manager's on the other.
    let process = ChildProcess.buildingTests(in: root, work: work)
    let (ending, errors) = try await process.run { bytes in
      let before = output.progress
      output.read(bytes)
      if output.progress != before { progress(.detail(output.progress)) }
    }
    output.finish()
    var complaints = CompilerOutput(names: names)
    complaints.read(errors[...])
    complaints.finish()
    evidence.add(output, names: names)
    evidence.add(complaints, names: names)
    if ending.isSuccess { return true }
    // A failure must never come without a reason.
    if !evidence.hasErrorsInBook, !evidence.messages.contains(where: { $0.contains("error: ") }) {
      let said = (output.lastLines + complaints.lastLines).filter { !$0.isEmpty }.suffix(20)
      evidence.messages += said.isEmpty ? ["error: swift build failed: \(ending)"] : Array(said)
    }
    return false
  }
}

extension ChildProcess {
  /// Builds a package with its tests, below a folder of weft's own.
  package static func buildingTests(in root: URL, work: URL) -> ChildProcess {
    var process = ChildProcess(
      "swift",
      [
        "build", "--build-tests", "--enable-code-coverage", "--scratch-path",
        work.appending(path: "swift").path,
      ], in: root)
    // The plugin's tool is built with coverage too, and would leave its profile beside the book.
    process.environment = ["LLVM_PROFILE_FILE": work.appending(path: "plugin.profraw").path]
    return process
  }
}
