// The kernel's side: mm/memblock.c of Debian's linux-source-6.12 behind a program that reads a
// script of operations. `Kernel/build` makes it; nothing of the kernel lies in this repository.

import Foundation

/// What one side answers to an operation, and how its lists are afterwards, in the driver's words.
struct Reply: Equatable {
  var answer: String
  var state: String
}

struct KernelDriver {
  static let package = "linux-source-6.12"
  static let isInstalled = FileManager.default.fileExists(atPath: "/usr/src/\(package).tar.xz")
  /// `weft test` installs what is missing and sets this, so that nothing is skipped there.
  static let mustRun = ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1"
  /// Built once a run, and only when what is there is out of date.
  static let built = Result { try build() }

  let program: URL
  /// The version of Debian's package.
  let version: String

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private static func build() throws -> KernelDriver {
    let here = URL(filePath: #filePath).deletingLastPathComponent()
    let root = here.appending(path: "../..").standardizedFileURL
    let folder = root.appending(path: ".build/kernel-conformance")
    try run(here.appending(path: "Kernel/build"), [folder.path], input: .nullDevice)
    let version = try String(contentsOf: folder.appending(path: "version"), encoding: .utf8)
    return KernelDriver(
      program: folder.appending(path: "driver"),
      version: version.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// What the kernel replies to each line of a script, from lists that are empty at first.
  ///
  /// Throws when the driver ends early.
  func replies(to script: [String]) throws -> [Reply] {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(script.map { $0 + "\n" }.joined().utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let input = try FileHandle(forReadingFrom: file)
    defer { try? input.close() }
    let output = try Self.run(program, [], input: input)
    let lines = output.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
    guard lines.count == 2 * script.count else {
      throw Failure(
        description: "the driver wrote \(lines.count) lines for \(script.count) operations")
    }
    return script.indices.map { Reply(answer: lines[2 * $0], state: lines[2 * $0 + 1]) }
  }

  /// Runs a program to its end and returns what it wrote.
  @discardableResult
  private static func run(_ program: URL, _ arguments: [String], input: FileHandle) throws -> Data {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = input
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let written = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0, process.terminationReason == .exit else {
      throw Failure(
        description: """
          \(program.lastPathComponent) ended with \(process.terminationStatus): \
          \(String(decoding: written.suffix(2000), as: UTF8.self))
          """)
    }
    return written
  }
}
