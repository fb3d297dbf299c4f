// The book that `weft new` makes, built by SwiftPM alone, as someone who writes a book does.

import Foundation
import Programs
import Testing
import Trials

struct ExampleBook {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  /// The book. What was built from it is kept below .build, so that a second run builds little.
  private let folder: URL
  private let scratch = Self.root.appending(path: ".build/end-to-end/example-scratch")

  /// Makes the book anew, depending on the weft that these tests belong to.
  init() async throws {
    folder = Self.root.appending(path: ".build/end-to-end/example-book")
    try? FileManager.default.removeItem(at: folder)
    let made = try await BuiltProgram.weft(["new", folder.path], in: Self.root)
    try #require(made.status == 0, "\(made.errors)")
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }

  func edit(_ path: String, _ change: (String) -> String) throws {
    let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    try write(change(text), to: path)
  }

  func move(_ path: String, to other: String) throws {
    try FileManager.default.moveItem(
      at: folder.appending(path: path), to: folder.appending(path: other))
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.appending(path: path))
  }

  /// What SwiftPM said.
  struct Outcome {
    var status: Int32?
    var lines: [String]

    /// What was tangled: `01-counter.md`, once for each file written.
    var tangled: [String] {
      lines.compactMap { $0.firstMatch(of: /Tangling (\S+)/)?.1 }.map(String.init)
    }

    var errors: [String] { lines.filter { $0.contains(" error: ") } }

    /// Names of tests that passed.
    var passed: Set<String> {
      Set(lines.compactMap { $0.firstMatch(of: /Test "(.*)".* passed/)?.1 }.map(String.init))
    }
  }

  /// When each object file of the example's modules was written.
  func objects() throws -> [String: Date] {
    var objects: [String: Date] = [:]
    for module in ["Counting", "CountingTests"] {
      let build = scratch.appending(path: "debug/\(module).build").resolvingSymlinksInPath()
      let files = try FileManager.default.contentsOfDirectory(
        at: build, includingPropertiesForKeys: [.contentModificationDateKey])
      for file in files where file.pathExtension == "o" {
        let written = try file.resourceValues(forKeys: [.contentModificationDateKey])
        objects["\(module)/\(file.lastPathComponent)"] = written.contentModificationDate
      }
    }
    return objects
  }

  /// Builds from another folder, as an editor does.
  func build(_ arguments: String...) async throws -> Outcome {
    try await swift(["build"] + arguments)
  }

  func test() async throws -> Outcome { try await swift(["test"]) }

  private func swift(_ arguments: [String]) async throws -> Outcome {
    var swift = ChildProcess(
      "swift",
      arguments
        + ["--package-path", folder.path, "--scratch-path", scratch.path, "-j", "2"],
      in: FileManager.default.temporaryDirectory)
    swift.environment["LLVM_PROFILE_FILE"] = "/dev/null"
    let said = try await swift.output()
    return Outcome(
      status: said.status, lines: (said.text + said.errors).split(separator: "\n").map(String.init))
  }
}
