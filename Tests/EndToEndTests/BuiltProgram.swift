// The programs that were built together with these tests.

import Foundation

enum BuiltProgram {
  struct Missing: Error, CustomStringConvertible {
    var description: String
  }

  typealias Outcome = (status: Int32, output: String, errors: String)

  /// Runs weft in a folder.
  static func weft(_ arguments: [String], in folder: URL) throws -> Outcome {
    try run("weft", arguments, in: folder)
  }

  /// Runs a program in a folder; its standard input is some bytes, or nothing.
  static func run(
    _ name: String, _ arguments: [String], in folder: URL, input: Data? = nil
  ) throws -> Outcome {
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: name)
    guard FileManager.default.isExecutableFile(atPath: program.path) else {
      throw Missing(description: "there is no \(program.path)")
    }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // The coverage of the program that runs these tests is none of its business; without a file of
    // its own it would leave one in the folder.
    process.environment = ProcessInfo.processInfo.environment
      .merging(["LLVM_PROFILE_FILE": "/dev/null"]) { $1 }
    let errorFile = FileManager.default.temporaryDirectory
      .appending(path: "weft-errors-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: errorFile) }
    try Data().write(to: errorFile)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errorFile)
    let inputFile = errorFile.appendingPathExtension("in")
    defer { try? FileManager.default.removeItem(at: inputFile) }
    try (input ?? Data()).write(to: inputFile)
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: said, as: UTF8.self),
      try String(contentsOf: errorFile, encoding: .utf8)
    )
  }

  /// All files below a folder with their bytes.
  static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    for path in paths ?? [] {
      if let data = try? Data(contentsOf: folder.appending(path: path)) { files[path] = data }
    }
    return files
  }
}
