// dtc and its companions, run as processes.

import Foundation
import LibFDT
import Testing

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
  func run(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let complaints = folder.appending(path: "complaints")
    let source = folder.appending(path: "input")
    try Data().write(to: complaints)
    try Data(input).write(to: source)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/\(program)")
    process.arguments = arguments.map { $0 == "INPUT" ? source.path : $0 }
    process.standardInput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: complaints)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let written = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0, process.terminationReason == .exit else {
      let text = try String(decoding: Data(contentsOf: complaints), as: UTF8.self)
      throw Failure(description: "\(program) ended with \(process.terminationStatus): \(text)")
    }
    return Array(written)
  }

  /// The blob that dtc makes of a source.
  static func compiled(_ source: String, _ options: String...) throws -> [UInt8] {
    try Tool(program: "dtc").run(
      ["-q", "-I", "dts", "-O", "dtb"] + options + ["INPUT"], input: Array(source.utf8))
  }

  /// What dtc makes of a blob, as source.
  static func decompiled(_ blob: [UInt8]) throws -> String {
    let text = try Tool(program: "dtc").run(
      ["-q", "-I", "dtb", "-O", "dts", "INPUT"], input: blob)
    return String(decoding: text, as: UTF8.self)
  }

  /// What fdtget says of a property, in numbers of a byte each.
  static func property(_ name: String, at path: String, in blob: [UInt8]) throws -> [UInt8] {
    let text = try Tool(program: "fdtget").run(["-t", "bu", "INPUT", path, name], input: blob)
    return try String(decoding: text, as: UTF8.self).split { $0.isWhitespace }.map { word in
      guard let byte = UInt8(word) else { throw Failure(description: "fdtget wrote \(word)") }
      return byte
    }
  }
}
