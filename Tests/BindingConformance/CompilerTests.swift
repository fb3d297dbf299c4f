// The examples of the chapters, compiled by dtc: the same bytes as are read here.

import Bindings
import Foundation
import Testing

@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1"
      || FileManager.default.fileExists(atPath: "/usr/bin/dtc"),
    "needs dtc: apt install device-tree-compiler"))
struct CompilerTests {
  struct Failure: Error { var complaint: String }

  /// What dtc makes of a source.
  private func compiled(_ source: String) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (folder.appending(path: "a.dts"), folder.appending(path: "a.dtb"))
    try Data(source.utf8).write(to: input)
    let complaints = folder.appending(path: "complaints")
    try Data().write(to: complaints)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/dtc")
    process.arguments = ["-I", "dts", "-O", "dtb", "-o", output.path, input.path]
    process.standardInput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: complaints)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(
        complaint: String(decoding: try Data(contentsOf: complaints), as: UTF8.self))
    }
    return try [UInt8](Data(contentsOf: output))
  }

  @Test func `dtc makes of each example the tree that is read here`() throws {
    for example in Shipped.formats.examples {
      let tree = try #require(example.tree, "\(example.location)")
      #expect(try FlatNode(compiled(example.source)) == tree, "\(example.location)")
    }
    #expect(Shipped.formats.examples.count >= 12)
  }

  @Test func `dtc refuses what is refused here`() {
    for source in ["/ {};", "/dts-v1/; / { a b; };", "/dts-v1/; / { a {}; b; };"] {
      #expect(throws: Failure.self) { try compiled(source) }
    }
  }
}
