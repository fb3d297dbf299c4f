// The examples of the chapters, compiled by dtc: the same bytes as are read here.

import Bindings
import Foundation
import Programs
import Testing
import Trials

@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["WEFT_CHECK_SITE"] == "1"
      || FileManager.default.fileExists(atPath: "/usr/bin/dtc"),
    "needs dtc: apt install device-tree-compiler"))
struct CompilerTests {
  struct Failure: Error { var complaint: String }

  /// What dtc makes of a source.
  private func compiled(_ source: String) async throws -> [UInt8] {
    var dtc = ChildProcess("/usr/bin/dtc", ["-I", "dts", "-O", "dtb", "-"])
    dtc.input = Array(source.utf8)
    let said = try await dtc.output()
    guard said.ending.isSuccess else { throw Failure(complaint: said.errors) }
    return said.standardOutput
  }

  @Test func `dtc makes of each example the tree that is read here`() async throws {
    for example in Shipped.formats.examples {
      let tree = try #require(example.tree, "\(example.location)")
      #expect(try await FlatNode(compiled(example.source)) == tree, "\(example.location)")
    }
    #expect(Shipped.formats.examples.count >= 12)
  }

  @Test func `dtc refuses what is refused here`() async {
    for source in ["/ {};", "/dts-v1/; / { a b; };", "/dts-v1/; / { a {}; b; };"] {
      await #expect(throws: Failure.self) { try await compiled(source) }
    }
  }
}
