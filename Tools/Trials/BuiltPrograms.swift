// Programs as tests run them: those that were built together with the tests, and what programs said.

package import Foundation
package import Programs

extension ChildProcess {
  /// A program of this package, built together with the tests that run.
  ///
  /// It has no part in their coverage: without a file of its own it would leave one in its folder.
  package static func built(
    _ name: String, _ arguments: [String] = [], in folder: URL? = nil
  ) -> ChildProcess {
    var process = ChildProcess(path(ofBuilt: name), arguments, in: folder)
    process.environment["LLVM_PROFILE_FILE"] = "/dev/null"
    return process
  }

  /// Where such a program is, for one that starts it.
  package static func path(ofBuilt name: String) -> String {
    let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return products.appending(path: name).path
  }
}

extension ChildProcess.Output {
  /// The exit code; `nil` when the program was ended.
  package var status: Int32? { if case .exited(let code) = ending { code } else { nil } }

  /// What was printed on standard output.
  package var text: String { String(decoding: standardOutput, as: UTF8.self) }

  /// What was printed on standard error, of which there are the last 64 KiB.
  package var errors: String { String(decoding: standardError, as: UTF8.self) }
}
