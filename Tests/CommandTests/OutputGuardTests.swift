// The site must never replace what is no site.

import Foundation
import Testing

@testable import Command

struct OutputGuardTests {
  private func check(_ output: String, _ files: [String: String], link: Bool = false) async throws {
    try await withPackage(files.merging(book("# T\n")) { own, _ in own }) { folder in
      if link {
        try FileManager.default.createSymbolicLink(
          at: folder.appending(path: "Spec/Site"), withDestinationURL: URL(filePath: "/tmp"))
      }
      try OutputGuard(root: folder, output: folder.appending(path: output)).check()
    }
  }

  @Test func `a new folder, an empty one and a site may be replaced`() async throws {
    try await check("Site/public", [:])
    try await check("out", ["out/index.html": "", "out/rules.json": "{\"code\":\"\"}"])
  }

  @Test func `a folder with pages and rules of somebody else is refused`() async throws {
    await #expect(throws: UnsafeOutput.self) {
      try await check("out", ["out/index.html": "", "out/rules.json": "[]", "out/thesis.txt": "x"])
    }
  }

  @Test(arguments: [".", "Spec", "Spec/Zoo/site", "important", "Package.swift"])
  func `anything else is refused`(output: String) async throws {
    await #expect(throws: UnsafeOutput.self) {
      try await check(output, ["important/file": "x", "index.html": "", "rules.json": ""])
    }
  }

  @Test func `a link that leads out of the package is refused`() async throws {
    await #expect(throws: UnsafeOutput.self) { try await check("Spec/Site", [:], link: true) }
  }

  @Test(arguments: ["/tmp", "/nowhere/at/all", "../outside"])
  func `a link on the way that leads out of the package, or nowhere, is refused`(
    target: String
  ) async throws {
    try await withPackage(book("# T\n")) { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "Site").path, withDestinationPath: target)
      // The site itself is not there yet, so its own path leads nowhere.
      #expect(throws: UnsafeOutput.self) {
        try OutputGuard(root: folder, output: folder.appending(path: "Site/public")).check()
      }
    }
  }

  @Test func `a link that stays in the package is followed`() async throws {
    try await withPackage(book("# T\n").merging(["real/x": ""]) { own, _ in own }) { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "Site").path, withDestinationPath: "real")
      try OutputGuard(root: folder, output: folder.appending(path: "Site/public")).check()
    }
  }
}
