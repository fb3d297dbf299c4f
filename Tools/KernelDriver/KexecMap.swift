// The functions of kexec-tools that make a map of memory, behind a program that reads a script.
// `Tools/KernelDriver/KexecTools/build` makes it; nothing of the tool lies in this repository.

package import Foundation
import Programs

/// The program that was made from the code of kexec-tools.
package struct KexecMap: Sendable {
  private let program: URL
  /// The version of Debian's package.
  package let version: String

  /// The source that `Tools/KernelDriver/KexecTools/fetch` has fetched for the package at a folder;
  /// `nil` where none was to be had.
  package static func source(inPackageAt root: URL) -> URL? {
    let folder = root.appending(path: ".build/tools/kexec-tools")
    guard let name = try? String(contentsOf: folder.appending(path: "newest"), encoding: .utf8)
    else { return nil }
    let archive = folder.appending(path: name.trimmingCharacters(in: .whitespacesAndNewlines))
    return FileManager.default.fileExists(atPath: archive.path) ? archive : nil
  }

  /// Builds the program in the package at a folder, unless what is there is up to date.
  ///
  /// Throws when it cannot be built.
  package init(inPackageAt root: URL, from source: URL) async throws {
    let script = root.appending(path: "Tools/KernelDriver/KexecTools/build")
    let folder = root.appending(path: ".build/kernel-conformance/kexec-tools")
    _ = try await KernelDriver.output(of: ChildProcess(script.path, [source.path, folder.path]))
    program = folder.appending(path: "kexec-map")
    version = try String(contentsOf: folder.appending(path: "version"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// What it answers to each line of a script, from no files at first.
  ///
  /// Throws when the program ends early.
  package func answers(to script: [String]) async throws -> [String] {
    let lines = try await KernelDriver.lines(of: ChildProcess(program.path, []), reading: script)
    guard lines.count == script.count else {
      throw KernelDriver.Failure(
        description: "\(lines.count) answers to \(script.count) lines:\n"
          + script.joined(separator: "\n"))
    }
    return lines
  }
}
