// The Swift toolchain on PATH: everything that knows Swift comes from it.

package import Foundation

/// An installed toolchain.
package struct Toolchain: Sendable, Hashable {
  /// Its `usr` folder.
  package let folder: URL
  /// Its own name for itself: `Swift version 6.3.1 (…)`.
  package let version: String

  /// Asks the compiler on PATH where it lives, which holds for links and version managers too.
  ///
  /// - Throws: `ToolchainFailure` when there is no usable one.
  package static func found() async throws -> Toolchain { try await lookup.value }

  /// Asking takes longer than weaving a small book, so one process asks once.
  private static let lookup = Task { try await lookUp() }

  private static func lookUp() async throws -> Toolchain {
    let output: ChildProcess.Output
    do {
      output = try await ChildProcess("swiftc", ["-print-target-info"]).output(limit: 1 << 20)
    } catch let failure as ProcessFailure {
      throw ToolchainFailure(reason: failure.description)
    }
    guard output.ending.isSuccess,
      let info = try? JSONDecoder().decode(TargetInfo.self, from: Data(output.standardOutput))
    else { throw ToolchainFailure(reason: "swiftc -print-target-info failed") }
    // …/usr/lib/swift
    let resources = URL(filePath: info.paths.runtimeResourcePath)
    return Toolchain(
      folder: resources.deletingLastPathComponent().deletingLastPathComponent(),
      version: info.compilerVersion)
  }

  /// The path of one of its programs, if it has it.
  package func program(_ name: String) -> String? {
    let path = folder.appending(path: "bin/\(name)").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// The path of one of its libraries: `libIndexStore.so`.
  package func library(_ name: String) -> String { folder.appending(path: "lib/\(name)").path }

  private struct TargetInfo: Decodable {
    struct Paths: Decodable {
      var runtimeResourcePath: String
    }

    var compilerVersion: String
    var paths: Paths
  }
}

/// There is no usable toolchain.
package struct ToolchainFailure: Error, CustomStringConvertible {
  package var reason: String

  package var description: String {
    "nothing was compiled or run, since \(reason); install Swift from https://swift.org/install"
      + " and put its usr/bin in PATH"
  }
}
