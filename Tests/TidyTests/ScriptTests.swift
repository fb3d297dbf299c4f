// A script says in its head what it is for.

import Foundation
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
}
