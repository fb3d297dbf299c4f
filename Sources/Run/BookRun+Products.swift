// Programs of a book's package, built beside what was built for its tests.

package import Foundation
import Programs

extension BookRun {
  /// Builds an executable product of the package.
  ///
  /// - Returns: where the program is.
  /// - Throws: `RunFailure` with the reason when there is no such product, or it does not compile.
  package func product(_ name: String) async throws -> URL {
    let process = try await build("--product", name, with: .found(keptIn: work))
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
