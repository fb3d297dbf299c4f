// Programs of a book's package, built beside what was built for its tests, and what a build remembers.

package import Foundation
import Programs

extension BookRun {
  /// Lets the next build of the package in a folder ask its plugins again, and build what they are built
  /// from; what is compiled stays.
  package static func forgetPlan(in root: URL) {
    let scratch = root.appending(path: "\(PackageLayout.workFolder)/swift")
    try? FileManager.default.removeItem(at: BuildDescription.file(inScratch: scratch))
  }

  /// Builds an executable product of the package.
  ///
  /// - Returns: where the program is.
  /// - Throws: `RunFailure` with the reason when there is no such product, or it does not compile.
  package func product(_ name: String) async throws -> URL {
    var process = ChildProcess(
      "swift",
      [
        "build", "--product", name, "--enable-code-coverage", "--scratch-path", scratch.path,
      ], in: root)
    process.environment = ["LLVM_PROFILE_FILE": work.appending(path: "plugin.profraw").path]
    let said = try await step("Building \(name)") { try await process.output() }
    let file = scratch.appending(path: "debug/\(name)")
    guard said.ending.isSuccess, FileManager.default.isExecutableFile(atPath: file.path) else {
      let lines = String(decoding: said.standardOutput + said.standardError, as: UTF8.self)
        .split(separator: "\n")
      let reason = lines.first { $0.contains("error: ") } ?? lines.last ?? "\(said.ending)"
      throw RunFailure("\(name) is not built: \(reason)")
    }
    return file
  }
}
