// dtc and its companions, run as processes.

import Foundation
import LibFDT
import Programs
import Trials

struct Tool {
  static let package = "device-tree-compiler"
  /// `weft test` installs what is missing and sets this, so that nothing is skipped there.
  static let mustRun = ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1"
  static let isInstalled = FileManager.default.fileExists(atPath: "/usr/bin/dtc")
  static let hasLibrary = LibFDT.installed != nil

  let program: String

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Runs the program with bytes on its standard input, and gives what it writes.
  ///
  /// Throws what it complained of when it fails.
  func run(_ arguments: [String], input: [UInt8] = []) async throws -> [UInt8] {
    var process = ChildProcess("/usr/bin/\(program)", arguments)
    process.input = input
    let said = try await process.output()
    guard said.ending.isSuccess else {
      throw Failure(description: "\(program) ended with \(said.ending): \(said.errors)")
    }
    return said.standardOutput
  }

  /// The blob that dtc makes of a source.
  static func compiled(_ source: String, _ options: String...) async throws -> [UInt8] {
    try await Tool(program: "dtc").run(
      ["-q", "-I", "dts", "-O", "dtb"] + options + ["-"], input: Array(source.utf8))
  }

  /// What dtc makes of a blob, as source.
  static func decompiled(_ blob: [UInt8]) async throws -> String {
    let text = try await Tool(program: "dtc").run(
      ["-q", "-I", "dtb", "-O", "dts", "-"], input: blob)
    return String(decoding: text, as: UTF8.self)
  }

  /// What fdtget says of a property, in numbers of a byte each.
  static func property(
    _ name: String, at path: String, in blob: [UInt8]
  ) async throws -> [UInt8] {
    let text = try await Tool(program: "fdtget").run(["-t", "bu", "-", path, name], input: blob)
    return try String(decoding: text, as: UTF8.self).split { $0.isWhitespace }.map { word in
      guard let byte = UInt8(word) else { throw Failure(description: "fdtget wrote \(word)") }
      return byte
    }
  }
}
