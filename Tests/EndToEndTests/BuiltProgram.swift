// The programs that were built together with these tests.

import Foundation
import Programs
import Trials

enum BuiltProgram {
  /// Runs weft in a folder.
  static func weft(_ arguments: [String], in folder: URL) async throws -> ChildProcess.Output {
    try await run("weft", arguments, in: folder)
  }

  /// Runs a program in a folder; its standard input is some bytes, or nothing.
  static func run(
    _ name: String, _ arguments: [String], in folder: URL, input: Data = Data()
  ) async throws -> ChildProcess.Output {
    var program = ChildProcess.built(name, arguments, in: folder)
    program.input = [UInt8](input)
    return try await program.output()
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
