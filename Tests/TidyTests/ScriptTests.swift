// A script says in its head what it is for, and says it to whoever asks; the top of the checkout has what is
// known to be there, and nothing that a script was made to put there.

import Foundation
import Programs
import Testing

struct ScriptTests {
  /// What is wrong with a script's head: its first line names the shell, and a comment follows.
  private func complaint(_ path: String, _ text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let hasUsage =
      lines.count > 1 && lines[0].hasPrefix("#!")
      && ["# ", "\"\"\""].contains { lines[1].hasPrefix($0) }
    return hasUsage
      ? nil : "\(path):2: error: the script does not say what it is for; add a comment on line 2"
  }

  @Test func `every script says what it is for`() throws {
    var scripts = try Checkout.files(below: ".ci", ending: "")
    for folder in ["Tools", "Tests"] {
      try scripts.merge(Checkout.files(below: folder, ending: "/build")) { $1 }
    }
    scripts["weft"] = try String(
      contentsOf: Checkout.root.appending(path: "weft"), encoding: .utf8)
    #expect(scripts.count > 3)
    for (path, text) in scripts {
      if let complaint = complaint(path, text) { Issue.record("\(complaint)") }
    }
  }

  @Test func `a script without a word is an error`() {
    #expect(complaint("build", "#!/bin/sh\n# Builds.\nmake\n") == nil)
    #expect(
      complaint("build", "#!/bin/sh\nmake\n")
        == "build:2: error: the script does not say what it is for; add a comment on line 2")
  }

  @Test func `a script that is asked for help, or something unknown, says so and does nothing`()
    async throws
  {
    let scripts = try Checkout.files(below: ".ci", ending: "").keys.sorted()
    #expect(scripts.contains(".ci/run"))
    for script in scripts {
      let program = Checkout.root.appending(path: script).path
      let help = try await ChildProcess(program, ["--help"]).output()
      #expect(help.ending.isSuccess, "\(script) --help")
      #expect(!help.standardOutput.isEmpty && help.standardError.isEmpty, "\(script) --help")
      let unknown = try await ChildProcess(program, ["--unknown"]).output()
      #expect(unknown.ending == .exited(2), "\(script) --unknown")
      #expect(unknown.standardOutput.isEmpty, "\(script) --unknown")
      #expect(!unknown.standardError.isEmpty, "\(script) --unknown")
    }
  }

  /// What belongs at the top, with what SwiftPM keeps there.
  private let rooms = [
    "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Package.resolved",
    "Package.swift", "Plugins", "README.md", "Site", "Sources", "Spec", "Tests", "Tools", "weft",
  ]

  @Test func `the top of the checkout has its rooms and nothing else`() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: Checkout.root.path)
      // Coverage of a test that is run by hand comes to lie here.
      .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".profraw") }
    for name in Set(found).subtracting(rooms).sorted() {
      Issue.record("\(name): error: nobody knows what this is; move it to a room, or remove it")
    }
  }
}
