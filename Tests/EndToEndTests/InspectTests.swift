// What tests of kho-inspect share: a folder of their own, and the program run in it.

import Foundation
import Programs

/// Tests that run kho-inspect.
protocol InspectTests {}

extension InspectTests {
  /// A new folder; whoever asks removes it.
  func emptyFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "kho-inspect-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  func inspect(_ arguments: String..., in folder: URL) async throws -> ChildProcess.Output {
    try await BuiltProgram.run("kho-inspect", arguments, in: folder)
  }
}
