// The files of this package, as the tidy rules read them.

import Foundation
import Programs
import Testing

enum Checkout {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  /// The texts of files below a folder, by their paths from the package's root.
  static func files(
    below folder: String, ending suffix: String, without excluded: [String] = []
  ) throws -> [String: String] {
    let below = try #require(
      FileManager.default.enumerator(atPath: root.appending(path: folder).path))
    var files: [String: String] = [:]
    for case let path as String in below where path.hasSuffix(suffix) {
      if path.contains(".build/") { continue }
      if excluded.contains(where: { path.hasPrefix("\($0)/") }) { continue }
      files["\(folder)/\(path)"] = try String(
        contentsOf: root.appending(path: "\(folder)/\(path)"), encoding: .utf8)
    }
    return files
  }

  /// What git tells of the checkout; some are none of git's, such as an archive's.
  static func git(_ arguments: String...) async throws -> String {
    let said = try await ChildProcess(
      "git", ["-c", "safe.directory=*"] + arguments, in: root
    ).output()
    try #require(said.ending.isSuccess)
    return String(decoding: said.standardOutput, as: UTF8.self)
  }

  static var hasHistory: Bool { FileManager.default.fileExists(atPath: root.path + "/.git") }

  /// The manifest as SwiftPM reads it. The build folder is a new one, since that of the running
  /// `swift test` is locked.
  static func manifest() async throws -> Data {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "tidy-\(UUID())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let said = try await ChildProcess(
      "swift",
      [
        "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package",
      ]
    ).output()
    try #require(said.ending.isSuccess)
    return Data(said.standardOutput)
  }
}
